/** Bulk runs: an action on a whole filtered view, done in the background row by row, with a report. */
import { z } from 'zod';
import { afterPlace, idOf, instant, listOf, listQuery, listWithNext, queryFlag } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import { listingAction, listingOutcome } from './listingActions.ts';
import { listingFilter } from './listingFilters.ts';

/** How long a frozen view can be previewed and started, in milliseconds. */
export const frozenViewMs = 60 * 60 * 1000;

/** A view to freeze. */
export const newFrozenView = z.object({
  filter: listingFilter,
  undo: z.boolean().default(false).meta({
    description:
      'With `runId` in the filter: freezes the versions that the run left behind, so that what somebody changed since is left out',
  }),
});

/** The listings of a view with their versions, as a person saw them. It ends after `frozenViewMs`. */
export const frozenView = z
  .object({ id: idOf('frozenView'), listings: z.int(), createdAt: instant })
  .meta({ id: 'FrozenView' });
/** The listings of a view, as a person saw them. */
export type FrozenView = z.infer<typeof frozenView>;

/**
 * Applies an action to the listings of a frozen view, or to all that match the filter when the run starts. Listings
 * that changed since are left out and reported, and so are those that came into a frozen view.
 */
export const newBulkRun = z
  .object({
    action: listingAction,
    view: idOf('frozenView').optional().meta({ description: 'What was previewed is what is acted on' }),
    filter: listingFilter.optional().meta({ description: 'Instead of a frozen view: all that match it now' }),
  })
  .refine(({ view, filter }) => (view === undefined) !== (filter === undefined), {
    path: ['view'],
    message: 'Name a frozen view, or give a filter.',
  });
/** A new bulk run as a client sends it. */
export type NewBulkRun = z.input<typeof newBulkRun>;

/** One page of what an action would do to each listing of a frozen view, in the order in which a run takes them. */
export const previewRowsRequest = z.object({
  action: listingAction,
  view: idOf('frozenView'),
  page: z.int().min(1).default(1),
  perPage: z.int().min(1).max(200).default(50),
});
/** What an action would do to each listing. */
export const previewRows = listOf(listingOutcome);

/** A bulk run with its progress. */
export const bulkRun = z
  .object({
    id: idOf('bulkRun'),
    action: listingAction,
    filter: listingFilter,
    listings: z.int().meta({ description: 'done, refused and waiting together' }),
    done: z.int(),
    refused: z.int(),
    cameAfter: z.int().meta({
      description: 'Listings that came into the view after the preview: left out, not counted in `listings`',
    }),
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
  { mine: queryFlag.optional(), state: z.enum(['running', 'done']).optional(), ...afterPlace },
  { order: 'desc' },
);
/** One page of bulk runs. */
export const bulkRunList = listWithNext(bulkRun);

/** How many of the listings that a run left out could be done now. */
export const retryable = z.object({ refused: z.int(), retryable: z.int() }).meta({ id: 'Retryable' });
/** How many of the listings that a run left out could be done now. */
export type Retryable = z.infer<typeof retryable>;

/** The code of a row that came into the view after its preview. */
export const cameAfterCode = 'came_after';

/** The outcome of a bulk run for one listing. */
export const bulkRunRow = z
  .object({
    listingId: idOf('listing'),
    label: z.string(),
    outcome: z.enum(['waiting', 'done', 'refused']),
    code: z.string().nullable().meta({
      description: 'As in `ListingOutcome`, or came_after: it came into the view after the preview',
    }),
    message: z.string().nullable(),
    priceBefore: minorUnits.nullable().meta({ description: 'Each; null while it is not known' }),
    priceAfter: minorUnits.nullable().meta({ description: 'Each; null for a listing that was left out' }),
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
