/** Rows of the views that marketplace publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** What the marketplace is called, and whose clocks count its days. */
export interface MarketplaceFacts {
  name: string;
  contact_email: string | null;
  postal_address: string | null;
  time_zone: string;
}
