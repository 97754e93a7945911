/** Rows of the views that stats publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Counts by event, holds included that no job has added up yet. */
export interface StatsEventCounts {
  event_id: string;
  sale_day: string;
  payment_day: string;
  currency: string;
  reservations: number;
  orders: number;
  tickets: number;
  proceeds_amount: number;
  commission_amount: number;
  fee_amount: number;
  wait_seconds: number;
  refunded_orders: number;
  refunded_tickets: number;
  refunded_amount: number;
}
