/**
 * What lies on the desk in the morning: listings with owners, limits and days in hand, prices that somebody changed and
 * said why, wishes to delist, what was returned, a law with a cap, and views that people saved. All by the desk's own
 * commands, so that each stands in the audit log.
 */
import type { ListingDeed } from '@holdfast/shared/consignment';
import { actOnListings, createPriceCap, wishDelist } from '../consignment/index.ts';
import { run } from '../platform/db/index.ts';
import { saveView } from '../savedViews/index.ts';
import { type Random, randomFor } from './consignment/random.ts';
import type { SeedContext } from './seedListings.ts';

/** The people of the demo's desk by their ids; the first is the one who signs in. */
export type Desk = readonly [string, ...string[]];

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
const wishes = [
  'We go ourselves after all.',
  'My brother wants them.',
  'I sold them to a colleague.',
  null,
  'We move away, the club takes them back.',
];

interface Lot {
  id: string;
  consignor_id: string;
  state: string;
  price_amount: number;
  days: number;
  free: boolean;
}

export async function seedDeskWork(context: SeedContext, desk: Desk, seed: string): Promise<void> {
  const { trx } = context;
  const random = randomFor(seed, 'desk');
  const lots = await run<Lot>(
    trx,
    `SELECT l.id, l.consignor_id, l.state, l.price_amount, (extract(epoch FROM e.starts_at - now()) / 86400)::int AS days, l.sold = 0 AS free
     FROM listings l JOIN events e ON e.id = l.event_id WHERE l.state IN ('submitted', 'live', 'paused') AND l.kind = 'seated' AND e.starts_at > now()
     ORDER BY e.starts_at, l.section, l."row", l.seats`,
  );
  const live = lots.filter(({ state, free }) => state === 'live' && free);
  const submitted = lots.filter(({ state }) => state === 'submitted');
  const some = (from: readonly Lot[], count: number) => shuffled(random, from).slice(0, count);

  for (const [at, person] of desk.entries())
    await act(
      context,
      person,
      some(
        submitted.filter((_lot, i) => i % (desk.length + 1) === at),
        40,
      ),
      {
        action: 'assign',
        ownerId: person,
      },
    );
  for (const lot of some(live, 110))
    await act(context, random.pick(desk), [lot], {
      action: 'price',
      change: { by: 'percent', bps: random.pick([-1_500, -1_000, -500, 500, 800, 1_200]) },
      roundTo: 100,
      keepWithinLimits: false,
      reason: random.pick(reasons),
    });
  for (const lot of some(live, 60))
    await act(context, random.pick(desk), [lot], {
      action: 'limits',
      floor: Math.max(100, Math.round((lot.price_amount * 0.85) / 100) * 100),
      ceiling: random.chance(0.3) ? Math.round((lot.price_amount * 1.6) / 100) * 100 : null,
    });
  for (const lot of some(submitted, 7))
    await act(context, random.pick(desk), [lot], { action: 'return', reason: random.pick(returned) });
  await passDaysInHand(
    context,
    some(
      live.filter(({ days }) => days > 3),
      9,
    ),
    random,
  );
  for (const lot of some(
    live.filter(({ days }) => days > 2),
    6,
  ))
    await wishDelist(
      trx,
      lot.consignor_id,
      lot.id,
      { reason: random.pick(wishes) },
      { by: 'house', requestId: null },
    );
  await createPriceCap(
    trx,
    {
      country: 'CA',
      region: 'QC',
      overFaceBps: 0,
      overFaceAmount: 0,
      law: 'Consumer Protection Act (Québec), section 236.1',
    },
    { by: 'house', requestId: null },
  );
  await saveViews(context, desk);
}

async function act(
  { trx, engine }: SeedContext,
  by: string,
  lots: readonly Lot[],
  deed: ListingDeed,
): Promise<void> {
  if (lots.length === 0) return;
  await actOnListings(trx, engine, { deed, ids: lots.map(({ id }) => id) }, { by, requestId: null });
}

/** Tickets that were to be in hand by now, and of which nobody has heard. */
async function passDaysInHand({ trx }: SeedContext, lots: readonly Lot[], random: Random): Promise<void> {
  await run(
    trx,
    `UPDATE listings l SET in_hand_on = (now() - n.days * interval '1 day')::date FROM unnest($1::text[], $2::int[]) AS n (id, days) WHERE l.id = n.id`,
    [lots.map(({ id }) => id), lots.map(() => random.whole(1, 6))],
  );
}

async function saveViews({ trx }: SeedContext, desk: Desk): Promise<void> {
  const [first, second] = desk;
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
