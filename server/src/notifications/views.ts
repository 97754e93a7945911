/** Rows of the views that notifications publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Emails without their text. */
export interface NotificationsEmails {
  id: string;
  cause: string;
  kind: string;
  to_address: string;
  subject: string;
  reservation_id: string | null;
  state: string;
  error: string | null;
  created_at: Date;
  sent_at: Date | null;
  settled_at: Date | null;
}
