/** Imports: uploaded files of listings, their rows, corrections and mappings. */
import { z } from 'zod';
import { colleague, ownerFilter } from '../accounts/contract.ts';
import { afterPlace, idOf, instant, listOf, listQuery, listWithNext, reason } from '../http/index.ts';
import { listingState } from '../listings/listingStates.ts';

/** The states of an import. `import.machine.ts` defines the transitions. */
export const importStates = [
  'uploaded',
  'checking',
  'toMap',
  'checked',
  'applying',
  'done',
  'undoing',
  'undone',
  'failed',
] as const;

/** What separates cents in a file. */
export const decimalMarks = ['.', ','] as const;
/** Whether the dates of a file begin with the month or the day. */
export const dateOrders = ['mdy', 'dmy'] as const;

const sheets = z
  .array(z.object({ name: z.string(), isHidden: z.boolean(), isEmpty: z.boolean() }))
  .meta({ description: 'The sheets of a workbook in the order of their tabs; empty for CSV' });
const sheet = z.string().nullable().meta({ description: 'The sheet that is read' });

/** Lines of a file that PostgreSQL can count. */
const line = z.int().min(0).max(2_147_483_647);

const sum = z.object({
  currency: z.string(),
  tickets: z.int(),
  amount: z.int().meta({ description: 'Minor units, if all of it sells' }),
});
/**
 * One import with its counts. `ifAllSell` sums the price of all tickets that it would create, by currency.
 */
export const importFile = z
  .object({
    id: idOf('import'),
    fileName: z.string(),
    format: z.string().meta({ description: 'The format’s name; empty until it is known' }),
    mapped: z
      .object({ by: z.string(), at: instant })
      .nullable()
      .meta({ description: 'Who mapped the columns of this header, and when' }),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    event: z
      .object({ id: idOf('event'), name: z.string() })
      .nullable()
      .meta({ description: 'The game of rows that don’t name one' }),
    reading: z
      .object({ words: z.array(z.string()), sheets, sheet })
      .nullable()
      .meta({ description: 'How the file is read, as sentences; null until it was looked at' }),
    reportOf: z
      .object({ id: idOf('import'), fileName: z.string() })
      .nullable()
      .meta({ description: 'The import whose corrected report this file is' }),
    state: z.enum(importStates),
    accepts: z.array(z.string()),
    failure: z.string().nullable(),
    counts: z.object({
      rows: z.int().meta({ description: 'An estimate until the file has been read once' }),
      read: z.int(),
      create: z.int(),
      change: z.int(),
      unchanged: z.int(),
      refuse: z.int(),
      waits: z
        .int()
        .meta({ description: 'Refused rows that wait until a person chooses a game or confirms a price' }),
      prices: z.int().meta({ description: 'Of these, rows whose price waits to be confirmed' }),
      applied: z.int(),
      undone: z.int(),
      kept: z.int(),
    }),
    ifAllSell: z.array(sum),
    checkedInMs: z.int().nullable(),
    version: z.int(),
    createdBy: z.string(),
    createdAt: instant,
    owner: colleague.nullable().meta({ description: 'The staff member who decides its waiting rows' }),
  })
  .meta({ id: 'Import' });
/** One import. */
export type ImportFile = z.infer<typeof importFile>;
/** The query of the import list, newest first. */
export const importQuery = listQuery(
  ['createdAt'],
  {
    waits: z.enum(['true']).optional().meta({ description: 'Only files with rows that wait for a person' }),
    owner: ownerFilter,
  },
  { order: 'desc' },
);
/** One page of imports. */
export const importList = listOf(importFile);

/** Bytes. A larger file is refused: its check would hold up the other imports. */
export const largestImportBytes = 64 * 1024 * 1024;
/** The fields of an upload; the file is the body. */
export const newImport = z.object({
  consignorId: idOf('consignor'),
  fileName: z.string().trim().min(1).max(200),
  eventId: idOf('event')
    .optional()
    .meta({ description: 'The game of rows that don’t name one: seat lists contain only seats' }),
});

/** What applying a row does. */
export const importRowActions = ['create', 'change', 'unchanged', 'refuse'] as const;
const problem = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
  suggestion: z.string().optional().meta({ description: 'What the cell probably means' }),
  line: z.int().optional().meta({ description: 'The other line of this file' }),
  listingId: z.string().optional().meta({ description: 'The other listing' }),
});
/** One row of an import with what applying it does and its problems. */
export const importRow = z
  .object({
    line: z.int().meta({ description: 'Line in the file; the header is 1' }),
    action: z.enum(importRowActions),
    label: z.string(),
    game: z.string(),
    place: z.string().meta({ description: 'Section / row / seats' }),
    quantity: z.string().meta({ description: 'As read, or the file’s text where it couldn’t be read' }),
    price: z.string(),
    problems: z.array(problem),
    changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
    note: z.string().nullable().meta({ description: 'A notice: it doesn’t prevent applying the row' }),
    listingId: z.string().nullable(),
    waits: z.boolean(),
    undo: z.enum(['undone', 'kept']).nullable(),
    record: z
      .record(z.string(), z.string())
      .meta({ description: 'The row’s cells by column, corrections included' }),
    corrected: z
      .object({ by: z.string(), at: instant, original: z.record(z.string(), z.string()) })
      .nullable()
      .meta({ description: 'Who corrected it here, and the original cells' }),
  })
  .meta({ id: 'ImportRow' });
/** One row of an import. */
export type ImportRow = z.infer<typeof importRow>;
/** The query of an import's rows, by line. */
export const importRowQuery = listQuery(
  ['line'],
  {
    action: z.enum(importRowActions).optional(),
    waits: z.enum(['true']).optional(),
    undo: z.enum(['undone', 'kept']).optional(),
    ...afterPlace,
  },
  { perPage: 100 },
);
/** One page of rows. */
export const importRowList = listWithNext(importRow);

const seatsOfListing = z.object({
  name: z.string(),
  listingId: z.string().nullable(),
  line: z.int().nullable(),
  seats: z.array(z.int()),
  consignor: z.string(),
  state: listingState.nullable(),
  source: z.string().nullable(),
  since: instant.nullable(),
  price: z.string(),
  taken: z.int().meta({ description: 'How many of its tickets are held or sold' }),
});
/** One row or listing that contains some of the same seats. */
export type SeatsOfListing = z.infer<typeof seatsOfListing>;
/** One row, field by field, with the rows and listings that contain the same seats. */
export const importRowDetail = importRow
  .extend({
    fields: z.array(
      z.object({
        column: z.string(),
        field: z.string().nullable(),
        file: z.string().meta({ description: 'The file’s text' }),
        corrected: z.string().nullable().meta({ description: 'The corrected text' }),
        readAs: z.string().nullable(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    sameSeats: z
      .array(seatsOfListing)
      .meta({ description: 'This row first, then every row or listing with one of its seats' }),
    mayChooseGame: z.boolean(),
    mayConfirmPrice: z.boolean(),
    suggestedGames: z
      .array(z.object({ id: idOf('event'), name: z.string(), startsAt: z.string() }))
      .meta({ description: 'Games that the row may mean, the likeliest first' }),
    suggestedCell: z.object({ column: z.string(), text: z.string(), rows: z.int() }).nullable().meta({
      description: 'What its first wrong cell probably means; rows with the same text in that column',
    }),
    sameGameRows: z.int().meta({ description: 'Rows of this file that name their game in the same way' }),
  })
  .meta({ id: 'ImportRowDetail' });
/** One row, field by field. */
export type ImportRowDetail = z.infer<typeof importRowDetail>;

/** Chooses the game of a row, and of all rows of the import that name their game in the same way. */
export const gameChoice = z.object({ line, eventId: idOf('event') });
/** Corrects cells of a row. The file itself isn't changed. */
export const rowCorrection = z.object({
  cells: z.record(z.string(), z.string().max(2_000)).meta({
    description: 'The corrected cells by column; columns left out keep the file’s text',
  }),
});
/** Corrects a column: every row whose cell has this text. */
export const columnCorrection = z.object({
  column: z.string().max(2_000),
  from: z.string().max(20_000).meta({ description: 'The text that stands in the file' }),
  to: z.string().max(2_000),
});
/** Confirms a price that is far from the market: of one row, or of all that wait for it. */
export const priceConfirmation = z.union([z.object({ line }), z.object({ all: z.literal(true) })]);

/** Which column of a file holds each field. */
export const mappingFields = z.record(z.string(), z.string()).meta({
  description: 'Our field → the column of the file',
});
/** What the columns of a file mean and how its cells are read, with a preview of the first rows. */
export const importMapping = z
  .object({
    fields: mappingFields,
    headers: z.array(z.string()),
    samples: z.array(z.array(z.string())).meta({ description: 'The first rows, cell by cell' }),
    message: z.string().meta({ description: 'Why a person is asked; empty when nobody is' }),
    missing: z.string().nullable().meta({ description: 'What the mapping still lacks, or null' }),
    words: z.array(z.string()).meta({ description: 'How the file is read, as sentences' }),
    questions: z
      .array(
        z.object({
          rule: z.enum(['decimalMark', 'dateOrder']),
          text: z.string(),
          choices: z.array(z.object({ value: z.string(), example: z.string(), reads: z.string() })),
        }),
      )
      .meta({
        description: 'What the cells of the file don’t tell; nothing is checked until it is answered',
      }),
    sheets,
    sheet,
    preview: z.array(
      z.object({
        line: z.int(),
        place: z.string(),
        game: z.string(),
        quantity: z.string(),
        price: z.string(),
        problems: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'ImportMapping' });
/** What the columns of a file mean and how its cells are read. */
export type ImportMapping = z.infer<typeof importMapping>;
/**
 * Says how a file is read; what is left out stays. The columns are remembered for files with the same header when the
 * file is applied.
 */
export const newMapping = z.object({
  fields: mappingFields.optional(),
  decimalMark: z.enum(decimalMarks).optional(),
  dateOrder: z.enum(dateOrders).optional(),
  sheet: z.string().max(200).optional().meta({ description: 'Another sheet of the workbook' }),
});
/** The format of a report on an import. */
export const reportQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') });
/** The reason for undoing an import. */
export const undoReason = z.object({ reason });
/** What taking a file back would do at this moment. */
export const importUndo = z
  .object({
    withdrawn: z.int().meta({ description: 'Listings that the file made and that would leave the sale' }),
    restored: z.int().meta({ description: 'Listings that it changed and that would be as before' }),
    stays: z.int().meta({ description: 'Rows that would stay as they are' }),
    reasons: z
      .array(z.object({ line: z.int(), reason: z.string() }))
      .meta({ description: 'Of those that stay, the first twenty' }),
  })
  .meta({ id: 'ImportUndo' });
/** What taking a file back would do at this moment. */
export type ImportUndo = z.infer<typeof importUndo>;
