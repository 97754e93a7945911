/**
 * Seeds open work of staff: listings with owners, limits and in-hand dates, price changes with reasons,
 * delist requests, returned listings, a legal cap, and saved views. All of it by staff's own commands, so
 * that the audit log contains it.
 */
import type { ListingAction } from '@holdfast/shared/listings';
import { actOnListings, requestDelist } from '../src/listings/index.ts';
import { queryPrepared, records } from '../src/platform/db/index.ts';
import { createPriceCap } from '../src/priceCaps/index.ts';
import { saveView } from '../src/savedViews/index.ts';
import { cappedRegion } from './consignment/prices.ts';
import { type Random, randomFor } from './consignment/random.ts';
import type { SeedContext } from './seedListings.ts';

/** The ids of the demo's staff; the first one can sign in. */
export type StaffIds = readonly [string, ...string[]];

const reasons = [
  'Two pairs beside it went this morning.',
  'The rivals lost their quarterback; fewer people ask.',
  'Nothing sold in this row for a week.',
  'Holiday weekend, more people ask.',
  'To the level of the section.',
];
const returned = [
  'Which row is it? The photo shows another one.',
  'The seats don’t count on: is there a seat missing?',
  'Please confirm that you may transfer these.',
];
const delistRequests = [
  'We go ourselves after all.',
  'My brother wants them.',
  'I sold them to a colleague.',
  null,
  'We move away, the club takes them back.',
];

/** This many listings are above the legal cap. */
export const demoListingsAboveCap = 3;

interface OpenListing {
  id: string;
  consignor_id: string;
  state: string;
  price_amount: number;
  face_value_amount: number;
  days: number;
  free: boolean;
}

export async function seedStaffWork(context: SeedContext, staffIds: StaffIds, seed: string): Promise<void> {
  const { trx, now } = context;
  const random = randomFor(seed, 'desk');
  await passLaw(context);
  const listings = await queryPrepared<OpenListing>(
    trx,
    `SELECT l.id, l.consignor_id, l.state, l.price_amount, l.face_value_amount, (extract(epoch FROM e.starts_at - $1::timestamptz) / 86400)::int AS days, l.sold = 0 AS free
     FROM listings l JOIN events e ON e.id = l.event_id WHERE l.state IN ('submitted', 'live', 'paused') AND l.kind = 'seated' AND e.starts_at > $1::timestamptz
     ORDER BY e.starts_at, l.section, l."row", l.seats`,
    [now],
  );
  const live = listings.filter(({ state, free }) => state === 'live' && free);
  const submitted = listings.filter(({ state }) => state === 'submitted');
  const some = (from: readonly OpenListing[], count: number) => shuffled(random, from).slice(0, count);

  for (const [at, person] of staffIds.entries())
    await act(
      context,
      person,
      some(
        submitted.filter((_lot, i) => i % (staffIds.length + 1) === at),
        40,
      ),
      {
        action: 'assign',
        ownerId: person,
      },
    );
  for (const listing of some(live, 110))
    await act(context, random.pick(staffIds), [listing], {
      action: 'price',
      change: { by: 'percent', bps: random.pick([-1_500, -1_000, -500, 500, 800, 1_200]) },
      roundTo: 100,
      keepWithinLimits: false,
      reason: random.pick(reasons),
    });
  for (const listing of some(live, 60))
    await act(context, random.pick(staffIds), [listing], {
      action: 'limits',
      floor: Math.max(100, Math.round((listing.price_amount * 0.85) / 100) * 100),
      ceiling: random.chance(0.3) ? Math.round((listing.price_amount * 1.6) / 100) * 100 : null,
    });
  for (const listing of some(submitted, 7))
    await act(context, random.pick(staffIds), [listing], { action: 'return', reason: random.pick(returned) });
  await passDaysInHand(
    context,
    some(
      live.filter(({ days }) => days > 3),
      9,
    ),
    random,
  );
  for (const listing of some(
    live.filter(({ days }) => days > 2),
    6,
  ))
    await requestDelist(
      trx,
      listing.consignor_id,
      listing.id,
      { reason: random.pick(delistRequests) },
      { by: 'system', requestId: null },
    );
  await saveViews(context, staffIds);
}

/**
 * Puts a legal cap into force this morning. Listings in Québec are below it (`legalPrice`), except a few
 * whose prices are raised before: staff see them under "needs a decision".
 */
async function passLaw(context: SeedContext): Promise<void> {
  const { trx, now, by } = context;
  const raised = await queryPrepared<OpenListing>(
    trx,
    `SELECT DISTINCT ON (l.consignor_id) l.* FROM listings l JOIN events e ON e.id = l.event_id JOIN venues v ON v.id = e.venue_id
     WHERE v.country = 'CA' AND v.region = $1 AND l.state = 'live' AND l.sold = 0 AND l.available > 0
       AND e.starts_at > $2::timestamptz + interval '3 days'
     ORDER BY l.consignor_id, e.starts_at DESC, l.section, l."row", l.seats`,
    [cappedRegion, now],
  );
  for (const { id, face_value_amount } of raised.slice(0, demoListingsAboveCap))
    await actOnListings(
      trx,
      context.engine,
      {
        action: {
          action: 'price',
          change: { by: 'set', amount: Math.round((face_value_amount * 1.12) / 100) * 100 },
          roundTo: 1,
          keepWithinLimits: false,
          reason: 'The rivals come, and the game is nearly sold out.',
        },
        ids: [id],
      },
      { by, requestId: null },
    );
  await createPriceCap(
    trx,
    {
      country: 'CA',
      region: cappedRegion,
      overFaceBps: 0,
      overFaceAmount: 0,
      law: 'Consumer Protection Act (Québec), section 236.1',
    },
    { by: 'system', requestId: null },
  );
}

async function act(
  { trx, engine }: SeedContext,
  by: string,
  listings: readonly OpenListing[],
  action: ListingAction,
): Promise<void> {
  if (listings.length === 0) return;
  await actOnListings(trx, engine, { action, ids: listings.map(({ id }) => id) }, { by, requestId: null });
}

/** Sets in-hand dates that have passed. */
async function passDaysInHand(
  { trx, now }: SeedContext,
  listings: readonly OpenListing[],
  random: Random,
): Promise<void> {
  const { from, value } = records(
    listings.map(({ id }) => ({ id, days: random.whole(1, 6) })),
    { id: 'text', days: 'integer' },
  );
  await queryPrepared(
    trx,
    `UPDATE listings l SET in_hand_on = ($2::timestamptz - n.days * interval '1 day')::date FROM ${from} WHERE l.id = n.id`,
    [value, now],
  );
}

async function saveViews({ trx }: SeedContext, staffIds: StaffIds): Promise<void> {
  const [first, second] = staffIds;
  const save = (person: string, page: string, name: string, query: string, shared: boolean) =>
    saveView(trx, { page, name, query, shared }, { by: person, requestId: null });
  await save(first, 'pricing', 'NHL, above the market', 'league=NHL&marketFrom=1500', false);
  await save(first, 'to-approve', 'NFL first', 'league=NFL', false);
  if (second) await save(second, 'pricing', 'Under 50 dollars', 'priceUntil=5000', true);
}

function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
