/** Rows of the views that tickets publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Single admissions, for other rooms. */
export interface TicketsAdmissions {
  id: string;
  listing_id: string;
  event_id: string;
  section: string | null;
  row: string | null;
  seat: number | null;
  state: string;
  reservation_id: string | null;
  code: string | null;
  sold_at: Date | null;
  taken_back_at: Date | null;
}
