/** Audit cases of actions on whole views. */
import { buildEvent } from '../../factories/catalog.ts';
import { buildListing } from '../../factories/listings.ts';
import { eventually } from '../../fan.ts';
import { type Case, changes, previews } from '../case.ts';
import { reason, reprice } from './common.ts';

const pause = { action: 'pause', reason } as const;

export const bulkRunCases: Case[] = [
  previews({ by: 'staff', route: 'POST /admin/bulk-runs/preview' }, async ({ app }) => {
    const { eventId } = await buildListing(app);
    return { path: '/admin/bulk-runs/preview', body: { action: pause, filter: { eventId } } };
  }),
  previews({ by: 'staff', route: 'POST /admin/bulk-runs/views' }, async ({ app }) => {
    const { eventId } = await buildListing(app);
    return { path: '/admin/bulk-runs/views', body: { filter: { eventId } } };
  }),
  previews({ by: 'staff', route: 'POST /admin/bulk-runs/preview/rows' }, async (bench) => {
    const { eventId } = await buildListing(bench.app);
    const asked = { filter: { eventId } };
    const view = await bench.does<{ id: string }>('staff', 'POST', '/admin/bulk-runs/views', asked);
    return { path: '/admin/bulk-runs/preview/rows', body: { action: reprice, view: view.id } };
  }),
  changes({ by: 'staff', route: 'POST /admin/bulk-runs' }, async ({ app }) => {
    const { id, eventId } = await buildListing(app);
    return {
      path: '/admin/bulk-runs',
      body: { action: pause, filter: { eventId } },
      entries: [
        {
          what: 'bulkRun.start',
          before: null,
          after: { action: pause, filter: { eventId }, listings: 1 },
        },
        // The background work is logged under the person too.
        {
          what: 'listing.pause',
          subject: id,
          reason,
          before: { state: 'live' },
          after: { state: 'paused' },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/bulk-runs/:id/retry' }, async (bench) => {
    const eventId = await buildEvent(bench.app);
    const listing = await buildListing(bench.app, { eventId, state: 'paused' });
    const { id } = await bench.does<{ id: string }>('staff', 'POST', '/admin/bulk-runs', {
      action: pause,
      filter: { eventId },
    });
    await eventually('the run is done', async () => {
      const run = await bench.app.db('bulk_runs').where({ id }).first();
      return run.done_at !== null;
    });
    const resume = { action: 'resume', ids: [listing.id] };
    await bench.does('staff', 'POST', '/admin/listings/actions', resume);
    return {
      path: `/admin/bulk-runs/${id}/retry`,
      entries: [
        {
          what: 'bulkRun.retry',
          subject: id,
          before: { refused: 1, waiting: 0 },
          after: { refused: 0, waiting: 1 },
        },
      ],
    };
  }),
];
