/** Invariant 6: what is counted equals a recount. */
import { run } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

export const statisticsInvariants: Invariant[] = [
  {
    id: '6.sales',
    says: 'sales by event and day equal a recount of the orders',
    check: (trx) =>
      run<{ subject: string; detail: string }>(
        trx,
        `WITH recount AS (
           SELECT r.event_id, (r.paid_at AT TIME ZONE 'UTC')::date AS day, r.currency, count(*) AS orders, sum(r.ticket_count) AS tickets,
             sum(r.total_amount) AS gross, sum(i.consignor) AS consignor, sum(i.house) AS house, sum(i.fee) AS fee,
             count(*) FILTER (WHERE r.state = 'refunded') AS refunded_orders, coalesce(sum(r.total_amount) FILTER (WHERE r.state = 'refunded'), 0) AS refunded
           FROM reservations r JOIN (SELECT reservation_id, sum(consignor_amount * quantity) AS consignor, sum(house_amount * quantity) AS house,
             sum(fee_amount * quantity) AS fee FROM reservation_items GROUP BY reservation_id) i ON i.reservation_id = r.id
           WHERE r.state IN ('paid', 'refunded') GROUP BY 1, 2, 3
         )
         SELECT coalesce(c.event_id, s.event_id) || ' ' || coalesce(c.day, s.day) AS subject,
           format('counted %s orders, %s tickets, %s; recounted %s, %s, %s', s.orders, s.tickets, s.gross_amount, c.orders, c.tickets, c.gross) AS detail
         FROM recount c FULL JOIN event_sales s ON s.event_id = c.event_id AND s.day = c.day AND s.currency = c.currency
         WHERE (s.orders, s.tickets, s.gross_amount, s.consignor_amount, s.house_amount, s.fee_amount, s.refunded_orders, s.refunded_amount)
           IS DISTINCT FROM (c.orders, c.tickets, c.gross, c.consignor, c.house, c.fee, c.refunded_orders, c.refunded)`,
      ),
  },
];
