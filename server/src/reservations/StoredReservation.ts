import type { ReservationState } from '@holdfast/shared/reservations';
import type { Snapshot } from '../platform/actors/index.ts';
import { TableModel } from '../platform/db/index.ts';

/** A hold and what became of it. Its state, snapshot and versions are written by the engine and the hold's statement. */
export class StoredReservation extends TableModel {
  static override tableName = 'reservations';
  static override jsonAttributes = ['snapshot'];
  declare id: string;
  /** The order code. */
  declare code: string;
  /** A person or the cookie of a guest. */
  declare fanId: string;
  declare eventId: string;
  /** Of a guest's hold: the key of the network's counter; null: it wasn't counted there. */
  declare countedBy: string | null;
  declare email: string | null;
  declare currency: string;
  /** What the fan pays, minor units. */
  declare totalAmount: number;
  declare ticketCount: number;
  declare createdAt: Date;
  declare expiresAt: Date;
  declare paidAt: Date | null;
  /** When the email with the tickets left. */
  declare ticketsEmailedAt: Date | null;
  /** Why it is in support's queue; null: it isn't. */
  declare attention: string | null;
  /** The texts that `attention` joins, by cause. */
  declare attentionCauses: Record<string, string>;
  declare state: ReservationState;
  declare snapshot: Snapshot;
  declare machineVersion: number;
  declare version: number;
}
