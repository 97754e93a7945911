/** Rows of the views that notices publishes; `server/rooms/views.test.ts` compares them with the schema. */

/** Rules that hold rows of the log back, with the error of the oldest. */
export interface NoticesHeld {
  rule: string;
  rows: number;
  since: Date;
  error: string;
}
