/** Rows of the views that consignors publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Owners of consigned tickets, for other rooms. */
export interface ConsignorsNamed {
  id: string;
  name: string;
  email: string;
  plan: string;
  is_marketplace: boolean;
  created_at: Date;
}
