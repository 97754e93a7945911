/** Sales by event and day, counted in the transaction that changes them. `verify` recounts them. */
import { run, type Trx } from '../platform/db/index.ts';

/** What one order adds, or with a minus takes away; amounts in minor units. */
export interface Sale {
  eventId: string;
  /** The UTC day of payment, `2026-11-29`. */
  day: string;
  currency: string;
  orders: number;
  tickets: number;
  gross: number;
  consignor: number;
  house: number;
  fee: number;
  refundedOrders: number;
  refunded: number;
}

export async function countSales(trx: Trx, sales: Sale[]): Promise<void> {
  if (sales.length === 0) return;
  await run(
    trx,
    `INSERT INTO event_sales AS s (event_id, day, currency, orders, tickets, gross_amount, consignor_amount, house_amount,
       fee_amount, refunded_orders, refunded_amount)
     SELECT event_id, day, currency, sum(orders), sum(tickets), sum(gross), sum(consignor), sum(house), sum(fee), sum(refunded_orders), sum(refunded)
     FROM unnest($1::text[], $2::date[], $3::text[], $4::int[], $5::int[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::int[], $11::bigint[])
       AS n (event_id, day, currency, orders, tickets, gross, consignor, house, fee, refunded_orders, refunded)
     GROUP BY event_id, day, currency ORDER BY event_id, day
     ON CONFLICT (event_id, day, currency) DO UPDATE SET orders = s.orders + excluded.orders, tickets = s.tickets + excluded.tickets,
       gross_amount = s.gross_amount + excluded.gross_amount, consignor_amount = s.consignor_amount + excluded.consignor_amount,
       house_amount = s.house_amount + excluded.house_amount, fee_amount = s.fee_amount + excluded.fee_amount,
       refunded_orders = s.refunded_orders + excluded.refunded_orders, refunded_amount = s.refunded_amount + excluded.refunded_amount`,
    [
      sales.map((sale) => sale.eventId),
      sales.map((sale) => sale.day),
      sales.map((sale) => sale.currency),
      sales.map((sale) => sale.orders),
      sales.map((sale) => sale.tickets),
      sales.map((sale) => sale.gross),
      sales.map((sale) => sale.consignor),
      sales.map((sale) => sale.house),
      sales.map((sale) => sale.fee),
      sales.map((sale) => sale.refundedOrders),
      sales.map((sale) => sale.refunded),
    ],
  );
}
