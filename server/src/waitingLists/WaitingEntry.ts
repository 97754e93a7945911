import type { WaitingState } from '@holdfast/shared/waitingLists';
import { TableModel } from '../platform/db/index.ts';

/** A fan who waits, or waited, for tickets of an event. */
export class WaitingEntry extends TableModel {
  static override tableName = 'waiting_entries';
  static override jsonAttributes = ['snapshot'];
  declare id: string;
  declare eventId: string;
  /** The account that joined; null: a guest, or the account was closed. */
  declare personId: string | null;
  /** Who joined: the account, or the guest of that browser. */
  declare fanId: string;
  /** In whose name an offer is held until its fan takes it. */
  declare holderId: string;
  /** Empty: erased, or never confirmed. */
  declare email: string;
  declare size: number;
  /** The most for one ticket, all-in, minor units; null: any price. */
  declare limitAmount: number | null;
  declare currency: string;
  /** The place in line; null: the address isn't confirmed. */
  declare placedAt: Date | null;
  declare offerId: string | null;
  declare offers: number;
  declare lapses: number;
  declare restsUntil: Date | null;
  declare endReason: string | null;
  declare createdAt: Date;
  declare state: WaitingState;
  declare snapshot: unknown;
  declare machineVersion: number;
  declare version: number;
}
