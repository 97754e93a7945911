import type { Snapshot } from '../platform/actors/index.ts';
import { TableModel } from '../platform/db/index.ts';

/** One try to pay. Its state, snapshot and versions are written by the engine alone. */
export class StoredPayment extends TableModel {
  static override tableName = 'payments';
  static override jsonAttributes = ['snapshot'];
  declare id: string;
  declare reservationId: string;
  /** Minor units. */
  declare amount: number;
  declare currency: string;
  /** Of the payment intent; generated from the snapshot. */
  declare stripeId: string | null;
  declare createdAt: Date;
  declare state: string;
  declare snapshot: Snapshot;
  declare machineVersion: number;
  declare version: number;
}
