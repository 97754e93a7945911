/** Bulk runs: an action on a whole filtered view, done in the background row by row, with a report. */
import { z } from 'zod';
import { afterPlace, idOf, instant, listOf, listQuery, listWithNext, queryFlag } from '../http/index.ts';
import { listingAction } from './listingActions.ts';
import { listingFilter } from './listingFilters.ts';

/**
 * Applies an action to all listings that match the filter when the run starts. Listings that change meanwhile
 * are left out and reported.
 */
export const newBulkRun = z.object({ action: listingAction, filter: listingFilter });
/** A new bulk run as a client sends it. */
export type NewBulkRun = z.input<typeof newBulkRun>;

/** A bulk run with its progress. */
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
/** A bulk run with its progress. */
export type BulkRun = z.infer<typeof bulkRun>;
/** The query of the list of bulk runs, newest first. */
export const bulkRunQuery = listQuery(
  ['createdAt'],
  { mine: queryFlag.optional(), state: z.enum(['running', 'done']).optional() },
  { order: 'desc' },
);
/** One page of bulk runs. */
export const bulkRunList = listOf(bulkRun);

/** The outcome of a bulk run for one listing. */
export const bulkRunRow = z
  .object({
    listingId: idOf('listing'),
    label: z.string(),
    outcome: z.enum(['waiting', 'done', 'refused']),
    code: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'BulkRunRow' });
/** The outcome of a bulk run for one listing. */
export type BulkRunRow = z.infer<typeof bulkRunRow>;
/** The query of a run's outcomes. */
export const bulkRunRowQuery = listQuery(
  ['position'],
  { outcome: z.enum(['waiting', 'done', 'refused']).optional(), ...afterPlace },
  { perPage: 100 },
);
/** One page of outcomes. */
export const bulkRunRowList = listWithNext(bulkRunRow);
