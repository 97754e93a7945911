import { TableModel } from '../platform/db/index.ts';

/** An alert by email, on the price of an event or on a search. */
export class FanAlert extends TableModel {
  static override tableName = 'fan_alerts';
  static override jsonAttributes = ['told'];
  declare id: string;
  declare kind: 'price' | 'search';
  declare personId: string | null;
  /** Empty: erased, or never confirmed. */
  declare email: string;
  declare eventId: string | null;
  declare size: number | null;
  /** The most for one ticket, all-in, minor units. */
  declare limitAmount: number | null;
  declare currency: string | null;
  /** The filters of the list of events. */
  declare search: string | null;
  /** What was told last: a listing with its price, or the ids of events. */
  declare told: string[];
  declare sent: number;
  declare sentAt: Date | null;
  declare lookedAt: Date | null;
  declare confirmedAt: Date | null;
  declare endedAt: Date | null;
  declare createdAt: Date;
}
