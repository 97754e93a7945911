/** What is listed and held now, in SQL. */

/**
 * Tickets of a listing `l` that are or were on sale: all of one that was live to its end, and of one that was withdrawn
 * what had been sold.
 */
export const listedNow = `CASE WHEN listing_is_listed(l.state) THEN l.quantity WHEN l.state = 'withdrawn' THEN l.sold + l.held ELSE 0 END`;

/** Held tickets by event out of the open reservations, of which there are few; ends before its `WHERE`. */
export const heldNow = `SELECT r.event_id, sum(r.ticket_count)::int AS n FROM (
    SELECT event_id, ticket_count FROM reservations_orders WHERE reservation_is_open(state)) r`;
