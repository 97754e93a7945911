/** Rows of the views that reservations publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Lines of holds and orders; amounts are of one ticket, minor units, as agreed at the hold. */
export interface ReservationsLines {
  reservation_id: string;
  listing_id: string;
  ticket_type: string;
  seats: number[];
  quantity: number;
  price_amount: number;
  proceeds_amount: number;
  commission_amount: number;
  fee_amount: number;
  commission_bps: number;
  fee_bps: number;
  percentages_id: string;
  seen_amount: number | null;
}

/** Taxes within the lines of holds and orders; amounts are of one ticket, minor units. */
export interface ReservationsTaxes {
  reservation_id: string;
  listing_id: string;
  rule_id: string;
  /** Of the ledger. */
  account: string;
  jurisdiction: string;
  name: string;
  /** Parts per million. */
  rate_ppm: number;
  price_amount: number;
  fee_amount: number;
  quantity: number;
}

/**
 * Lines of holds and orders with the tickets that their fans have now; amounts are of one ticket, minor units: the price and
 * fee that the fan agreed to, and what of the price its consignor gets.
 */
export interface ReservationsCurrentLines {
  reservation_id: string;
  /** The listing of the line as it was bought. */
  line_listing_id: string;
  listing_id: string;
  ticket_type: string;
  seats: number[];
  quantity: number;
  price_amount: number;
  proceeds_amount: number;
  commission_amount: number;
  fee_amount: number;
  fee_bps: number;
  seen_amount: number | null;
}

/** Lines of holds and orders, those that were replaced and those in their place. */
export interface ReservationsAllLines {
  reservation_id: string;
  listing_id: string;
  ticket_type: string;
  seats: number[];
  quantity: number;
  /** The listing in whose place it is; null: as it was bought. */
  from_listing_id: string | null;
}

/**
 * The price of tickets that were paid, by line, not reduced by anything; minor units of all tickets of the line. Of a replacement:
 * of the tickets that came in their place, or what they cost more where they are of the same consignor.
 */
export interface ReservationsGross {
  reservation_id: string;
  listing_id: string;
  consignor_id: string;
  kind: 'sale' | 'replacement';
  /** Whether it is a payment of its own; not what the same consignor's other tickets cost more. */
  is_payment: boolean;
  currency: string;
  gross_amount: number;
  proceeds_amount: number;
  commission_amount: number;
  at: Date;
}

/** Holds and orders, without the snapshot of their machine; what other rooms read. */
export interface ReservationsOrders {
  id: string;
  code: string;
  fan_id: string;
  event_id: string;
  email: string | null;
  currency: string;
  total_amount: number;
  ticket_count: number;
  created_at: Date;
  expires_at: Date;
  paid_at: Date | null;
  attention: string | null;
  state: string;
  version: number;
  payment_id: string | null;
  /** Why it waits in support's queue, by cause; `attention` is all of them in one text. */
  attention_causes: Record<string, string>;
}
