/** Work over a whole view: done in the background, row by row, with a report. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery, queryFlag } from '../http/index.ts';
import { listingAction } from './listingActions.ts';
import { listingFilter } from './listingFilters.ts';

/** A action on all listings of a filter, as they are when it is asked for: what changes meanwhile is left out and reported. */
export const newBulkRun = z.object({ action: listingAction, filter: listingFilter });
export type NewBulkRun = z.input<typeof newBulkRun>;

export const bulkRun = z
  .object({
    id: idOf('bulkRun'),
    action: listingAction,
    filter: listingFilter,
    listings: z.int(),
    done: z.int(),
    refused: z.int(),
    state: z.enum(['running', 'done']),
    createdBy: z.string(),
    mine: z.boolean(),
    createdAt: instant,
    doneAt: instant.nullable(),
  })
  .meta({ id: 'BulkRun' });
export type BulkRun = z.infer<typeof bulkRun>;
export const bulkRunQuery = listQuery(
  ['createdAt'],
  { mine: queryFlag.optional(), state: z.enum(['running', 'done']).optional() },
  { order: 'desc' },
);
export const bulkRunList = listOf(bulkRun);

export const bulkRunRow = z
  .object({
    listingId: idOf('listing'),
    label: z.string(),
    outcome: z.enum(['waiting', 'done', 'refused']),
    code: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'BulkRunRow' });
export type BulkRunRow = z.infer<typeof bulkRunRow>;
export const bulkRunRowQuery = listQuery(
  ['position'],
  { outcome: z.enum(['waiting', 'done', 'refused']).optional() },
  { perPage: 100 },
);
export const bulkRunRowList = listOf(bulkRunRow);
