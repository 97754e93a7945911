/** Rows of the views that packages publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Whose seats a season package is, for other rooms. */
export interface PackagesSeats {
  id: string;
  consignor_id: string;
  season_id: string;
  section: string;
  row: string;
  low_seat: number;
  high_seat: number;
  seat_step: number;
}
