/** Rows of the views that statistics publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Counts by consignor, ticket type and section, holds included that no job has added up yet. */
export interface StatisticsListingCounts {
  event_id: string;
  consignor_id: string;
  ticket_type: string;
  section: string;
  currency: string;
  sale_day: string;
  payment_day: string;
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

/** The last comparison of statistics with a recount. */
export interface StatisticsLastComparison {
  id: number;
  at: Date;
  differences: number;
}
