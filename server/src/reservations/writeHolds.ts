/**
 * A batch of holds in one statement. What all of them share goes as one value and what a listing's holds share as one
 * value per listing: turning arrays into parameters was most of the cost.
 */
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type Created, createdCtes, type Engine } from '../platform/actors/index.ts';
import { type Pipeline, queryPrepared } from '../platform/db/index.ts';
import { countHoldsWith } from '../stats/index.ts';
import type { DecidedHold, HoldItem } from './decideHold.ts';
import { uncountCte, uncountParameters } from './holdLimits.ts';
import type { LoadedStock } from './loadStock.ts';
import { storeTaxes } from './taxes.ts';

export interface Hold extends DecidedHold {
  key: string | null;
  hash: string;
}

/** Log and deadline of each reservation are the engine's. */
const ctes = createdCtes(reservationMachine.id, {
  from: 'hold',
  id: 'id',
  input: 'input',
  by: 'fan_id',
  at: '$12::timestamptz',
  fireAt: 'expires_at',
  firstParameter: 13,
});

const statement = `
  WITH hold AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::timestamptz[],
      $10::jsonb[], $11::jsonb[], $38::text[]) AS h (id, code, fan_id, event_id, email, currency, total, tickets, expires_at, snapshot, input, counted_by)
  ),
  created AS (
    INSERT INTO reservations (id, code, fan_id, event_id, email, currency, total_amount, ticket_count, created_at, expires_at, state,
      snapshot, machine_version, version, counted_by)
    SELECT id, code, fan_id, event_id, email, currency, total, tickets, $12::timestamptz, expires_at, ${ctes.state},
      snapshot, ${ctes.machineVersion}, 1, counted_by FROM hold
  ),
  ${ctes.sql},
  chosen AS (
    SELECT * FROM unnest($16::text[], $17::text[], $18::int[], $19::int[], $20::int[], $21::int[], $22::int[], $23::int[], $37::text[], $24::int[])
      AS l (id, ticket_type, price, proceeds, commission, fee, commission_bps, fee_bps, percentages_id, taken)
  ),
  counted AS (
    UPDATE listings SET available = listings.available - chosen.taken, held = listings.held + chosen.taken FROM chosen WHERE listings.id = chosen.id
  ),
  items AS (
    INSERT INTO reservation_items (reservation_id, listing_id, ticket_type, quantity, price_amount, proceeds_amount, commission_amount,
      fee_amount, commission_bps, fee_bps, percentages_id, seen_amount, seats)
    SELECT i.reservation_id, i.listing_id, chosen.ticket_type, i.quantity, chosen.price, chosen.proceeds, chosen.commission, chosen.fee, chosen.commission_bps, chosen.fee_bps,
      chosen.percentages_id, i.seen, i.seats::int[]
    FROM unnest($25::text[], $26::text[], $27::int[], $28::int[], $29::text[]) AS i (reservation_id, listing_id, quantity, seen, seats)
    JOIN chosen ON chosen.id = i.listing_id
  ),
  seated AS (
    UPDATE tickets t SET state = 'held', reservation_id = s.reservation_id
    FROM unnest($30::text[], $31::text[], $32::int[]) AS s (reservation_id, listing_id, seat)
    WHERE t.listing_id = s.listing_id AND t.seat = s.seat AND t.state = 'free' RETURNING 1
  ),
  answered AS (
    INSERT INTO commands (key, request_hash, status, response)
    SELECT c.key, c.hash, 201, to_jsonb(c.reservation_id) FROM unnest($33::text[], $34::text[], $35::text[]) AS c (key, hash, reservation_id)
  ),
  item_held AS (
    SELECT hold.event_id, i.listing_id, hold.currency FROM unnest($25::text[], $26::text[]) AS i (reservation_id, listing_id)
    JOIN hold ON hold.id = i.reservation_id
  ),
  ${uncountCte(39)},
  ${countHoldsWith({ holds: 'hold', items: 'item_held', at: '$12::timestamptz' })}
  -- Fails, and with it the transaction, when a seat was not free.
  SELECT 1 / CASE WHEN (SELECT count(*) FROM seated) = $36::int THEN 1 ELSE 0 END AS complete`;

interface Lot {
  item: HoldItem;
  taken: number;
}

/**
 * @param stock of the transaction, after its requests were decided
 * @throws Error of PostgreSQL (division by zero) when a seat was not free: the caller holds the lock of its listing, so
 *   this is a programming error
 */
export async function writeHolds(
  pipeline: Pipeline,
  engine: Engine,
  stock: Pick<LoadedStock, 'at' | 'counters'>,
  holds: Hold[],
): Promise<void> {
  const { at, counters } = stock;
  const created = holds.map(({ id, holdMs, fanId }) =>
    engine.create(reservationMachine, { id, input: { holdMs }, at, by: fanId }),
  );
  const items = holds.flatMap((hold) => hold.items.map((item) => ({ hold, item })));
  const listings = lotsOf(items.map(({ item }) => item));
  const seats = items.flatMap(({ hold, item }) => item.seats.map((seat) => ({ hold, item, seat })));
  const keyed = holds.filter((hold) => hold.key !== null);
  const written = queryPrepared(pipeline, statement, [
    holds.map((hold) => hold.id),
    holds.map((hold) => hold.code),
    holds.map((hold) => hold.fanId),
    holds.map((hold) => hold.eventId),
    holds.map((hold) => hold.email),
    holds.map((hold) => hold.currency),
    holds.map((hold) => hold.totalAmount),
    holds.map((hold) => hold.items.reduce((count, { quantity }) => count + quantity, 0)),
    holds.map((hold) => hold.expiresAt),
    snapshotsOf(created),
    holds.map((hold) => `{"holdMs":${hold.holdMs}}`),
    at,
    ...ctes.parameters(created),
    listings.map(({ item }) => item.listing.id),
    listings.map(({ item }) => item.listing.ticketType),
    listings.map(({ item }) => item.sum.price),
    listings.map(({ item }) => item.sum.proceeds),
    listings.map(({ item }) => item.sum.commission),
    listings.map(({ item }) => item.sum.fee),
    listings.map(({ item }) => item.listing.commissionBps),
    listings.map(({ item }) => item.listing.feeBps),
    listings.map(({ taken }) => taken),
    items.map(({ hold }) => hold.id),
    items.map(({ item }) => item.listing.id),
    items.map(({ item }) => item.quantity),
    items.map(({ item }) => item.seenAmount),
    items.map(({ item }) => `{${item.seats.join(',')}}`),
    seats.map(({ hold }) => hold.id),
    seats.map(({ item }) => item.listing.id),
    seats.map(({ seat }) => seat),
    keyed.map((hold) => hold.key),
    keyed.map((hold) => hold.hash),
    keyed.map((hold) => hold.id),
    seats.length,
    listings.map(({ item }) => item.listing.percentagesId),
    holds.map((hold) => hold.countedBy),
    ...uncountParameters(counters),
  ]);
  const taxes = items.map(({ hold, item: { listing, sum } }) => ({
    reservationId: hold.id,
    listingId: listing.id,
    sum,
    taxes: listing.taxes,
  }));
  // Both are sent before either is waited for: the pipeline's COMMIT comes right behind them.
  await Promise.all([written, storeTaxes(pipeline, taxes)]);
}

/** One price per listing and batch: its row is locked. */
function lotsOf(items: HoldItem[]): Lot[] {
  const listings = new Map<string, Lot>();
  for (const item of items) {
    const listing = listings.get(item.listing.id);
    if (listing) listing.taken += item.quantity;
    else listings.set(item.listing.id, { item, taken: item.quantity });
  }
  return [...listings.values()];
}

/** Holds of the same length share their first snapshot: it is written as JSON once. */
function snapshotsOf(created: Created[]): string[] {
  const known = new Map<object, string>();
  return created.map(({ snapshot }) => {
    const text = known.get(snapshot) ?? JSON.stringify(snapshot);
    known.set(snapshot, text);
    return text;
  });
}
