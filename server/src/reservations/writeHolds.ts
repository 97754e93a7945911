/** A batch of holds in one statement. */
import type { Engine } from '../platform/actors/index.ts';
import { logColumns } from '../platform/actors/index.ts';
import { run, type Trx } from '../platform/db/index.ts';
import type { DecidedHold } from './decideHold.ts';

export interface Hold extends DecidedHold {
  key: string | null;
  hash: string;
}

const statement = `
  WITH born AS (
    INSERT INTO reservations (id, code, fan_id, event_id, email, currency, total_amount, ticket_count, expires_at, state, snapshot,
      machine_version, version, created_at)
    SELECT n.*, 1, $13::timestamptz FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
      $8::int[], $9::timestamptz[], $10::text[], $11::jsonb[], $12::int[]) AS n
  ),
  items AS (
    INSERT INTO reservation_items (reservation_id, listing_id, ticket_type, quantity, price_amount, consignor_amount, house_amount,
      fee_amount, house_bps, fee_bps, seen_amount, seats)
    SELECT n.reservation_id, n.listing_id, n.ticket_type, n.quantity, n.price, n.consignor, n.house, n.fee, n.house_bps, n.fee_bps, n.seen,
      n.seats::int[]
    FROM unnest($14::text[], $15::text[], $16::text[], $17::int[], $18::int[], $19::int[], $20::int[], $21::int[], $22::int[],
      $23::int[], $24::int[], $25::text[])
      AS n (reservation_id, listing_id, ticket_type, quantity, price, consignor, house, fee, house_bps, fee_bps, seen, seats)
  ),
  counted AS (
    UPDATE listings l SET available = l.available - n.quantity, held = l.held + n.quantity
    FROM (SELECT listing_id, sum(quantity)::int AS quantity FROM unnest($15::text[], $17::int[]) AS i (listing_id, quantity) GROUP BY 1) n
    WHERE l.id = n.listing_id
  ),
  seated AS (
    UPDATE tickets t SET state = 'held', reservation_id = n.reservation_id
    FROM unnest($26::text[], $27::text[], $28::int[]) AS n (reservation_id, listing_id, seat)
    WHERE t.listing_id = n.listing_id AND t.seat = n.seat AND t.state = 'free' RETURNING 1
  ),
  logged AS (
    INSERT INTO transitions (actor_id, version, actor_type, message, payload, from_state, to_state, machine_version, at, by, reason, cause)
    SELECT * FROM unnest($29::text[], $30::int[], $31::text[], $32::text[], $33::jsonb[], $34::text[], $35::text[], $36::int[],
      $37::timestamptz[], $38::text[], $39::text[], $40::text[])
  ),
  armed AS (
    INSERT INTO timers (actor_id, timer_id, actor_type, armed_by, fire_at)
    SELECT n.actor_id, n.timer_id, n.actor_type, 1, n.fire_at
    FROM unnest($41::text[], $42::text[], $43::text[], $44::timestamptz[]) AS n (actor_id, timer_id, actor_type, fire_at)
  ),
  answered AS (
    INSERT INTO commands (key, request_hash, status, response)
    SELECT n.key, n.hash, 201, n.response FROM unnest($45::text[], $46::text[], $47::jsonb[]) AS n (key, hash, response)
  )
  SELECT count(*)::int AS seats FROM seated`;

/**
 * @param at ISO instant of the transaction
 * @throws Error when a seat was not free: the caller holds the lock of its listing, so this is a programming error
 */
export async function writeHolds(trx: Trx, engine: Engine, at: string, holds: Hold[]): Promise<void> {
  const births = holds.map((hold) =>
    engine.birth('reservation', hold.id, { holdMs: hold.holdMs }, at, hold.fanId),
  );
  const items = holds.flatMap((hold) => hold.items.map((item) => ({ hold, ...item })));
  const seats = items.flatMap(({ hold, listing, seats }) => seats.map((seat) => ({ hold, listing, seat })));
  const timers = births.flatMap((birth) => birth.timers);
  const keyed = holds.filter((hold) => hold.key !== null);
  const [written] = await run<{ seats: number }>(trx, statement, [
    holds.map((hold) => hold.id),
    holds.map((hold) => hold.code),
    holds.map((hold) => hold.fanId),
    holds.map((hold) => hold.eventId),
    holds.map((hold) => hold.email),
    holds.map((hold) => hold.currency),
    holds.map((hold) => hold.totalAmount),
    holds.map((hold) => hold.items.reduce((count, { quantity }) => count + quantity, 0)),
    holds.map((hold) => hold.expiresAt),
    births.map((birth) => birth.state),
    births.map((birth) => JSON.stringify(birth.snapshot)),
    births.map((birth) => birth.machineVersion),
    at,
    items.map(({ hold }) => hold.id),
    items.map(({ listing }) => listing.id),
    items.map(({ listing }) => listing.ticketType),
    items.map(({ quantity }) => quantity),
    items.map(({ sum }) => sum.price),
    items.map(({ sum }) => sum.consignor),
    items.map(({ sum }) => sum.house),
    items.map(({ sum }) => sum.fee),
    items.map(({ listing }) => listing.houseBps),
    items.map(({ listing }) => listing.feeBps),
    items.map(({ seenAmount }) => seenAmount),
    items.map((item) => `{${item.seats.join(',')}}`),
    seats.map(({ hold }) => hold.id),
    seats.map(({ listing }) => listing.id),
    seats.map(({ seat }) => seat),
    ...logColumns(births.map((birth) => birth.log)),
    timers.map((timer) => timer.actorId),
    timers.map((timer) => timer.timerId),
    timers.map((timer) => timer.actorType),
    timers.map((timer) => timer.fireAt),
    keyed.map((hold) => hold.key),
    keyed.map((hold) => hold.hash),
    keyed.map((hold) => JSON.stringify(hold.answer)),
  ]);
  if (written?.seats !== seats.length)
    throw new Error(`${written?.seats} of ${seats.length} seats were free`);
}
