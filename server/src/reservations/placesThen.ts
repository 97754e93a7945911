/** The places of listings at an instant: held, sold, free or not on sale; from the logs of reservations and listings. */
import { listingMachine } from '@holdfast/shared/listings/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import type { ListingsOffered } from '../listings/index.ts';
import { actorsAtMoment, hasTag, tagsOf } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { TicketsAdmissions } from '../tickets/index.ts';
import { type LineThen, linesThen } from './linesThen.ts';

/** How a seat stood. `unknown`: it isn't on sale now, and no log says since when. */
export type PlaceStatus = 'held' | 'sold' | 'free' | 'offSale' | 'unknown';

/** A listing's places as they stood. */
export interface PlacesThen {
  listingId: string;
  section: string | null;
  row: string | null;
  ticketType: string;
  /** The listing's state then; null: it wasn't there yet. */
  state: string | null;
  seats: Array<{ seat: number; status: PlaceStatus; isOwn: boolean }>;
  /** Tickets of this order, and of others. */
  own: { held: number; sold: number };
  others: { held: number; sold: number };
}

type ListingRow = Pick<ListingsOffered, 'id' | 'event_id' | 'section' | 'row' | 'ticket_type' | 'seats'>;
type TicketRow = Pick<
  TicketsAdmissions,
  'id' | 'listing_id' | 'seat' | 'state' | 'reservation_id' | 'taken_back_at'
>;
interface Facts {
  at: string;
  /** The state of each reservation and listing then. */
  states: ReadonlyMap<string, string>;
  lines: readonly LineThen[];
  tickets: readonly TicketRow[];
  /** Tickets that were refunded one by one until then. */
  refunded: ReadonlySet<string>;
}

/** Open holds are looked at; more than the busiest minutes have. */
const mostOpen = 20_000;
const openStates = [...tagsOf(reservationMachine)]
  .filter(([, tags]) => tags.has('open'))
  .map(([state]) => state);

/**
 * The listings of which a reservation had tickets then.
 * @param at ISO instant
 */
export async function placesThen(trx: Trx, reservationId: string, at: string): Promise<PlacesThen[]> {
  const own = await linesThen(trx, [reservationId], at);
  const listings = await queryPrepared<ListingRow>(
    trx,
    'SELECT id, event_id, section, "row", ticket_type, seats FROM listings_offered WHERE id = ANY($1::text[]) ORDER BY id',
    [own.map(({ listingId }) => listingId)],
  );
  const ids = listings.map(({ id }) => id);
  const users = [...new Set([reservationId, ...(await usersOf(trx, listings, at))])];
  const lines = (await linesThen(trx, users, at)).filter(({ listingId }) => ids.includes(listingId));
  const tickets = await queryPrepared<TicketRow>(
    trx,
    `SELECT id, listing_id, seat, state, reservation_id, taken_back_at FROM tickets_admissions WHERE listing_id = ANY($1::text[])`,
    [ids],
  );
  const facts: Facts = {
    at,
    states: await statesThen(trx, [...users, ...ids], at),
    lines,
    tickets,
    refunded: await refundedThen(trx, users, at),
  };
  return listings.map((listing) => placesOf(listing, reservationId, facts));
}

/** Reservations that may have had tickets of these listings then: the orders of their event, and what was held. */
async function usersOf(trx: Trx, listings: readonly ListingRow[], at: string): Promise<string[]> {
  const ids = listings.map(({ id }) => id);
  const events = [...new Set(listings.map(({ event_id }) => event_id))];
  const { rows } = await actorsAtMoment(trx, {
    type: 'reservation',
    states: openStates,
    at,
    forMs: 0,
    most: mostOpen,
    ends: 0,
  });
  const found = await queryPrepared<{ id: string }>(
    trx,
    `SELECT r.id FROM reservations r WHERE r.event_id = ANY($1::text[]) AND reservation_is_order(r.state) AND r.created_at <= $4::timestamptz
       AND EXISTS (SELECT 1 FROM reservations_all_lines i WHERE i.reservation_id = r.id AND i.listing_id = ANY($2::text[]))
     UNION SELECT i.reservation_id FROM reservation_items i WHERE i.reservation_id = ANY($3::text[]) AND i.listing_id = ANY($2::text[])`,
    [events, ids, rows.map(({ actorId }) => actorId), at],
  );
  return found.map(({ id }) => id);
}

async function statesThen(trx: Trx, ids: readonly string[], at: string): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ actor_id: string; to_state: string }>(
    trx,
    `SELECT DISTINCT ON (actor_id) actor_id, to_state FROM platform_transition_log
     WHERE actor_id = ANY($1::text[]) AND at <= $2::timestamptz ORDER BY actor_id, version DESC`,
    [ids, at],
  );
  return new Map(rows.map(({ actor_id, to_state }) => [actor_id, to_state]));
}

/** Tickets that were refunded without their whole order. */
async function refundedThen(trx: Trx, reservationIds: readonly string[], at: string): Promise<Set<string>> {
  const rows = await queryPrepared<{ ids: string[] }>(
    trx,
    `SELECT payload -> 'ticketIds' AS ids FROM platform_transition_log
     WHERE actor_id = ANY($1::text[]) AND message = 'ticketsRefunded' AND at <= $2::timestamptz`,
    [reservationIds, at],
  );
  return new Set(rows.flatMap(({ ids }) => ids));
}

interface Used {
  status: 'held' | 'sold' | null;
  quantity: number;
  seats: number[];
}

/** What a reservation had of a listing then: its number of held or sold tickets, and their seats. */
function usedBy(line: LineThen, { states, tickets, refunded }: Facts): Used {
  const state = states.get(line.reservationId) ?? '';
  if (hasTag(reservationMachine, state, 'open'))
    return { status: 'held', quantity: line.quantity, seats: line.seats };
  if (state !== 'paid') return { status: null, quantity: 0, seats: [] };
  const back = tickets.filter(
    ({ id, listing_id, reservation_id }) =>
      refunded.has(id) && listing_id === line.listingId && reservation_id === line.reservationId,
  );
  const gone = new Set(back.map(({ seat }) => seat));
  return {
    status: 'sold',
    quantity: line.quantity - back.length,
    seats: line.seats.filter((seat) => !gone.has(seat)),
  };
}

function placesOf(listing: ListingRow, reservationId: string, facts: Facts): PlacesThen {
  const lines = facts.lines.filter(({ listingId }) => listingId === listing.id);
  const used = lines.map((line) => ({ isOwn: line.reservationId === reservationId, ...usedBy(line, facts) }));
  const state = facts.states.get(listing.id) ?? null;
  const countOf = (isOwn: boolean, status: 'held' | 'sold') =>
    used
      .filter((each) => each.isOwn === isOwn && each.status === status)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    listingId: listing.id,
    section: listing.section,
    row: listing.row,
    ticketType: listing.ticket_type,
    state,
    seats: listing.seats.map((seat) => {
      const user = used.find(({ seats }) => seats.includes(seat));
      if (user?.status) return { seat, status: user.status, isOwn: user.isOwn };
      return { seat, status: unusedSeat(listing.id, seat, state, facts), isOwn: false };
    }),
    own: { held: countOf(true, 'held'), sold: countOf(true, 'sold') },
    others: { held: countOf(false, 'held'), sold: countOf(false, 'sold') },
  };
}

/** A seat that nobody had: free, unless it or its listing wasn't on sale. */
function unusedSeat(
  listingId: string,
  seat: number,
  state: string | null,
  { at, lines, tickets }: Facts,
): PlaceStatus {
  if (state === null || !hasTag(listingMachine, state, 'sellable')) return 'offSale';
  const own = tickets.filter((ticket) => ticket.listing_id === listingId && ticket.seat === seat);
  const now = own.find((ticket) => ticket.state !== 'refunded');
  if (now?.taken_back_at && now.taken_back_at.toISOString() <= at) return 'offSale';
  if (now?.state !== 'withdrawn' || now.taken_back_at) return 'free';
  // It left the sale with the end of an order that is known to have had it, or of a hold that nothing tells of any more.
  return lines.some((line) => line.listingId === listingId && line.seats.includes(seat))
    ? 'offSale'
    : 'unknown';
}
