/**
 * Seeds past sales: orders of past weeks on the demo's listings, with their logs, tickets and ledger; some
 * are refunded and some expired. Written as sets, from histories of the pure machines.
 */
import { allowedQuantities, type SplitRule } from '@holdfast/shared/listings';
import { type PercentagesComponent, quoteTicket } from '@holdfast/shared/pricing';
import { type HistoryPayment, importHistory } from '../sandbox/index.ts';
import { planNow } from '../src/consignors/index.ts';
import { type Database, queryPrepared, records, type Trx } from '../src/platform/db/index.ts';
import { rulesOfFew } from '../src/pricing/index.ts';
import { rebuildSales } from '../src/statistics/index.ts';
import { type Random, randomFor } from './consignment/random.ts';
import type { PlannedOrder } from './generate/plan.ts';
import { openStaging, stageOrders } from './generate/staging.ts';
import { writeOrders } from './generate/writeOrders.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Above the numbers of any generated data. */
const firstNumber = 100_000_000;
/** The most tickets of one fan. */
const maxPerFan = 5;

interface SellableListing {
  id: string;
  event_id: string;
  consignor_id: string;
  section: string;
  row: string;
  seats: number[];
  split_rule: SplitRule;
  price_amount: number;
  state: 'live' | 'ended';
  starts_at: Date;
  on_sale_at: Date;
  components: PercentagesComponent[];
  percentages_id: string;
  commission_bps: number;
  fee_bps: number;
}

const rules = rulesOfFew({
  listingId: 'l.id',
  eventId: 'l.event_id',
  teamId: 'e.home_id',
  packageId: 'l.package_id',
  consignorId: 'l.consignor_id',
  plan: planNow('l.consignor_id'),
});

/** @returns how many orders were paid */
export async function seedHistory(trx: Trx, seed: string, now: string): Promise<number> {
  const listings = await queryPrepared<SellableListing>(
    trx,
    `WITH ${rules.with}
     SELECT l.id, l.event_id, l.consignor_id, l.section, l."row", l.seats, l.split_rule, l.price_amount, l.state, e.starts_at,
       a.at AS on_sale_at, p.components, p.id AS percentages_id, p.commission_bps, p.fee_bps
     FROM listings l JOIN events e ON e.id = l.event_id ${rules.join}
       JOIN transitions a ON a.actor_id = l.id AND a.message = 'approve'
     WHERE l.kind = 'seated' AND l.state IN ('live', 'ended') AND l.currency = 'USD' ORDER BY e.starts_at, l.section, l."row", l.seats`,
  );
  const busiest = consignorWithMost(listings);
  const orders = listings.flatMap((listing, n) =>
    ordersOf(listing, n, seed, { now: Date.parse(now), isBusy: listing.consignor_id === busiest }),
  );
  orders.sort((a, b) => a.reservedAt - b.reservedAt || a.listingN - b.listingN);
  await openStaging(trx);
  await stageSellableListings(trx, listings, now);
  await stageOrders(trx, orders, firstNumber);
  await makeRoom(trx);
  await writeOrders(trx, firstNumber, firstNumber + orders.length);
  await trx.raw('DROP SCHEMA generated CASCADE');
  await rebuildSales(trx);
  return orders.filter(({ history }) => history === 'paid').length;
}

/** The one with the most seats sells well: their year has more than 200 payments by November, the federal threshold of Form 1099-K. */
function consignorWithMost(listings: readonly SellableListing[]): string | undefined {
  const seats = new Map<string, number>();
  for (const { consignor_id: id, seats: own } of listings) seats.set(id, (seats.get(id) ?? 0) + own.length);
  return [...seats].sort(([, one], [, other]) => other - one)[0]?.[0];
}

function ordersOf(
  listing: SellableListing,
  listingN: number,
  seed: string,
  { now, isBusy }: { now: number; isBusy: boolean },
): PlannedOrder[] {
  const random = randomFor(seed, 'history', listing.id.length, listing.section, listing.row, listingN);
  const isOver = listing.state === 'ended';
  const from = listing.on_sale_at.getTime() + hourMs;
  const until = Math.min(listing.starts_at.getTime(), now) - 2 * hourMs;
  if (until <= from) return [];
  const order = (history: PlannedOrder['history'], quantity: number, seatOffset: number): PlannedOrder => {
    // Sales increase towards the event; for an upcoming event the late sales are missing.
    const reservedAt = Math.floor(until - (until - from) * random.next() ** (isOver ? 1.8 : 1));
    const latest = Math.min(now - hourMs / 2, reservedAt + 6 * dayMs);
    const givenBackAt = Math.floor(
      reservedAt + hourMs / 2 + random.next() * Math.max(0, latest - reservedAt - hourMs / 2),
    );
    return { listingN, quantity, seatOffset, history, reservedAt, givenBackAt };
  };
  const orders: PlannedOrder[] = [];
  if (random.chance(0.12)) orders.push(order('expired', firstOf(listing, random, listing.seats.length), 0));
  if (!random.chance(isOver ? 0.74 : isBusy ? 0.7 : 0.24)) return orders;
  let sold = 0;
  do {
    const quantity = firstOf(listing, random, listing.seats.length - sold);
    if (quantity === 0) break;
    orders.push(order('paid', quantity, sold));
    sold += quantity;
  } while (sold < listing.seats.length && random.chance(isOver ? 0.8 : isBusy ? 0.6 : 0.35));
  const left = firstOf(listing, random, listing.seats.length - sold);
  if (left > 0 && random.chance(0.12)) orders.push(order('refunded', left, sold));
  return orders;
}

/** A quantity that the split rule sells of a run of this length; 0 for none. */
function firstOf({ split_rule }: SellableListing, random: Random, runLength: number): number {
  const allowed = runLength > 0 ? allowedQuantities(split_rule, [runLength], maxPerFan) : [];
  // Most people buy two tickets.
  return allowed.length === 0 ? 0 : allowed.includes(2) && random.chance(0.7) ? 2 : random.pick(allowed);
}

async function stageSellableListings(
  trx: Trx,
  listings: readonly SellableListing[],
  now: string,
): Promise<void> {
  const rows = listings.map((listing) => ({
    ...listing,
    ...quoteTicket(listing.price_amount, listing.components),
    firstSeat: Math.min(...listing.seats),
    quantity: listing.seats.length,
  }));
  const columns = {
    id: 'text',
    event_id: 'text',
    consignor_id: 'text',
    section: 'text',
    row: 'text',
    firstSeat: 'integer',
    quantity: 'integer',
    price: 'integer',
    proceeds: 'integer',
    commission: 'integer',
    fee: 'integer',
    commission_bps: 'integer',
    fee_bps: 'integer',
    percentages_id: 'text',
  } as const;
  const { from, value } = records(rows, columns, { position: 'nth' });
  await queryPrepared(
    trx,
    `WITH n AS (SELECT * FROM ${from}), events AS (
       INSERT INTO generated.events SELECT n.nth - 1, n.event_id, $2::timestamptz FROM n
     )
     INSERT INTO generated.listings
     SELECT n.nth - 1, n.id, n.nth - 1, n.consignor_id, 'seated', 'Seated', n.section, n."row", n.first_seat, n.quantity, 0, n.price, n.proceeds,
       n.commission, n.fee, n.commission_bps, n.fee_bps, n.percentages_id, 'live', $2::timestamptz, $2::timestamptz, $2::timestamptz FROM n`,
    [value, now],
  );
}

/** Deletes the unsold tickets of seats that paid orders will contain. */
async function makeRoom(trx: Trx): Promise<void> {
  await queryPrepared(
    trx,
    `WITH bought AS (
       SELECT g.id, g.first_seat + o.seat_offset AS low, g.first_seat + o.seat_offset + o.quantity - 1 AS high
       FROM generated.orders o JOIN generated.listings g ON g.n = o.listing_n WHERE o.history = 'paid'
     ), gone AS (
       DELETE FROM tickets t USING bought b WHERE t.listing_id = b.id AND t.seat BETWEEN b.low AND b.high RETURNING t.listing_id
     ), counted AS (
       SELECT listing_id, count(*)::int AS n FROM gone GROUP BY listing_id
     )
     UPDATE listings l SET sold = c.n, available = CASE WHEN l.state = 'ended' THEN 0 ELSE l.available - c.n END,
       withdrawn = CASE WHEN l.state = 'ended' THEN l.withdrawn - c.n ELSE 0 END
     FROM counted c WHERE l.id = c.listing_id`,
  );
}

/** Imports the demo's past payments into the sandbox, so that staff can refund them. */
export async function importHistoryToSandbox(db: Database): Promise<void> {
  const { rows } = await db.raw(
    `SELECT p.id, p.stripe_id, p.amount, lower(p.currency) AS currency, r.paid_at, r.email, r.id AS reservation_id, f.stripe_id AS refund_id,
       f.created_at AS refunded_at
     FROM payments p JOIN reservations r ON r.id = p.reservation_id LEFT JOIN refunds f ON f.payment_id = p.id
     WHERE p.stripe_id LIKE 'pi_generated_%' ORDER BY r.paid_at, p.id`,
  );
  await importHistory(
    db,
    rows.map(
      (row: PastRow): HistoryPayment => ({
        id: row.stripe_id,
        amount: row.amount,
        currency: row.currency,
        at: row.paid_at.toISOString(),
        email: row.email,
        metadata: { reservationId: row.reservation_id, paymentId: row.id },
        refund:
          row.refund_id && row.refunded_at ? { id: row.refund_id, at: row.refunded_at.toISOString() } : null,
      }),
    ),
  );
}

interface PastRow {
  id: string;
  stripe_id: string;
  amount: number;
  currency: string;
  paid_at: Date;
  email: string | null;
  reservation_id: string;
  refund_id: string | null;
  refunded_at: Date | null;
}
