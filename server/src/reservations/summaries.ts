/** Summaries of orders for other rooms' pages. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { query, type Trx } from '../platform/db/index.ts';
import { firstIdFrom } from '../platform/ids.ts';

/** Orders that were paid in a period; sums in minor units of USD. */
export interface PaidOrders {
  orders: number;
  tickets: number;
  /** The price of the tickets, without the fans' service fee. */
  gross: number;
  commission: number;
  /** The fans' service fees. */
  fees: number;
}

/** The longest hold: an order may be that much older than its payment. */
const longestHoldMs = 24 * 60 * 60_000;

/** Ids say when an order was made, so that only those that could be paid in the period are looked at. */
export async function paidBetween(trx: Trx, from: Date, until: Date): Promise<PaidOrders> {
  const [row] = await query<PaidOrders>(
    trx,
    `SELECT count(*)::int AS orders, coalesce(sum(r.ticket_count), 0)::int AS tickets, coalesce(sum(i.price), 0)::bigint AS gross,
       coalesce(sum(i.commission), 0)::bigint AS commission, coalesce(sum(i.fee), 0)::bigint AS fees
     FROM reservations r CROSS JOIN LATERAL (
       SELECT sum(quantity::bigint * price_amount) AS price, sum(quantity::bigint * commission_amount) AS commission, sum(quantity::bigint * fee_amount) AS fee
       FROM reservations_current_lines WHERE reservation_id = r.id) i
     WHERE r.id >= $3 AND r.id < $4 AND r.paid_at >= $1 AND r.paid_at < $2
       AND r.currency = $5 AND reservation_is_order(r.state)`,
    [
      from,
      until,
      firstIdFrom('reservation', from.getTime() - longestHoldMs),
      firstIdFrom('reservation', until.getTime() + 1),
      marketplaceCurrency,
    ],
  );
  return row as PaidOrders;
}

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
