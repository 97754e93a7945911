/** Rows of the views that gate publishes; `server/rooms/views.test.ts` compares them with the schema. */

/** Admissions by our own gate codes, those that were taken back among them. */
export interface GateAdmitted {
  id: string;
  ticket_id: string;
  event_id: string;
  reservation_id: string;
  /** Where, as the person at the gate called it. */
  gate: string;
  admitted_by: string;
  admitted_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
  undo_reason: string | null;
}
