/** Rows of the views that priceCaps publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Caps in force and ended ones. */
export interface PriceCapsSet {
  id: string;
  country: string;
  region: string | null;
  over_face_bps: number;
  over_face_amount: number;
  law: string;
  created_by: string;
  created_at: Date;
  ended_at: Date | null;
}
