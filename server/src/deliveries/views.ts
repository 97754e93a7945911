/** Rows of the views that deliveries publishes; `server/rooms/views.test.ts` compares them with the schema. */
import type { DeliveryFile, DeliveryState, DeliveryWay } from '@holdfast/shared/deliveries';
import type { StoredSnapshot } from '../platform/actors/index.ts';

/** Deliveries in every state. */
export interface DeliveriesMade {
  id: string;
  reservation_id: string;
  listing_id: string;
  event_id: string;
  consignor_id: string;
  way: DeliveryWay;
  quantity: number;
  created_at: Date;
  due_by: Date | null;
  in_hand_at: Date | null;
  sent_at: Date | null;
  received_at: Date | null;
  reference: string | null;
  note: string | null;
  fan_note: string | null;
  failure_note: string | null;
  owner_id: string | null;
  state: DeliveryState;
  snapshot: StoredSnapshot['snapshot'];
  machine_version: number;
  version: number;
}

/** Files of deliveries, without their bytes. */
export interface DeliveriesFiles {
  id: string;
  delivery_id: string;
  ticket_id: string | null;
  is_proof: boolean;
  name: string;
  media_type: DeliveryFile['mediaType'];
  size: number;
  created_at: Date;
  created_by: string;
}

/** Barcodes that fans got; one of an event is delivered once, ever. */
export interface DeliveriesBarcodes {
  event_id: string;
  code: string;
  delivery_id: string;
  ticket_id: string | null;
  created_at: Date;
}
