/** Rows of the views that taxes publishes; `server/rooms/views.test.ts` compares them with the schema. */

/** Taxes to come, in force and ended. */
export interface TaxesSet {
  id: string;
  country: string;
  region: string | null;
  city: string | null;
  name: string;
  /** Parts per million. */
  rate_ppm: number;
  on_price: boolean;
  on_fee: boolean;
  starts_at: Date;
  ended_at: Date | null;
  created_by: string;
  created_at: Date;
  jurisdiction: string;
  /** Of the ledger: one for each place. */
  account: string;
}
