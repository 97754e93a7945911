/** Staff approve a whole view in the background: engine, audit log and report together. */

import { startBulkRun } from '../src/listings/actions/bulkRuns.ts';
import { freezeView } from '../src/listings/actions/frozenViews.ts';
import { performBulkRun } from '../src/listings/actions/performBulkRun.ts';
import { showBulkRun } from '../src/listings/actions/runReports.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import { buildEvent } from '../test/factories/catalog.ts';
import { buildConsignor } from '../test/factories/consignors.ts';
import { buildListings } from '../test/factories/listings.ts';

const principal = { by: 'system', requestId: null };
/** Listings created together. */
const listingsPerStep = 2_000;

/** @returns listings per second; all `count` listings wait for approval */
export async function approveAll(app: AppContext, count: number): Promise<number> {
  const consignorId = await buildConsignor(app);
  const eventId = await buildEvent(app);
  for (let made = 0; made < count; made += listingsPerStep)
    await buildListings(
      app,
      Array.from({ length: Math.min(listingsPerStep, count - made) }, (_, i) => ({
        eventId,
        consignorId,
        section: `B${made + i}`,
        row: '1',
        state: 'submitted' as const,
      })),
    );
  const { id } = await inTransaction(app.db, async (trx) => {
    const view = await freezeView(trx, { filter: { consignorId }, undo: false }, principal);
    return startBulkRun(trx, { action: 'approve' }, view.id, principal);
  });
  const begun = performance.now();
  await performBulkRun(app, id);
  const ms = performance.now() - begun;
  const run = await inTransaction(app.db, (trx) => showBulkRun(trx, id, principal.by));
  if (run.done !== count) throw new Error(`${run.done} of ${count} were approved`);
  return (count / ms) * 1_000;
}
