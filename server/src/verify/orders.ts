/** Invariant 5: money and tickets belong together. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

export const orderInvariants: Invariant[] = [
  {
    id: '5.captured',
    says: 'every captured payment has exactly one paid or refunded reservation, or is refunded automatically but for what the bank holds',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT p.id AS subject, format('captured, but %s is %s', r.id, r.state) AS detail FROM payments_charges p JOIN reservations_orders r ON r.id = p.reservation_id
         WHERE payment_is_captured(p.state)
           AND NOT (reservation_is_order(r.state) AND r.payment_id = p.id)
           AND NOT (p.refunded_amount + p.refunding_amount = p.amount
             OR p.withheld_amount > 0 AND p.refunded_amount + p.refunding_amount + p.withheld_amount >= p.amount)`,
      ),
  },
  {
    id: '5.paid',
    says: 'every paid or refunded reservation has its one captured payment, of its amount; a free one has none',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT r.id AS subject, format('%s by %s', r.state, coalesce(p.id || ' of ' || p.amount || ', ' || p.state, 'nothing')) AS detail
         FROM reservations_orders r LEFT JOIN payments_charges p ON p.id = r.payment_id AND payment_is_captured(p.state)
         WHERE reservation_is_order(r.state) AND NOT (r.total_amount = 0 AND r.payment_id IS NULL) AND (p.id IS NULL OR p.amount <> r.total_amount OR p.reservation_id <> r.id)`,
      ),
  },
  {
    id: '5.tickets',
    says: 'every paid reservation has its tickets, each with its code, and one of them at least is good',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT r.id AS subject, format('%s of %s tickets', count(t.id) FILTER (WHERE t.code IS NOT NULL), r.ticket_count) AS detail
         FROM reservations r LEFT JOIN tickets t ON t.reservation_id = r.id AND t.state IN ('sold', 'refunded')
           AND NOT EXISTS (SELECT FROM reservation_replacements n WHERE n.reservation_id = r.id AND n.from_listing_id = t.listing_id)
         WHERE r.state = 'paid' GROUP BY r.id HAVING count(t.id) FILTER (WHERE t.code IS NOT NULL) <> r.ticket_count
           OR count(t.id) FILTER (WHERE t.state = 'sold') = 0`,
      ),
  },
  {
    id: '5.seats',
    says: 'the seats of a line of an order are those of its tickets',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT r.id AS subject, format('%s says seats %s, its tickets are %s', i.listing_id, i.seats, t.seats) AS detail
         FROM reservations r JOIN reservation_items i ON i.reservation_id = r.id
         CROSS JOIN LATERAL (SELECT coalesce(array_agg(t.seat ORDER BY t.seat) FILTER (WHERE t.seat IS NOT NULL), '{}') AS seats FROM tickets t
           WHERE t.reservation_id = r.id AND t.listing_id = i.listing_id AND t.state IN ('sold', 'refunded')) t
         WHERE reservation_is_order(r.state) AND ARRAY(SELECT unnest(i.seats) ORDER BY 1) <> t.seats`,
      ),
  },
  {
    id: '5.deliveries',
    says: 'every line of a paid order has its delivery, of as many tickets as are good, which the last one’s refund ends; a replaced one has another in its place',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT r.id AS subject, CASE WHEN d.id IS NULL THEN format('%s of it has no delivery', i.listing_id)
           WHEN i.good > 0 AND d.quantity <> i.good THEN format('%s delivers %s of %s tickets', d.id, d.quantity, i.good)
           ELSE format('%s, but %s is %s', r.state, d.id, d.state) END AS detail
         FROM reservations r JOIN LATERAL (
           SELECT a.listing_id, a.instead, a.quantity - (SELECT count(*) FROM tickets t WHERE t.reservation_id = r.id
             AND t.listing_id = a.listing_id AND t.state = 'refunded') AS good
           FROM (SELECT s.listing_id, s.quantity, n.listing_id AS instead FROM reservation_items s
             LEFT JOIN reservation_replacements n ON n.reservation_id = s.reservation_id AND n.from_listing_id = s.listing_id
             WHERE s.reservation_id = r.id
             UNION ALL SELECT listing_id, quantity, replaced_by FROM reservation_replacements WHERE reservation_id = r.id) a) i ON true
         LEFT JOIN deliveries d ON d.reservation_id = r.id AND d.listing_id = i.listing_id
         WHERE (d.state = 'replaced') <> (i.instead IS NOT NULL)
           OR i.instead IS NULL AND (
             r.state = 'paid' AND (d.id IS NULL OR (i.good = 0) <> (d.state = 'refunded') OR i.good > 0 AND d.quantity <> i.good)
             OR r.state = 'refunded' AND d.state <> 'refunded')`,
      ),
  },
  {
    id: '5.delivered',
    says: 'a sent delivery has what its way promises, its dates are those of its machine, and gate codes are our own events’ alone',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT d.id AS subject, CASE WHEN (d.way = 'gateCode') <> (e.kind = 'own') THEN format('by %s for %s', d.way, e.kind)
           WHEN d.sent_at IS DISTINCT FROM (d.snapshot -> 'context' ->> 'sentAt')::timestamptz
             OR d.received_at IS DISTINCT FROM (d.snapshot -> 'context' ->> 'receivedAt')::timestamptz THEN 'has other dates than its machine'
           ELSE format('is %s without its %ss', d.state, d.way) END AS detail
         FROM deliveries d JOIN events e ON e.id = d.event_id
         WHERE (d.way = 'gateCode') <> (e.kind = 'own')
           OR d.sent_at IS DISTINCT FROM (d.snapshot -> 'context' ->> 'sentAt')::timestamptz
           OR d.received_at IS DISTINCT FROM (d.snapshot -> 'context' ->> 'receivedAt')::timestamptz
           OR d.state IN ('sent', 'refused') AND d.way = 'file' AND NOT EXISTS (SELECT 1 FROM delivery_files f WHERE f.delivery_id = d.id AND NOT f.is_proof)
           OR d.state IN ('sent', 'refused') AND d.way = 'barcode'
             AND (SELECT count(*) FROM delivery_barcodes b WHERE b.delivery_id = d.id) < d.quantity`,
      ),
  },
  {
    id: '5.choice',
    says: 'a fan who chose the money after a move has it, or it is on its way',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT r.id AS subject, format('%s, and its fan chose the money of %s at %s', r.state, o.change_id, o.chosen_at) AS detail
         FROM event_change_orders o JOIN reservations_orders r ON r.id = o.reservation_id
         WHERE o.choice = 'refund' AND r.state = 'paid'
           AND NOT EXISTS (SELECT 1 FROM payments_refunds f WHERE f.reservation_id = r.id)`,
      ),
  },
  {
    id: '5.calledOff',
    says: 'every paid order of a canceled event has or had its turn to be refunded',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT r.id AS subject, format('paid, and its event was canceled by %s, which is done', c.id) AS detail
         FROM reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id AND e.status = 'cancelled'
         JOIN LATERAL (SELECT id, kind, done_at FROM event_changes WHERE event_id = e.id ORDER BY decided_at DESC, id DESC LIMIT 1) c
           ON c.kind = 'cancel' AND c.done_at IS NOT NULL
         WHERE r.state = 'paid' AND NOT EXISTS (
           SELECT 1 FROM event_change_orders o WHERE o.change_id = c.id AND o.reservation_id = r.id AND o.outcome IN ('done', 'refused'))`,
      ),
  },
];
