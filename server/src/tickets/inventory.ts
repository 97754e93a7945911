/**
 * Tickets move between free, held, sold and withdrawn. The caller has locked their listings, and changes the listings'
 * counters in the same transaction.
 *
 * Seated listings have a row per seat from the start. General admission is a counter (64 fans on one row of tickets
 * were eight times slower), and its tickets get their rows when they are sold.
 */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId, newTicketCode } from '../platform/ids.ts';

/** Seats of one listing by the reservation that holds, held or held before. */
export interface HeldSeats {
  reservationId: string;
  listingId: string;
  seats: readonly number[];
}

/**
 * Held tickets are free again; or withdrawn, where their listing has left the sale or their consignor took them back
 * meanwhile: nobody sees those free for a moment.
 * @param reservationIds whose holds end; each holds all its items
 * @param offSale the listings that have left the sale
 * @param gone those of the reservations whose seats leave the sale for good, such as seats sold elsewhere
 * @returns how many were withdrawn, by listing
 */
export async function releaseTickets(
  trx: Trx,
  reservationIds: readonly string[],
  offSale: readonly string[],
  gone: readonly string[] = [],
): Promise<Map<string, number>> {
  const rows = await queryPrepared<{ listing_id: string; n: number }>(
    trx,
    `WITH freed AS (
       UPDATE tickets SET reservation_id = NULL,
         taken_back_at = CASE WHEN reservation_id = ANY($3::text[]) THEN coalesce(taken_back_at, now()) ELSE taken_back_at END,
         state = CASE WHEN listing_id = ANY($2::text[]) OR taken_back_at IS NOT NULL OR reservation_id = ANY($3::text[])
           THEN 'withdrawn' ELSE 'free' END
       WHERE reservation_id = ANY($1::text[]) AND state = 'held' RETURNING listing_id, state
     )
     SELECT listing_id, count(*)::int AS n FROM freed WHERE state = 'withdrawn' GROUP BY listing_id`,
    [reservationIds, offSale, gone],
  );
  return new Map(rows.map(({ listing_id, n }) => [listing_id, n]));
}

/** Tickets of one listing that one reservation pays for. */
export interface SoldTickets {
  reservationId: string;
  listingId: string;
  eventId: string;
  seated: boolean;
  quantity: number;
  /** When it was paid, ISO instant. */
  at: string;
}

/** Held tickets are sold: each gets its code, and general admission its rows. */
export async function sellTickets(trx: Trx, sales: readonly SoldTickets[]): Promise<void> {
  const each = sales.flatMap((sale) =>
    Array.from({ length: sale.quantity }, (_, i) => ({ ...sale, nth: i + 1, code: newTicketCode() })),
  );
  const seats = each.filter(({ seated }) => seated);
  const admissions = each.filter(({ seated }) => !seated);
  // One array per column instead of `records`: every purchase sells here.
  await queryPrepared(
    trx,
    `WITH held AS (
       SELECT id, reservation_id, listing_id, row_number() OVER (PARTITION BY reservation_id, listing_id ORDER BY id) AS nth
       FROM tickets WHERE reservation_id = ANY($1::text[]) AND state = 'held'
     ),
     coded AS (
       UPDATE tickets t SET state = 'sold', code = c.code, sold_at = c.at
       FROM held h JOIN unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::timestamptz[])
         AS c (reservation_id, listing_id, nth, code, at) USING (reservation_id, listing_id, nth)
       WHERE t.id = h.id
     )
     INSERT INTO tickets (id, code, reservation_id, listing_id, event_id, sold_at, state)
     SELECT m.*, 'sold' FROM unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[]) AS m`,
    [
      seats.map(({ reservationId }) => reservationId),
      seats.map(({ listingId }) => listingId),
      seats.map(({ nth }) => nth),
      seats.map(({ code }) => code),
      seats.map(({ at }) => at),
      admissions.map(() => newId('ticket')),
      admissions.map(({ code }) => code),
      admissions.map(({ reservationId }) => reservationId),
      admissions.map(({ listingId }) => listingId),
      admissions.map(({ eventId }) => eventId),
      admissions.map(({ at }) => at),
    ],
  );
}

const seatsOf = (held: readonly HeldSeats[]) =>
  records(
    held.flatMap(({ seats, ...line }) => seats.map((seat) => ({ ...line, seat }))),
    { reservationId: 'text', listingId: 'text', seat: 'integer' },
  );

/** Whether all of these seats are free. */
export async function areFree(trx: Trx, wanted: readonly HeldSeats[]): Promise<boolean> {
  const seats = seatsOf(wanted);
  const [answer] = await queryPrepared<{ taken: boolean }>(
    trx,
    `SELECT EXISTS (SELECT 1 FROM ${seats.from} WHERE NOT EXISTS (
       SELECT 1 FROM tickets t WHERE t.listing_id = n.listing_id AND t.seat = n.seat AND t.state = 'free')) AS taken`,
    [seats.value],
  );
  return answer?.taken === false;
}

/** The very seats of ended holds are held again, so that they can be sold. The caller asked `areFree`. */
export async function holdAgain(trx: Trx, wanted: readonly HeldSeats[]): Promise<void> {
  const seats = seatsOf(wanted);
  await queryPrepared(
    trx,
    `UPDATE tickets t SET state = 'held', reservation_id = n.reservation_id FROM ${seats.from}
     WHERE t.listing_id = n.listing_id AND t.seat = n.seat AND t.state = 'free'`,
    [seats.value],
  );
}

interface VoidedTicket {
  id: string;
  reservation_id: string;
  taken_back_at: Date | null;
  listing_id: string;
  event_id: string;
  section: string | null;
  row: string | null;
  seat: number | null;
}

/** Tickets of one listing in one order. */
export interface OrderedTickets {
  reservationId: string;
  listingId: string;
}

/** What becomes void. */
export interface VoidedTickets {
  reservationIds: readonly string[];
  /** Of their tickets, these; null: all. */
  only: readonly string[] | null;
  /** Of their tickets, those of this listing; null: all. */
  listingId?: string | null;
  /** Listings that have left the sale. */
  offSale: readonly string[];
  /** Tickets whose places leave the sale for good. */
  gone: readonly string[];
}

/** How many tickets of one line were made void, and how many of their places left the sale. */
export interface VoidedCount {
  reservationId: string;
  listingId: string;
  voided: number;
  withdrawn: number;
}

/**
 * Sold tickets that were refunded, and those in whose place others came, are void, for ever; their seats are free again, or
 * withdrawn where their listing has left the sale, their consignor took them back, or nobody wants them sold again.
 */
export async function voidTickets(
  trx: Trx,
  { reservationIds, only, listingId = null, offSale, gone }: VoidedTickets,
): Promise<VoidedCount[]> {
  const voided = await queryPrepared<VoidedTicket>(
    trx,
    `UPDATE tickets SET state = 'refunded', taken_back_at = CASE WHEN id = ANY($3::text[]) THEN coalesce(taken_back_at, now()) ELSE taken_back_at END
     WHERE reservation_id = ANY($1::text[]) AND state = 'sold' AND ($2::text[] IS NULL OR id = ANY($2::text[]))
       AND ($4::text IS NULL OR listing_id = $4)
     RETURNING id, reservation_id, listing_id, event_id, section, "row", seat, taken_back_at`,
    [reservationIds, only, gone, listingId],
  );
  const leaves = (ticket: VoidedTicket) =>
    ticket.taken_back_at !== null || offSale.includes(ticket.listing_id);
  const replaced = records(
    voided
      .filter(({ seat }) => seat !== null)
      .map((ticket) => ({ ...ticket, id: newId('ticket'), state: leaves(ticket) ? 'withdrawn' : 'free' })),
    {
      id: 'text',
      listing_id: 'text',
      event_id: 'text',
      section: 'text',
      row: 'text',
      seat: 'integer',
      taken_back_at: 'timestamptz',
      state: 'text',
    },
  );
  await queryPrepared(
    trx,
    `INSERT INTO tickets (id, listing_id, event_id, section, "row", seat, taken_back_at, state) SELECT n.* FROM ${replaced.from}`,
    [replaced.value],
  );
  const lines = Map.groupBy(voided, ({ reservation_id, listing_id }) => `${reservation_id} ${listing_id}`);
  return [...lines.values()].map((tickets) => {
    const { reservation_id: reservationId, listing_id: listingId } = tickets[0] as VoidedTicket;
    return { reservationId, listingId, voided: tickets.length, withdrawn: tickets.filter(leaves).length };
  });
}

/** Free tickets of listings that leave the sale are withdrawn; held ones follow when they are free. */
export async function withdrawFreeTickets(trx: Trx, listingIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE tickets SET state = 'withdrawn' WHERE listing_id = ANY($1::text[]) AND state = 'free'`,
    [listingIds],
  );
}

/**
 * Some seats of a listing go back to its consignor while the rest stays on sale: free ones leave the sale now, held ones
 * are marked, and leave when they are free.
 * @returns how many left the sale now
 */
export async function takeSeatsBack(trx: Trx, listingId: string, seats: readonly number[]): Promise<number> {
  const rows = await queryPrepared<{ state: string }>(
    trx,
    `UPDATE tickets SET state = CASE WHEN state = 'free' THEN 'withdrawn' ELSE state END, taken_back_at = now()
     WHERE listing_id = $1 AND seat = ANY($2::int[]) AND state IN ('free', 'held') RETURNING state`,
    [listingId, seats],
  );
  return rows.filter(({ state }) => state === 'withdrawn').length;
}

/** The tickets of new seated listings, all free, one a seat. */
export async function createTickets(
  trx: Trx,
  listings: Array<{ listingId: string; eventId: string; section: string; row: string; seats: number[] }>,
): Promise<void> {
  const seats = listings.flatMap((listing) => listing.seats.map((seat) => ({ listing, seat })));
  if (seats.length === 0) return;
  // One array per column instead of `records`: an import makes hundreds of thousands.
  await queryPrepared(
    trx,
    `INSERT INTO tickets (id, listing_id, event_id, section, "row", seat, state)
     SELECT *, 'free' FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])`,
    [
      seats.map(() => newId('ticket')),
      seats.map(({ listing }) => listing.listingId),
      seats.map(({ listing }) => listing.eventId),
      seats.map(({ listing }) => listing.section),
      seats.map(({ listing }) => listing.row),
      seats.map(({ seat }) => seat),
    ],
  );
}
