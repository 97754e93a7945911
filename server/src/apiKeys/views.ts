/** Rows of the views that apiKeys publishes; `server/rooms/views.test.ts` compares them with the schema. */

/** Keys by which other programs call the API, as logs name them. */
export interface ApiKeysNamed {
  id: string;
  name: string;
}
