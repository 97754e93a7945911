/** Invariant 1: every ticket is counted once, and belongs to one reservation at most. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

/** Lines of holds and orders with the tickets that their fans have now. */
const lines = `(SELECT s.reservation_id, coalesce(n.listing_id, s.listing_id) AS listing_id, coalesce(n.seats, s.seats) AS seats, s.quantity
  FROM reservation_items s LEFT JOIN reservation_replacements n
    ON n.reservation_id = s.reservation_id AND n.line_listing_id = s.listing_id AND n.replaced_by IS NULL)`;

export const inventoryInvariants: Invariant[] = [
  {
    id: '1.counters',
    says: 'per listing, available + held + sold + withdrawn = quantity, none below zero',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT id AS subject, format('%s + %s + %s + %s is not %s', available, held, sold, withdrawn, quantity) AS detail FROM listings
         WHERE available + held + sold + withdrawn <> quantity OR least(available, held, sold, withdrawn) < 0`,
      ),
  },
  {
    id: '1.tickets',
    says: 'the counters of a listing are the counts of its tickets',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT l.id AS subject, format('counters %s free, %s held, %s sold, %s withdrawn; tickets %s, %s, %s, %s',
           l.available, l.held, l.sold, l.withdrawn, t.free, t.held, t.sold, t.withdrawn) AS detail
         FROM listings l LEFT JOIN (
           SELECT listing_id, count(*) FILTER (WHERE state = 'free') AS free, count(*) FILTER (WHERE state = 'held') AS held,
             count(*) FILTER (WHERE state = 'sold') AS sold, count(*) FILTER (WHERE state = 'withdrawn') AS withdrawn
           FROM tickets GROUP BY listing_id) t ON t.listing_id = l.id
         WHERE l.sold <> coalesce(t.sold, 0) OR (l.kind = 'seated' AND (l.available <> coalesce(t.free, 0) OR l.held <> coalesce(t.held, 0)
           OR l.withdrawn <> coalesce(t.withdrawn, 0)))`,
      ),
  },
  {
    id: '1.reservations',
    says: 'what is held is in open reservations, what is sold is in paid ones',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT l.id AS subject, format('held %s, in open reservations %s; sold %s, in paid ones %s', l.held, coalesce(i.held, 0), l.sold, coalesce(i.sold, 0)) AS detail
         FROM listings l LEFT JOIN (
           SELECT i.listing_id, coalesce(sum(i.quantity) FILTER (WHERE r.state LIKE 'pending.%'), 0) AS held,
             coalesce(sum(i.quantity - (SELECT count(*) FROM tickets t WHERE t.reservation_id = i.reservation_id
               AND t.listing_id = i.listing_id AND t.state = 'refunded')) FILTER (WHERE r.state = 'paid'), 0) AS sold
           FROM ${lines} i JOIN reservations r ON r.id = i.reservation_id GROUP BY i.listing_id) i ON i.listing_id = l.id
         WHERE l.held <> coalesce(i.held, 0) OR l.sold <> coalesce(i.sold, 0)`,
      ),
  },
  {
    id: '1.one-reservation',
    says: 'a ticket is in at most one open or paid reservation',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT t.id AS subject, format('%s, but its reservation is %s', t.state, coalesce(r.state, 'nowhere')) AS detail
         FROM tickets t LEFT JOIN reservations r ON r.id = t.reservation_id
         WHERE (t.state = 'held' AND reservation_is_open(r.state) IS NOT TRUE)
           OR (t.state = 'sold' AND r.state IS DISTINCT FROM 'paid')
         UNION ALL
         SELECT i.listing_id || ' seat ' || seat, format('in %s open or paid reservations', count(*))
         FROM ${lines} i JOIN reservations r ON r.id = i.reservation_id CROSS JOIN LATERAL unnest(i.seats) AS seat
         WHERE (reservation_is_open(r.state) OR r.state = 'paid' AND NOT EXISTS (SELECT 1 FROM tickets t
           WHERE t.reservation_id = r.id AND t.listing_id = i.listing_id AND t.seat = seat.seat AND t.state = 'refunded'))
         GROUP BY i.listing_id, seat HAVING count(*) > 1`,
      ),
  },
];
