/** Files on their way in. */
import { z } from 'zod';
import { colleague, ownerFilter } from '../accounts/contract.ts';
import { idOf, instant, listOf, listQuery, reason } from '../http/index.ts';
import { listingState } from '../listings/listingStates.ts';

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

const sum = z.object({
  currency: z.string(),
  tickets: z.int(),
  amount: z.int().meta({ description: 'Minor units, if all of it sells' }),
});
export const importFile = z
  .object({
    id: idOf('import'),
    fileName: z.string(),
    format: z.string().meta({ description: 'As people call it; empty until it is known' }),
    mapped: z
      .object({ by: z.string(), at: instant })
      .nullable()
      .meta({ description: 'Who said what the columns of this header mean, and when' }),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    event: z
      .object({ id: idOf('event'), name: z.string() })
      .nullable()
      .meta({ description: 'The game of the rows that name none' }),
    state: z.enum(importStates),
    accepts: z.array(z.string()),
    failure: z.string().nullable(),
    counts: z.object({
      rows: z.int().meta({ description: 'About, until the file was read once' }),
      read: z.int(),
      create: z.int(),
      change: z.int(),
      unchanged: z.int(),
      refuse: z.int(),
      waits: z
        .int()
        .meta({ description: 'Of the refused: until a person chooses a game or confirms a price' }),
      applied: z.int(),
      undone: z.int(),
      kept: z.int(),
    }),
    ifAllSell: z.array(sum),
    checkedInMs: z.int().nullable(),
    version: z.int(),
    createdBy: z.string(),
    createdAt: instant,
    owner: colleague.nullable().meta({ description: 'Who of the staff settles its rows that wait' }),
  })
  .meta({ id: 'Import' });
export type ImportFile = z.infer<typeof importFile>;
export const importQuery = listQuery(
  ['createdAt'],
  {
    waits: z.enum(['true']).optional().meta({ description: 'Only files with rows that wait for a person' }),
    owner: ownerFilter,
  },
  { order: 'desc' },
);
export const importList = listOf(importFile);

/** Bytes. Above it a file is a catalogue, and its dry run would hold up others. */
export const largestImportBytes = 64 * 1024 * 1024;
export const newImport = z.object({
  consignorId: idOf('consignor'),
  fileName: z.string().trim().min(1).max(200),
  eventId: idOf('event')
    .optional()
    .meta({ description: 'The game of the rows that name none: seat lists name seats alone' }),
});

export const importRowActions = ['create', 'change', 'unchanged', 'refuse'] as const;
const problem = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
  line: z.int().optional().meta({ description: 'The other line of this file' }),
  listingId: z.string().optional().meta({ description: 'The other listing' }),
});
export const importRow = z
  .object({
    line: z.int().meta({ description: 'Line in the file; the header is 1' }),
    action: z.enum(importRowActions),
    label: z.string(),
    game: z.string(),
    place: z.string().meta({ description: 'Section / row / seats' }),
    quantity: z.string().meta({ description: 'As read, or as it stood where it couldn’t be read' }),
    price: z.string(),
    problems: z.array(problem),
    changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
    note: z
      .string()
      .nullable()
      .meta({ description: 'What a person should know of it, though it is no reason against it' }),
    listingId: z.string().nullable(),
    waits: z.boolean(),
    undo: z.enum(['undone', 'kept']).nullable(),
    record: z.record(z.string(), z.string()).meta({ description: 'The row as it is read, by column' }),
    corrected: z
      .object({ by: z.string(), at: instant, original: z.record(z.string(), z.string()) })
      .nullable()
      .meta({ description: 'Who mended it here, and how it stood in the file' }),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRow>;
export const importRowQuery = listQuery(
  ['line'],
  {
    action: z.enum(importRowActions).optional(),
    waits: z.enum(['true']).optional(),
    undo: z.enum(['undone', 'kept']).optional(),
  },
  { perPage: 100 },
);
export const importRowList = listOf(importRow);

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
export type SeatsOfListing = z.infer<typeof seatsOfListing>;
/** One row field by field, with what it meets. */
export const importRowDetail = importRow
  .extend({
    fields: z.array(
      z.object({
        column: z.string(),
        field: z.string().nullable(),
        file: z.string().meta({ description: 'As it stood in the file' }),
        corrected: z.string().nullable().meta({ description: 'As somebody mended it here' }),
        readAs: z.string().nullable(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    sameSeats: z
      .array(seatsOfListing)
      .meta({ description: 'This row first, then every lot with a seat of it' }),
    mayChooseGame: z.boolean(),
    mayConfirmPrice: z.boolean(),
    sameGameRows: z.int().meta({ description: 'Rows of this file that say the same of their game' }),
  })
  .meta({ id: 'ImportRowDetail' });
export type ImportRowDetail = z.infer<typeof importRowDetail>;

export const gameChoice = z.object({ line: z.int(), eventId: idOf('event') });
export const rowMend = z.object({
  cells: z.record(z.string(), z.string().max(2_000)).meta({
    description: 'What the row should read, by column; what is left out stands as in the file',
  }),
});
export const priceConfirmation = z.object({ line: z.int() });

export const mappingFields = z.record(z.string(), z.string()).meta({
  description: 'Our field → the column of the file',
});
export const importMapping = z
  .object({
    fields: mappingFields,
    headers: z.array(z.string()),
    samples: z.array(z.array(z.string())).meta({ description: 'The first rows, cell by cell' }),
    message: z.string().meta({ description: 'Why the header wasn’t recognised' }),
    lacks: z.string().nullable().meta({ description: 'What the mapping still needs, or null' }),
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
export type ImportMapping = z.infer<typeof importMapping>;
export const newMapping = z.object({ fields: mappingFields });
export const reportQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') });
export const undoReason = z.object({ reason });
