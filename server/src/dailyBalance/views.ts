/** Rows of the views that dailyBalance publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Where Stripe and the books differ, and nobody has said why. */
export interface DailyBalanceOpen {
  id: string;
  reservation_id: string | null;
  day: string;
  currency: string;
  /** Stripe less the books. */
  amount: number;
  text: string;
  found_at: Date;
}
