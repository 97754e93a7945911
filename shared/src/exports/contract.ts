/** Files of tables: small ones at once, large ones written in the background and kept for some days. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';

/** Where an export stands. */
export const exportStates = ['requested', 'working', 'ready', 'failed', 'expired', 'removed'] as const;
/** Where an export stands. */
export type ExportState = (typeof exportStates)[number];

/** The forms of a table's file. */
export const exportFormats = ['csv', 'xlsx'] as const;

/** Asks for a table's file. */
export const newExport = z.object({
  table: z
    .string()
    .max(100)
    .meta({ description: 'The path of the table’s list', example: '/admin/ledger-entries' }),
  format: z.enum(exportFormats),
  query: z.string().max(8_000).meta({
    description: 'The filter, as the address of the list has it',
    example: 'from=2026-01-01&account=bank',
  }),
});

/** A file that is written in the background. */
export const exportRow = z
  .object({
    id: idOf('export'),
    file: z.string().meta({ example: 'general-ledger.csv' }),
    table: z.string(),
    format: z.enum(exportFormats),
    state: z.enum(exportStates),
    rows: z.int().meta({ description: 'How many rows of the table were there when it was asked for' }),
    done: z.int().meta({ description: 'How many of them are written' }),
    bytes: z.int().meta({ description: 'The file’s size so far' }),
    failure: z.string().nullable().meta({ description: 'Why it failed, in words' }),
    by: z.object({ id: z.string(), name: z.string() }),
    createdAt: instant,
    endedAt: instant.nullable().meta({ description: 'When it was written, or failed' }),
    keptUntil: instant
      .nullable()
      .meta({ description: 'When its file is deleted; null: it isn’t written yet' }),
  })
  .meta({ id: 'Export' });
/** A file that is written in the background. */
export type ExportRow = z.infer<typeof exportRow>;

/** What became of the question for a file: its address where it is small, or the export that writes it. */
export const askedExport = z
  .object({
    address: z.string().nullable().meta({ description: 'Where the file is at once, under `/api`' }),
    export: exportRow.nullable(),
  })
  .meta({ id: 'AskedExport' });
/** What became of the question for a file. */
export type AskedExport = z.infer<typeof askedExport>;

/** The query of the list, newest first. */
export const exportQuery = listQuery(['createdAt'], {}, { order: 'desc' });
/** A page of one's own exports; administrators see everybody's. */
export const exportList = listOf(exportRow).extend({
  keptDays: z.int().meta({ description: 'How many days a file is kept' }),
  rowsAtOnce: z.int().meta({ description: 'From so many rows on a file is written in the background' }),
});
/** A page of exports. */
export type ExportList = z.infer<typeof exportList>;
