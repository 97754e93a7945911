import type { EventChangeKind } from '@holdfast/shared/eventChanges';
import type { EventStatus } from '../catalog/index.ts';
import { TableModel } from '../platform/db/index.ts';

/** An event called off, postponed, moved or put on again. */
export class StoredEventChange extends TableModel {
  static override tableName = 'event_changes';
  declare id: string;
  declare eventId: string;
  declare kind: EventChangeKind;
  declare fromStatus: EventStatus;
  declare fromStartsAt: Date;
  /** Whether only the day of the former start was known. */
  declare fromTimeTbd: boolean;
  /** The new start; only of a move. */
  declare startsAt: Date | null;
  /** Of a move to another venue. */
  declare fromVenueId: string | null;
  declare venueId: string | null;
  /** Until when fans may have the money back; null: no choice. */
  declare choiceUntil: Date | null;
  declare listingsPaused: number;
  /** What was held or ordered before it may not know of the change; null: of an older version. */
  declare madeBefore: Date | null;
  /** Called off without the second person whom its refunds ask for. */
  declare alone: boolean;
  declare reason: string | null;
  declare decidedBy: string;
  declare decidedAt: Date;
  declare holdsEnded: number;
  declare listingsWithdrawn: number;
  declare listingsMoved: number;
  /** When every order had its turn, or the event's next change overtook it. */
  declare doneAt: Date | null;
}
