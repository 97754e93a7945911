/** Summaries of orders for other rooms' pages. */
import { query, type Trx } from '../platform/db/index.ts';
import type { WaitingRows } from '../platform/waitingRows.ts';

const waiting = (where: string): WaitingRows => ({ from: 'reservations r', where, since: 'r.created_at' });
export const reservationsWaiting = {
  attention: waiting('r.attention IS NOT NULL'),
  paying: waiting(`reservation_is_underway(r.state)`),
};

/**
 * SQL of one row (orders, tickets, gross, commission) about what was paid in a period, minor units of USD; each is a parameter,
 * such as $1. Ids say when an order was made, so that only those that could be paid then are looked at.
 */
export const paidBetween = (p: { from: string; until: string; firstId: string; afterLastId: string }) => `
  SELECT count(*)::int AS orders, coalesce(sum(r.ticket_count), 0)::int AS tickets, coalesce(sum(r.total_amount), 0)::bigint AS gross,
    coalesce(sum((SELECT sum(i.quantity::bigint * (i.commission_amount + i.fee_amount)) FROM reservation_items i WHERE i.reservation_id = r.id)), 0)::bigint AS commission
  FROM reservations r WHERE r.id >= ${p.firstId} AND r.id < ${p.afterLastId} AND r.paid_at >= ${p.from} AND r.paid_at < ${p.until}
    AND r.currency = 'USD' AND reservation_is_order(r.state)`;

export interface NewestOrder {
  id: string;
  code: string;
  name: string;
  ticket_count: number;
  total_amount: number;
  currency: string;
  paid_at: Date;
}

/** The newest orders that are paid. */
export function newestOrders(trx: Trx, most: number): Promise<NewestOrder[]> {
  return query<NewestOrder>(
    trx,
    `SELECT r.id, r.code, e.name, r.ticket_count, r.total_amount, r.currency, r.paid_at FROM reservations r JOIN catalog_calendar e ON e.id = r.event_id
     WHERE r.state = 'paid' ORDER BY r.id DESC LIMIT $1`,
    [most],
  );
}
