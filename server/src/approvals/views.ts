/** Rows of the views that approvals publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Requests that wait for a second person. */
export interface ApprovalsWaiting {
  id: string;
  reservation_id: string | null;
  words: string;
  amount: number;
  currency: string;
  created_at: Date;
  expires_at: Date;
  /** The id of what it acts on. */
  subject: string;
}
