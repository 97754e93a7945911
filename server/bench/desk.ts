/** The desk approves a whole view in the background: engine, audit log and report together. */

import { showBulkRun, startBulkRun } from '../src/consignment/deeds/bulkRuns.ts';
import { carryOut } from '../src/consignment/deeds/carryOut.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import type { House } from '../src/platform/house.ts';
import { buildConsignor, buildEvent, buildListings } from '../test/factories.ts';

const doer = { by: 'house', requestId: null };
/** Listings that are made in one go. */
const atOnce = 2_000;

/** @returns listings per second, of `count` that all wait for approval */
export async function approveAll(house: House, count: number): Promise<number> {
  const consignorId = await buildConsignor(house);
  const eventId = await buildEvent(house);
  for (let made = 0; made < count; made += atOnce)
    await buildListings(
      house,
      Array.from({ length: Math.min(atOnce, count - made) }, (_, i) => ({
        eventId,
        consignorId,
        section: `B${made + i}`,
        row: '1',
        state: 'submitted' as const,
      })),
    );
  const { id } = await inTransaction(house.db, (trx) =>
    startBulkRun(trx, { action: 'approve' }, { consignorId }, doer),
  );
  const begun = performance.now();
  await carryOut(house, id);
  const ms = performance.now() - begun;
  const run = await inTransaction(house.db, (trx) => showBulkRun(trx, id, doer.by));
  if (run.done !== count) throw new Error(`${run.done} of ${count} were approved`);
  return (count / ms) * 1_000;
}
