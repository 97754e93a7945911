/** Files on their way in. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';

export const importStates = ['uploaded', 'checked', 'applying', 'done', 'failed'] as const;
export const importFile = z
  .object({
    id: idOf('import'),
    fileName: z.string(),
    format: z.string(),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    state: z.enum(importStates),
    accepts: z.array(z.string()),
    counts: z.object({
      rows: z.int(),
      create: z.int(),
      change: z.int(),
      unchanged: z.int(),
      refuse: z.int(),
      applied: z.int(),
    }),
    version: z.int(),
    createdBy: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'Import' });
export type ImportFile = z.infer<typeof importFile>;
export const importQuery = listQuery(['createdAt'], {}, { order: 'desc' });
export const importList = listOf(importFile);
export const newImport = z.object({
  consignorId: idOf('consignor'),
  fileName: z.string().trim().min(1).max(200),
  content: z
    .string()
    .min(1, 'The file is empty.')
    .max(8_000_000, 'At most 8 MB.')
    .meta({ description: 'The file as text (CSV)' }),
});
export const importRowActions = ['create', 'change', 'unchanged', 'refuse'] as const;
export const importRow = z
  .object({
    line: z.int().meta({ description: 'Line in the file; the header is 1' }),
    action: z.enum(importRowActions),
    label: z.string(),
    problems: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
    changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
    listingId: z.string().nullable(),
    record: z.record(z.string(), z.string()).meta({ description: 'The row as it stood in the file' }),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRow>;
export const importRowQuery = listQuery(
  ['line'],
  { action: z.enum(importRowActions).optional() },
  { perPage: 100 },
);
export const importRowList = listOf(importRow);
