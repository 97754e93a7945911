/**
 * Tickets move between free, held, sold and withdrawn, and the four counters of their listing with them, always in one
 * transaction; a constraint keeps their sum. Listings are locked in the order of their ids.
 *
 * Seated listings have a row per seat from the start. General admission is a counter (64 fans on one row of tickets
 * were eight times slower), and its tickets get their rows when they are sold.
 *
 * `lines` of the functions names a relation (reservation_id, listing_id, quantity, seats): what reservations hold or
 * held, which is a higher room's to know.
 */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId, newTicketCode } from '../platform/ids.ts';

// Whether a listing has left the sale is read with its lock: a withdrawal that was waited for is seen. The statement's
// own view of listings is older than that, and would put a seat on sale for good whose listing is withdrawn.
const lockTheirListings = (lines: string) => `
  touched AS MATERIALIZED (
    SELECT l.id, listing_is_ended(l.state) AS off_sale FROM listings l
    WHERE l.id IN (SELECT listing_id FROM ${lines} WHERE reservation_id = ANY($1::text[]))
    ORDER BY l.id FOR NO KEY UPDATE
  ),
  moved AS (
    SELECT i.listing_id, sum(i.quantity)::int AS n FROM ${lines} i JOIN touched t ON t.id = i.listing_id
    WHERE i.reservation_id = ANY($1::text[]) GROUP BY i.listing_id
  )`;

/**
 * Held tickets are free again; or withdrawn, where their listing has left the sale or their consignor took them back
 * meanwhile: nobody sees those free for a moment.
 * @param reservationIds whose holds end; each holds all its items
 */
export async function releaseTickets(trx: Trx, reservationIds: string[], lines: string): Promise<void> {
  await queryPrepared(
    trx,
    `WITH ${lockTheirListings(lines)},
     freed AS (
       UPDATE tickets t SET state = CASE WHEN touched.off_sale OR t.taken_back_at IS NOT NULL THEN 'withdrawn' ELSE 'free' END,
         reservation_id = NULL
       FROM touched WHERE touched.id = t.listing_id AND t.reservation_id = ANY($1::text[]) AND t.state = 'held'
       RETURNING t.listing_id, t.state
     ),
     left_sale AS (
       SELECT m.listing_id, m.n, CASE WHEN t.off_sale THEN m.n ELSE
         (SELECT count(*)::int FROM freed f WHERE f.listing_id = m.listing_id AND f.state = 'withdrawn') END AS gone
       FROM moved m JOIN touched t ON t.id = m.listing_id
     )
     UPDATE listings l SET held = l.held - m.n, available = l.available + m.n - m.gone, withdrawn = l.withdrawn + m.gone
     FROM left_sale m WHERE l.id = m.listing_id`,
    [reservationIds],
  );
}

interface ItemToSell {
  reservation_id: string;
  listing_id: string;
  event_id: string;
  kind: string;
  quantity: number;
  ticket_ids: string[] | null;
}

export interface Sale {
  reservationId: string;
  /** When it was paid, ISO instant. */
  at: string;
}

/** Held tickets are sold: each gets its code, and general admission its rows. */
export async function sellTickets(trx: Trx, sales: readonly Sale[], lines: string): Promise<void> {
  const reservationIds = sales.map(({ reservationId }) => reservationId);
  const paidAt = new Map(sales.map(({ reservationId, at }) => [reservationId, at]));
  const items = await queryPrepared<ItemToSell>(
    trx,
    `SELECT i.reservation_id, i.listing_id, l.event_id, l.kind, i.quantity,
       (SELECT array_agg(t.id ORDER BY t.id) FROM tickets t
        WHERE t.reservation_id = i.reservation_id AND t.listing_id = i.listing_id AND t.state = 'held') AS ticket_ids
     FROM ${lines} i JOIN listings l ON l.id = i.listing_id
     WHERE i.reservation_id = ANY($1::text[])`,
    [reservationIds],
  );
  const atOf = (item: ItemToSell) => paidAt.get(item.reservation_id);
  const seated = items.flatMap((item) => (item.ticket_ids ?? []).map((id) => ({ id, at: atOf(item) })));
  const admissions = items
    .filter((item) => item.kind === 'generalAdmission')
    .flatMap((item) => Array.from({ length: item.quantity }, () => item));
  await queryPrepared(
    trx,
    `WITH ${lockTheirListings(lines)},
     coded AS (
       UPDATE tickets t SET state = 'sold', code = c.code, sold_at = c.at
       FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS c (id, code, at) WHERE t.id = c.id
     ),
     made AS (
       INSERT INTO tickets (id, code, reservation_id, listing_id, event_id, sold_at, state)
       SELECT m.*, 'sold' FROM unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[]) AS m
     )
     UPDATE listings l SET held = l.held - m.n, sold = l.sold + m.n FROM moved m WHERE l.id = m.listing_id`,
    [
      reservationIds,
      seated.map(({ id }) => id),
      seated.map(newTicketCode),
      seated.map(({ at }) => at),
      admissions.map(() => newId('ticket')),
      admissions.map(newTicketCode),
      admissions.map((item) => item.reservation_id),
      admissions.map((item) => item.listing_id),
      admissions.map((item) => item.event_id),
      admissions.map(atOf),
    ],
  );
}

/**
 * Whether the very tickets of an ended hold are still free. Locks their listings, so the answer holds until the
 * transaction's end.
 */
export async function canReacquire(trx: Trx, reservationId: string, lines: string): Promise<boolean> {
  await queryPrepared(
    trx,
    `SELECT id FROM listings WHERE id IN (SELECT listing_id FROM ${lines} WHERE reservation_id = $1)
     ORDER BY id FOR NO KEY UPDATE`,
    [reservationId],
  );
  const [answer] = await queryPrepared<{ free: boolean }>(
    trx,
    `SELECT bool_and(listing_is_sellable(l.state) AND l.available >= i.quantity AND
       (SELECT count(*) FROM tickets t WHERE t.listing_id = l.id AND t.state = 'free' AND t.seat = ANY(i.seats)) = cardinality(i.seats)) AS free
     FROM ${lines} i JOIN listings l ON l.id = i.listing_id WHERE i.reservation_id = $1`,
    [reservationId],
  );
  return answer?.free ?? false;
}

/** The very tickets of an ended hold are held again, so that they can be sold. The caller asked `canReacquire`. */
export async function reacquireTickets(trx: Trx, reservationIds: string[], lines: string): Promise<void> {
  await queryPrepared(
    trx,
    `WITH ${lockTheirListings(lines)},
     taken AS (
       UPDATE tickets t SET state = 'held', reservation_id = i.reservation_id
       FROM ${lines} i
       WHERE i.reservation_id = ANY($1::text[]) AND t.listing_id = i.listing_id AND t.seat = ANY(i.seats) AND t.state = 'free'
     )
     UPDATE listings l SET available = l.available - m.n, held = l.held + m.n FROM moved m WHERE l.id = m.listing_id`,
    [reservationIds],
  );
}

interface TicketToReplace {
  taken_back_at: Date | null;
  id: string;
  listing_id: string;
  event_id: string;
  section: string | null;
  row: string | null;
  seat: number | null;
}

/**
 * Sold tickets of refunded orders are void, for ever; their places go back on sale, or leave it where their listing has
 * or their consignor took them back.
 */
export async function takeTicketsBack(trx: Trx, reservationIds: string[], lines: string): Promise<void> {
  await queryPrepared(trx, `WITH ${lockTheirListings(lines)} SELECT count(*) FROM moved`, [reservationIds]);
  const voided = await queryPrepared<TicketToReplace>(
    trx,
    `UPDATE tickets SET state = 'refunded' WHERE reservation_id = ANY($1::text[]) AND state = 'sold'
     RETURNING id, listing_id, event_id, section, "row", seat, taken_back_at`,
    [reservationIds],
  );
  const seated = voided.filter((ticket) => ticket.seat !== null);
  await queryPrepared(
    trx,
    `WITH moved AS (
       SELECT v.listing_id, count(*)::int AS n,
         count(*) FILTER (WHERE v.taken_back OR listing_is_ended(l.state))::int AS gone
       FROM unnest($1::text[], $8::boolean[]) AS v (listing_id, taken_back) JOIN listings l ON l.id = v.listing_id
       GROUP BY v.listing_id
     ),
     counted AS (
       UPDATE listings l SET sold = l.sold - m.n, available = l.available + m.n - m.gone, withdrawn = l.withdrawn + m.gone
       FROM moved m WHERE l.id = m.listing_id
     )
     INSERT INTO tickets (id, listing_id, event_id, section, "row", seat, taken_back_at, state)
     SELECT n.*, CASE WHEN listing_is_ended(l.state) OR n.taken_back_at IS NOT NULL THEN 'withdrawn' ELSE 'free' END
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $9::timestamptz[])
       AS n (id, listing_id, event_id, section, "row", seat, taken_back_at)
     JOIN listings l ON l.id = n.listing_id`,
    [
      voided.map((ticket) => ticket.listing_id),
      seated.map(() => newId('ticket')),
      seated.map((ticket) => ticket.listing_id),
      seated.map((ticket) => ticket.event_id),
      seated.map((ticket) => ticket.section),
      seated.map((ticket) => ticket.row),
      seated.map((ticket) => ticket.seat),
      voided.map((ticket) => ticket.taken_back_at !== null),
      seated.map((ticket) => ticket.taken_back_at),
    ],
  );
}

/** Free tickets of listings that leave the sale are withdrawn; held ones follow when they are free. */
export async function withdrawFreeTickets(trx: Trx, listingIds: string[]): Promise<void> {
  await queryPrepared(
    trx,
    `WITH gone AS (
       UPDATE tickets SET state = 'withdrawn' WHERE listing_id = ANY($1::text[]) AND state = 'free'
     )
     UPDATE listings SET withdrawn = withdrawn + available, available = 0 WHERE id = ANY($1::text[])`,
    [listingIds],
  );
}

/** The tickets of new seated listings, all free, one a seat. */
export async function createTickets(
  trx: Trx,
  listings: Array<{ listingId: string; eventId: string; section: string; row: string; seats: number[] }>,
): Promise<void> {
  const seats = listings.flatMap((listing) => listing.seats.map((seat) => ({ listing, seat })));
  if (seats.length === 0) return;
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
