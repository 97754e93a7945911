/** New listings, many at once: rows, first price, tickets, and into the queue. */
import type { ConsignedWay } from '@holdfast/shared/deliveries';
import type { SplitRule } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import type { CatalogCalendar, EventStatus } from '../catalog/index.ts';
import { type Created, type Engine, messageTo } from '../platform/actors/index.ts';
import { brokenConstraint, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { createTickets } from '../tickets/index.ts';
import { endOfSale } from './endOfSale.ts';
import { findSameSeats, sameSeatsProblem, type WantedSeats } from './sameSeats.ts';

export interface NewListing {
  eventId: string;
  consignorId: string;
  packageId?: string | null;
  importId?: string | null;
  /** The broker's own id of the listing. */
  externalId?: string | null;
  /** Named seats that count up by one, or a ticket type and how many. */
  offer:
    | { kind: 'seated'; section: string; row: string; seats: number[]; splitRule: SplitRule }
    | { kind: 'generalAdmission'; ticketType: string; quantity: number };
  /** Each, minor units of the event's currency, before the fee. */
  priceAmount: number;
  faceValueAmount?: number | null;
  /** What staff noted of it. */
  delivery: string;
  /** `transfer` if not said. */
  deliveryWay?: ConsignedWay;
  disclosure?: string | null;
  /** What its consignor agrees to at least and at most: each, minor units. */
  floorAmount?: number | null;
  ceilingAmount?: number | null;
  /** Tickets of its type that one fan may have; null: as the event says. */
  maxPerFan?: number | null;
  /** The day on which the tickets will be in hand, `2026-11-24`; null: they are. */
  inHandOn?: string | null;
  /** Where it came from, in words. */
  source: string;
}

export interface CreateOptions {
  by: string;
  /** ISO instant; the transaction's own if not said. */
  at?: string;
  /** They stay drafts, and enter the queue when somebody submits them. */
  asDraft?: boolean;
}

/** Seated listings have one type: a fan's limit per type counts all seats of an event together. */
export const seatedTicketType = 'Seated';

interface EventRow extends Pick<CatalogCalendar, 'id' | 'starts_at' | 'currency'> {
  status: EventStatus;
  now: Date;
}

/**
 * Creates listings in `submitted`, or in `draft`, all or none.
 * @returns their ids, in order
 * @throws Problem `same_seats` with `conflicts`: which wanted listing meets which existing one; `not_found` for an unknown event
 */
export async function createListings(
  trx: Trx,
  engine: Engine,
  listings: readonly NewListing[],
  { by, at, asDraft = false }: CreateOptions,
): Promise<string[]> {
  if (listings.length === 0) return [];
  const events = await queryPrepared<EventRow>(
    trx,
    'SELECT id, starts_at, status, currency, now() AS now FROM catalog_calendar WHERE id = ANY($1::text[])',
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
    const endsAt = endOfSale({ status: event.status, startsAt: event.starts_at });
    const input = { priceAmount: listing.priceAmount, endsAt };
    return { id, listing, event, created: engine.create(listingMachine, { id, input, at: instant, by }) };
  });
  await insertRows(trx, rows, instant);
  await engine.recordCreated(
    trx,
    rows.map(({ created }) => created),
  );
  await insertFirstPrices(trx, rows, instant, by);
  await insertTickets(trx, rows);
  if (asDraft) return rows.map(({ id }) => id);
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
  const values = rows.map(({ id, listing, event, created }) => ({
    ...listing,
    deliveryWay: listing.deliveryWay ?? 'transfer',
    id,
    kind: listing.offer.kind,
    ticketType: listing.offer.kind === 'seated' ? seatedTicketType : listing.offer.ticketType,
    section: seatedLot(listing)?.section,
    row: seatedLot(listing)?.row,
    seats: seatedLot(listing)?.seats ?? [],
    splitRule: seatedLot(listing)?.splitRule ?? 'any',
    currency: event.currency,
    quantity: quantityOf(listing),
    state: created.state,
    snapshot: created.snapshot,
    machineVersion: created.machineVersion,
  }));
  const { from, value } = records(values, {
    id: 'text',
    eventId: 'text',
    consignorId: 'text',
    packageId: 'text',
    importId: 'text',
    externalId: 'text',
    kind: 'text',
    ticketType: 'text',
    section: 'text',
    row: 'text',
    seats: 'integer[]',
    splitRule: 'text',
    priceAmount: 'integer',
    faceValueAmount: 'integer',
    currency: 'text',
    delivery: 'text',
    deliveryWay: 'text',
    disclosure: 'text',
    quantity: 'integer',
    source: 'text',
    state: 'text',
    snapshot: 'jsonb',
    machineVersion: 'integer',
    inHandOn: 'date',
    floorAmount: 'integer',
    ceilingAmount: 'integer',
    maxPerFan: 'integer',
  });
  const columns = `id, event_id, consignor_id, package_id, import_id, external_id, kind, ticket_type, section, "row", seats,
    split_rule, price_amount, face_value_amount, currency, delivery, delivery_way, disclosure, quantity, source, state, snapshot,
    machine_version, in_hand_on, floor_amount, ceiling_amount, max_per_fan`;
  await queryPrepared(
    trx,
    `INSERT INTO listings (${columns}, available, version, created_at, priced_at)
     SELECT ${columns}, quantity, 1, $2::timestamptz, $2::timestamptz FROM ${from}`,
    [value, at],
  );
}

async function insertFirstPrices(trx: Trx, rows: Row[], at: string, by: string): Promise<void> {
  const prices = records(
    rows.map(({ id, listing }) => ({ id, amount: listing.priceAmount })),
    { id: 'text', amount: 'integer' },
  );
  await queryPrepared(
    trx,
    `INSERT INTO listing_prices (listing_id, version, price_amount, at, by)
     SELECT n.id, 1, n.amount, $2::timestamptz, $3 FROM ${prices.from}`,
    [prices.value, at, by],
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
