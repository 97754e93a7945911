/** Rows of the views that accounts publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Telephone numbers of people who gave one. */
export interface AccountsPhones {
  id: string;
  phone: string;
  phone_digits: string;
}

/** People who sign in, without their passwords. */
export interface AccountsPeopleNamed {
  id: string;
  name: string;
  email: string;
  roles: string[];
  consignor_id: string | null;
  deactivated_at: Date | null;
}
