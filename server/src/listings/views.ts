/** Rows of the views that listings publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */
import type { ConsignedWay } from '@holdfast/shared/deliveries';

/** Listings in every state, without the snapshot of their machine; what other rooms read. */
export interface ListingsOffered {
  id: string;
  event_id: string;
  consignor_id: string;
  package_id: string | null;
  import_id: string | null;
  external_id: string | null;
  kind: string;
  ticket_type: string;
  section: string | null;
  row: string | null;
  seats: number[];
  split_rule: string;
  price_amount: number;
  face_value_amount: number | null;
  currency: string;
  delivery: string;
  disclosure: string | null;
  quantity: number;
  available: number;
  held: number;
  sold: number;
  withdrawn: number;
  source: string;
  state: string;
  state_reason: string | null;
  submitted_at: Date | null;
  priced_at: Date;
  floor_amount: number | null;
  ceiling_amount: number | null;
  in_hand_on: string | null;
  owner_id: string | null;
  delist_requested_at: Date | null;
  delist_reason: string | null;
  created_at: Date;
  version: number;
  max_per_fan: number | null;
  delivery_way: ConsignedWay;
}
