import type { Passed, ServedOffer } from '@holdfast/shared/waitingLists';
import { TableModel } from '../platform/db/index.ts';

/** What was offered to an entry, and why to this one. */
export class WaitingOffer extends TableModel {
  static override tableName = 'waiting_offers';
  static override jsonAttributes = ['passed'];
  declare id: string;
  declare entryId: string;
  declare eventId: string;
  declare reservationId: string;
  declare listingId: string;
  declare madeAt: Date;
  /** In line when it was made, from 1. */
  declare place: number;
  declare size: number;
  declare limitAmount: number | null;
  /** All-in, one ticket, minor units. */
  declare priceAmount: number;
  declare currency: string;
  /** Listings that fitted this entry. */
  declare candidates: number;
  /** Those ahead, by why they were passed over. */
  declare passed: Passed[];
  declare outcome: ServedOffer['outcome'];
  declare endedAt: Date | null;
}
