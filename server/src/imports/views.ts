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

/** Barcodes of listings as their file wrote them; seat is null for general admission. */
export interface ImportsBarcodes {
  event_id: string;
  listing_id: string;
  seat: number | null;
  barcode: string;
}
