/** Rows of the views that consignors publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Owners of consigned tickets, for other rooms. */
export interface ConsignorsNamed {
  id: string;
  name: string;
  email: string;
  /** The one in force now. */
  plan: string;
  is_marketplace: boolean;
  created_at: Date;
  deactivated_at: Date | null;
  merged_into: string | null;
}

/** Which plan a consignor has and from when; Standard where none is in force. */
export interface ConsignorsPlans {
  id: string;
  consignor_id: string;
  plan: string;
  effective_from: Date;
  effective_until: Date | null;
}

/** How to reach consignors and what is agreed, beside consignors_named. */
export interface ConsignorsProfiles {
  id: string;
  legal_name: string | null;
  other_emails: string[];
  phone: string | null;
  address: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  time_zone: string | null;
  language: string | null;
  notes: string | null;
  tags: string[];
  payout_days: number;
  merged_into_name: string | null;
}
