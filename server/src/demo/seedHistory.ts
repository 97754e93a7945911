/**
 * What was sold before today: orders of past weeks on the demo's own listings, with their logs, tickets and books, some
 * refunded and some that ran out. Written as sets, along the paths that the pure machines take.
 */
import { allowedQuantities, type SplitRule } from '@holdfast/shared/consignment';
import { type PercentagesPart, quoteTicket } from '@holdfast/shared/pricing';
import { type Database, run, type Trx } from '../platform/db/index.ts';
import { fewInForce, joinFew } from '../pricing/index.ts';
import { type PastPayment, rememberPast } from '../sandbox/index.ts';
import { rebuildSales } from '../stats/index.ts';
import { type Random, randomFor } from './consignment/random.ts';
import type { PlannedOrder } from './generate/plan.ts';
import { openStage, stageOrders } from './generate/stage.ts';
import { writeOrders } from './generate/writeOrders.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Beyond those of any generated house. */
const firstNumber = 100_000_000;
/** One fan takes at most so many. */
const mostOfOne = 5;

interface Lot {
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
  parts: PercentagesPart[];
  percentages_id: string;
  house_bps: number;
  fee_bps: number;
}

/** @returns how many orders were paid */
export async function seedHistory(trx: Trx, seed: string, now: string): Promise<number> {
  const lots = await run<Lot>(
    trx,
    `WITH ${fewInForce}
     SELECT l.id, l.event_id, l.consignor_id, l.section, l."row", l.seats, l.split_rule, l.price_amount, l.state, e.starts_at,
       a.at AS on_sale_at, p.parts, p.id AS percentages_id, p.house_bps, p.fee_bps
     FROM listings l JOIN events e ON e.id = l.event_id JOIN consignors c ON c.id = l.consignor_id ${joinFew}
       JOIN transitions a ON a.actor_id = l.id AND a.message = 'approve'
     WHERE l.kind = 'seated' AND l.state IN ('live', 'ended') AND l.currency = 'USD' ORDER BY e.starts_at, l.section, l."row", l.seats`,
  );
  const orders = lots.flatMap((lot, n) => ordersOf(lot, n, seed, Date.parse(now)));
  orders.sort((a, b) => a.reservedAt - b.reservedAt || a.listingN - b.listingN);
  await openStage(trx);
  await stageLots(trx, lots, now);
  await stageOrders(trx, orders, firstNumber);
  await makeRoom(trx);
  await writeOrders(trx, firstNumber, firstNumber + orders.length);
  await trx.raw('DROP SCHEMA generated CASCADE');
  await rebuildSales(trx);
  return orders.filter(({ life }) => life === 'paid').length;
}

function ordersOf(lot: Lot, listingN: number, seed: string, now: number): PlannedOrder[] {
  const random = randomFor(seed, 'history', lot.id.length, lot.section, lot.row, listingN);
  const isOver = lot.state === 'ended';
  const from = lot.on_sale_at.getTime() + hourMs;
  const until = Math.min(lot.starts_at.getTime(), now) - 2 * hourMs;
  if (until <= from) return [];
  const order = (life: PlannedOrder['life'], quantity: number, seatOffset: number): PlannedOrder => {
    // People buy late: the nearer the game, the more. Of a game ahead the late ones are still to come.
    const reservedAt = Math.floor(until - (until - from) * random.next() ** (isOver ? 1.8 : 1));
    const latest = Math.min(now - hourMs / 2, reservedAt + 6 * dayMs);
    const givenBackAt = Math.floor(
      reservedAt + hourMs / 2 + random.next() * Math.max(0, latest - reservedAt - hourMs / 2),
    );
    return { listingN, quantity, seatOffset, life, reservedAt, givenBackAt };
  };
  const orders: PlannedOrder[] = [];
  if (random.chance(0.12)) orders.push(order('expired', firstOf(lot, random, lot.seats.length), 0));
  if (!random.chance(isOver ? 0.74 : 0.24)) return orders;
  let sold = 0;
  do {
    const quantity = firstOf(lot, random, lot.seats.length - sold);
    if (quantity === 0) break;
    orders.push(order('paid', quantity, sold));
    sold += quantity;
  } while (sold < lot.seats.length && random.chance(isOver ? 0.8 : 0.35));
  const left = firstOf(lot, random, lot.seats.length - sold);
  if (left > 0 && random.chance(0.12)) orders.push(order('refunded', left, sold));
  return orders;
}

/** A quantity that its rule sells of a run that long; 0 for none. */
function firstOf({ split_rule }: Lot, random: Random, run: number): number {
  const allowed = run > 0 ? allowedQuantities(split_rule, [run], mostOfOne) : [];
  // Most people come in twos.
  return allowed.length === 0 ? 0 : allowed.includes(2) && random.chance(0.7) ? 2 : random.pick(allowed);
}

async function stageLots(trx: Trx, lots: readonly Lot[], now: string): Promise<void> {
  const sums = lots.map((lot) => quoteTicket(lot.price_amount, lot.parts));
  await run(
    trx,
    `WITH n AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[],
         $11::int[], $12::int[], $13::int[], $14::text[]) WITH ORDINALITY
         AS n (id, event_id, consignor_id, section, row_name, first_seat, quantity, price, consignor, house, fee, house_bps, fee_bps, percentages_id, n)
     ), events AS (
       INSERT INTO generated.events SELECT n.n - 1, n.event_id, $15::timestamptz FROM n
     )
     INSERT INTO generated.listings
     SELECT n.n - 1, n.id, n.n - 1, n.consignor_id, 'seated', 'Seated', n.section, n.row_name, n.first_seat, n.quantity, 0, n.price, n.consignor,
       n.house, n.fee, n.house_bps, n.fee_bps, n.percentages_id, 'live', $15::timestamptz, $15::timestamptz, $15::timestamptz FROM n`,
    [
      lots.map(({ id }) => id),
      lots.map(({ event_id }) => event_id),
      lots.map(({ consignor_id }) => consignor_id),
      lots.map(({ section }) => section),
      lots.map(({ row }) => row),
      lots.map(({ seats }) => Math.min(...seats)),
      lots.map(({ seats }) => seats.length),
      sums.map(({ price }) => price),
      sums.map(({ consignor }) => consignor),
      sums.map(({ house }) => house),
      sums.map(({ fee }) => fee),
      lots.map(({ house_bps }) => house_bps),
      lots.map(({ fee_bps }) => fee_bps),
      lots.map(({ percentages_id }) => percentages_id),
      now,
    ],
  );
}

/** The seats of paid orders are no longer there to be sold: their tickets come with the orders. */
async function makeRoom(trx: Trx): Promise<void> {
  await run(
    trx,
    `WITH bought AS (
       SELECT g.id, g.first_seat + o.seat_offset AS low, g.first_seat + o.seat_offset + o.quantity - 1 AS high
       FROM generated.orders o JOIN generated.listings g ON g.n = o.listing_n WHERE o.life = 'paid'
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

/** The sandbox knows the demo's past payments as its own, so that the desk can refund them. */
export async function tellSandbox(db: Database): Promise<void> {
  const { rows } = await db.raw(
    `SELECT p.id, p.stripe_id, p.amount, lower(p.currency) AS currency, r.paid_at, r.email, r.id AS reservation_id, f.stripe_id AS refund_id,
       f.created_at AS refunded_at
     FROM payments p JOIN reservations r ON r.id = p.reservation_id LEFT JOIN refunds f ON f.payment_id = p.id
     WHERE p.stripe_id LIKE 'pi_generated_%' ORDER BY r.paid_at, p.id`,
  );
  await rememberPast(
    db,
    rows.map(
      (row: PastRow): PastPayment => ({
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
