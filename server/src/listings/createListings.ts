/** New listings, many at once: rows, first price, tickets, and into the queue. */
import type { SplitRule } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { type Created, type Engine, messageTo } from '../platform/actors/index.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { createTickets } from '../tickets/index.ts';
import { findSameSeats, sameSeatsProblem, type WantedSeats } from './sameSeats.ts';

export interface NewListing {
  eventId: string;
  consignorId: string;
  packageId?: string | null;
  importId?: string | null;
  /** The broker's own id of the lot. */
  externalId?: string | null;
  /** Named seats that count up by one, or a ticket type and how many. */
  offer:
    | { kind: 'seated'; section: string; row: string; seats: number[]; splitRule: SplitRule }
    | { kind: 'generalAdmission'; ticketType: string; quantity: number };
  /** Each, minor units of the event's currency, before the fee. */
  priceAmount: number;
  faceValueAmount?: number | null;
  delivery: string;
  disclosure?: string | null;
  /** What its consignor agrees to at least and at most: each, minor units. */
  floorAmount?: number | null;
  ceilingAmount?: number | null;
  /** The day on which the tickets will be in hand, `2026-11-24`; null: they are. */
  inHandOn?: string | null;
  /** Where it came from, in words. */
  source: string;
}

export interface CreateOptions {
  by: string;
  /** ISO instant; the transaction's own if not said. */
  at?: string;
}

/** Seated listings have one type: a fan's limit per type counts all seats of an event together. */
export const seatedTicketType = 'Seated';

interface EventRow {
  id: string;
  starts_at: Date;
  currency: string;
  now: Date;
}

/**
 * Creates listings in `submitted`, all or none.
 * @returns their ids, in order
 * @throws Problem `same_seats` with `conflicts`: which wanted lot meets which listing; `not_found` for an unknown event
 */
export async function createListings(
  trx: Trx,
  engine: Engine,
  listings: readonly NewListing[],
  { by, at }: CreateOptions,
): Promise<string[]> {
  if (listings.length === 0) return [];
  const events = await queryPrepared<EventRow>(
    trx,
    'SELECT id, starts_at, currency, now() AS now FROM catalog_calendar WHERE id = ANY($1::text[])',
    [[...new Set(listings.map(({ eventId }) => eventId))]],
  );
  const eventById = new Map(events.map((event) => [event.id, event]));
  if (listings.some(({ eventId }) => !eventById.has(eventId)))
    throw new Problem('not_found', 'One of these events is not in the catalogue. Nothing was changed.');
  const instant = at ?? (events[0] as EventRow).now.toISOString();

  const conflicts = await findSameSeats(trx, seatsOf(listings));
  if (conflicts.length > 0) throw sameSeatsProblem(conflicts);

  const rows = listings.map((listing) => {
    const event = eventById.get(listing.eventId) as EventRow;
    const id = newId('listing');
    const input = { priceAmount: listing.priceAmount, endsAt: event.starts_at.toISOString() };
    return { id, listing, event, created: engine.create(listingMachine, { id, input, at: instant, by }) };
  });
  await insertRows(trx, rows, instant);
  await engine.recordCreated(
    trx,
    rows.map(({ created }) => created),
  );
  await insertFirstPrices(trx, rows, instant, by);
  await insertTickets(trx, rows);
  const outcomes = await engine.apply(
    trx,
    rows.map(({ id }) => messageTo(listingMachine, id, { type: 'submit' }, { by })),
    { at: instant },
  );
  const refused = outcomes.find(({ kind }) => kind !== 'applied');
  if (refused) throw new Error(`${refused.id} answered ${refused.kind} to its submit`);
  return rows.map(({ id }) => id);
}

function seatsOf(listings: readonly NewListing[]): WantedSeats[] {
  return listings.map(({ eventId, offer }) =>
    offer.kind === 'seated'
      ? { eventId, section: offer.section, row: offer.row, seats: offer.seats }
      : { eventId, section: '', row: '', seats: [] },
  );
}

interface Row {
  id: string;
  listing: NewListing;
  event: EventRow;
  created: Created;
}

const seatedLot = ({ offer }: NewListing) => (offer.kind === 'seated' ? offer : null);
const quantityOf = ({ offer }: NewListing) => (offer.kind === 'seated' ? offer.seats.length : offer.quantity);

async function insertRows(trx: Trx, rows: Row[], at: string): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO listings (id, event_id, consignor_id, package_id, import_id, external_id, kind, ticket_type, section, "row",
       seats, split_rule, price_amount, face_value_amount, currency, delivery, disclosure, quantity, available, source, state,
       snapshot, machine_version, version, created_at, priced_at, in_hand_on, floor_amount, ceiling_amount)
     SELECT n.id, n.event_id, n.consignor_id, n.package_id, n.import_id, n.external_id, n.kind, n.ticket_type, n.section, n."row",
       n.seats::int[], n.split_rule, n.price, n.face_value, n.currency, n.delivery, n.disclosure, n.quantity, n.quantity, n.source,
       n.state, n.snapshot, n.machine_version, 1, $22::timestamptz, $22::timestamptz, n.in_hand_on, n.floor_amount, n.ceiling_amount
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::text[], $12::text[], $13::int[], $14::int[], $15::text[], $16::text[], $17::text[], $18::int[],
       $19::text[], $20::text[], $21::jsonb[], $23::int[], $24::date[], $25::int[], $26::int[])
       AS n (id, event_id, consignor_id, package_id, import_id, external_id, kind, ticket_type, section, "row", seats,
         split_rule, price, face_value, currency, delivery, disclosure, quantity, source, state, snapshot, machine_version, in_hand_on, floor_amount,
         ceiling_amount)`,
    [
      rows.map(({ id }) => id),
      rows.map(({ listing }) => listing.eventId),
      rows.map(({ listing }) => listing.consignorId),
      rows.map(({ listing }) => listing.packageId ?? null),
      rows.map(({ listing }) => listing.importId ?? null),
      rows.map(({ listing }) => listing.externalId ?? null),
      rows.map(({ listing }) => listing.offer.kind),
      rows.map(({ listing: { offer } }) => (offer.kind === 'seated' ? seatedTicketType : offer.ticketType)),
      rows.map(({ listing }) => seatedLot(listing)?.section ?? null),
      rows.map(({ listing }) => seatedLot(listing)?.row ?? null),
      rows.map(({ listing }) => `{${(seatedLot(listing)?.seats ?? []).join(',')}}`),
      rows.map(({ listing }) => seatedLot(listing)?.splitRule ?? 'any'),
      rows.map(({ listing }) => listing.priceAmount),
      rows.map(({ listing }) => listing.faceValueAmount ?? null),
      rows.map(({ event }) => event.currency),
      rows.map(({ listing }) => listing.delivery),
      rows.map(({ listing }) => listing.disclosure ?? null),
      rows.map(({ listing }) => quantityOf(listing)),
      rows.map(({ listing }) => listing.source),
      rows.map(({ created }) => created.state),
      rows.map(({ created }) => JSON.stringify(created.snapshot)),
      at,
      rows.map(({ created }) => created.machineVersion),
      rows.map(({ listing }) => listing.inHandOn ?? null),
      rows.map(({ listing }) => listing.floorAmount ?? null),
      rows.map(({ listing }) => listing.ceilingAmount ?? null),
    ],
  );
}

async function insertFirstPrices(trx: Trx, rows: Row[], at: string, by: string): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO listing_prices (listing_id, version, price_amount, at, by)
     SELECT n.id, 1, n.amount, $3::timestamptz, $4 FROM unnest($1::text[], $2::int[]) AS n (id, amount)`,
    [rows.map(({ id }) => id), rows.map(({ listing }) => listing.priceAmount), at, by],
  );
}

/** The constraint is the backstop: two requests that came together, or one list that names a seat twice. */
async function insertTickets(trx: Trx, rows: Row[]): Promise<void> {
  const seated = rows.flatMap(({ id, listing }) => {
    const offer = seatedLot(listing);
    return offer
      ? [
          {
            listingId: id,
            eventId: listing.eventId,
            section: offer.section,
            row: offer.row,
            seats: offer.seats,
          },
        ]
      : [];
  });
  try {
    await createTickets(trx, seated);
  } catch (error) {
    if (brokenConstraint(error)?.startsWith('tickets_') !== true) throw error;
    throw sameSeatsProblem([]);
  }
}
