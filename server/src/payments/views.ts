/** Rows of the views that payments publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Payments, without the snapshot of their machine; what other rooms read. */
export interface PaymentsCharges {
  id: string;
  reservation_id: string;
  amount: number;
  currency: string;
  stripe_id: string | null;
  created_at: Date;
  state: string;
  version: number;
  card: unknown;
  decline: unknown;
}

/** Refunds with the reservation that they refund. */
export interface PaymentsRefunds {
  id: string;
  payment_id: string;
  reservation_id: string;
  amount: number;
  currency: string;
  stripe_id: string | null;
  created_at: Date;
  state: string;
  version: number;
}
