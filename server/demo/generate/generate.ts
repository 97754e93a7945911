/**
 * Generates data of any size from a seed: a year of events, listings in every state, orders, refunds and
 * expired holds, with complete logs and ledger, so that every invariant holds. It is added beside the demo,
 * whose people can sign in.
 */

import { addToSums, sumAgain } from '../../src/accounting/index.ts';
import { takeInDeliveries } from '../../src/fulfillment/index.ts';
import { findOpenEntries } from '../../src/payouts/index.ts';
import { foldAnew } from '../../src/platform/actors/index.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { type Database, inTransaction, queryPrepared, type Trx } from '../../src/platform/db/index.ts';
import { issueAll } from '../../src/receipts/index.ts';
import { freezeBegunEvents, rebuildSales } from '../../src/statistics/index.ts';
import { seedDemo } from '../seed.ts';
import { closeFirstMonth, financePeople } from '../seedPayouts.ts';
import { payPastMonths } from './pastPayouts.ts';
import { askNoTaxData, payOut } from './payOut.ts';
import { consignorsOf, planEvents, planListings, planOrders, type Sizes, type Team } from './plan.ts';
import type { Progress } from './progress.ts';
import { openStaging, stageListings, stageOrders } from './staging.ts';
import { generatedSource, writeConsignors, writeEvents, writeListings } from './writeListings.ts';
import { writeOrders } from './writeOrders.ts';

/** Listings in one transaction: bounds what an interrupted run loses, and the steps of the progress bar. */
const listingsPerTransaction = 5_000;
const ordersAtOnce = 10_000;

/** What to generate. */
export interface GenerateOptions extends Sizes {
  seed: string;
  /** Milliseconds since 1970: the same instant and seed generate the same data. */
  now: number;
  /** Whether consignors are paid what is due; left out: they are. */
  paysOut?: boolean;
}

/** What was generated. */
export interface Generated {
  events: number;
  listings: number;
  orders: number;
  tickets: number;
}

/** Nothing was generated; the message says why, with the remedy. */
export class NotGenerated extends Error {}

/**
 * Fills a migrated database. A database can be filled once.
 * @throws NotGenerated when it was filled before, or when the sizes are too small
 */
export async function generateData(
  app: Pick<AppContext, 'db' | 'engine'> & Partial<Pick<AppContext, 'secret'>>,
  { seed, now, paysOut = true, ...sizes }: GenerateOptions,
  progress: (what: string, total: number) => Progress,
): Promise<Generated> {
  const { db } = app;
  if (sizes.listings < sizes.events * 2)
    throw new NotGenerated('Give at least two listings to an event: --listings. Nothing was done.');
  if (await db('events').where({ source: generatedSource }).first('id'))
    throw new NotGenerated('This database holds generated data already. Start over with npm run demo:reset.');
  await seedDemo(app, () => {}, { closesMonth: false });
  const events = planEvents(seed, sizes.events, await teamsOf(db), now);
  const listings = planListings(seed, sizes, events, now);
  const orders = planOrders(seed, listings, now);
  await inTransaction(db, async (trx) => {
    await openStaging(trx);
    await writeEvents(trx, events);
    await writeConsignors(trx, consignorsOf(sizes), new Date(now - 500 * 86_400_000).toISOString());
    await stageListings(trx, listings, now);
    await stageOrders(trx, orders);
  });
  await inParts(
    db,
    listings.length,
    listingsPerTransaction,
    progress('Listings', listings.length),
    writeListings,
  );
  await inParts(db, orders.length, ordersAtOnce, progress('Orders', orders.length), writeOrders);
  const counting = progress('Statistics', 3);
  counting.to(0);
  await closeFirstMonth(app);
  await takeInDeliveries(app);
  await issueAll(db, { ever: true });
  if (paysOut)
    await unchecked(db, async (trx) =>
      payPastMonths(trx, { ...(await financePeople(trx)), now, first: orders[0]?.reservedAt ?? now }),
    );
  await db.raw('DROP SCHEMA generated CASCADE');
  await db.raw('VACUUM (ANALYZE)');
  counting.to(1);
  await inTransaction(db, findOpenEntries);
  await db.raw('ANALYZE payout_open_entries');
  await askNoTaxData(app);
  if (paysOut) await payOut(app);
  await inTransaction(db, rebuildSales);
  // The entries were written past the triggers.
  await inTransaction(db, sumAgain);
  await addToSums(db);
  await inTransaction(db, foldAnew);
  counting.to(2);
  await freezeBegunEvents(db);
  await db.raw('VACUUM (ANALYZE) event_sales, listing_sales, event_freezes');
  counting.to(3);
  return {
    events: events.length,
    listings: listings.length,
    orders: orders.length,
    tickets: listings.reduce((sum, { sold }) => sum + sold, 0),
  };
}

async function inParts(
  db: Database,
  total: number,
  atOnce: number,
  progress: Progress,
  write: (trx: Trx, from: number, to: number) => Promise<void>,
): Promise<void> {
  progress.to(0);
  for (let from = 0; from < total; from += atOnce) {
    await unchecked(db, (trx) => write(trx, from, Math.min(total, from + atOnce)));
    progress.to(Math.min(total, from + atOnce));
  }
}

/** A transaction that writes rows whose references it wrote, or just wrote: a superuser skips triggers and checks of foreign keys. */
const unchecked = (db: Database, write: (trx: Trx) => Promise<void>) =>
  inTransaction(db, async (trx) => {
    const [user] = await queryPrepared<{ rolsuper: boolean }>(
      trx,
      'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
    );
    await queryPrepared(trx, 'SET LOCAL synchronous_commit = off');
    await queryPrepared(trx, `SET LOCAL work_mem = '64MB'`);
    if (user?.rolsuper) await queryPrepared(trx, 'SET LOCAL session_replication_role = replica');
    await write(trx);
  });

/** The demo's clubs, each with the venue where it plays most. */
async function teamsOf(db: Database): Promise<Team[]> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<{ id: string; name: string; league: string; venue_id: string }>(
      trx,
      `SELECT p.id, p.name, p.league, (SELECT e.venue_id FROM events e WHERE e.home_id = p.id GROUP BY e.venue_id ORDER BY count(*) DESC, e.venue_id LIMIT 1) AS venue_id
       FROM performers p WHERE p.league IS NOT NULL AND EXISTS (SELECT 1 FROM events e WHERE e.home_id = p.id) ORDER BY p.slug`,
    ),
  );
  return rows.map(({ id, name, league, venue_id }) => ({ id, name, league, venueId: venue_id }));
}
