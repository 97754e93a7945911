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
  /** Who has it in place of its order's fan: a handover that was accepted; null: the fan. */
  holder_id: string | null;
}

/** Codes that opened the gate until their tickets were handed on. */
export interface TicketsFormerCodes {
  code: string;
  ticket_id: string;
  ended_at: Date;
}
