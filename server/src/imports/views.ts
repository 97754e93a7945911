/** Rows of the views that imports publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Imported files, for other rooms. */
export interface ImportsNamed {
  id: string;
  consignor_id: string;
  event_id: string | null;
  file_name: string;
  format: string;
  created_by: string;
  created_at: Date;
  state: string;
}
