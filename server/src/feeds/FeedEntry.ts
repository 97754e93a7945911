import type { Feed, FeedEvent } from '@holdfast/shared/feeds';
import { TableModel } from '../platform/db/index.ts';

/** An event of a feed, and which of ours it is. */
export class FeedEntry extends TableModel {
  static override tableName = 'feed_events';
  static override idColumn = ['feed', 'feed_id'];
  static override jsonAttributes = ['facts'];
  declare feed: Feed;
  declare feedId: string;
  /** The entry as last read, in our format. */
  declare facts: FeedEvent;
  declare eventId: string | null;
  declare decision: 'matched' | 'linked' | 'created' | 'ignored' | null;
  declare decidedBy: string | null;
  declare decidedAt: Date | null;
  declare reason: string | null;
  /** Why it wasn't matched automatically. */
  declare why: string | null;
  /** The member of staff who decides it while it waits. */
  declare ownerId: string | null;
  declare firstSeenAt: Date;
  declare lastRunId: string;
}
