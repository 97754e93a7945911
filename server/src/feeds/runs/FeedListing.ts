import { TableModel } from '../../platform/db/index.ts';

/** A listing of a feed's account, as last read and as last offered. */
export class FeedListing extends TableModel {
  static override tableName = 'feed_listings';
  static override idColumn = ['feed', 'feed_id'];
  static override jsonAttributes = ['line', 'offered'];
  declare feed: 'skybox';
  declare feedId: string;
  declare feedEventId: string;
  /** The entry as last read: cells by column. */
  declare line: Record<string, string>;
  /** The cells that last went into an import. */
  declare offered: Record<string, string> | null;
  declare importId: string | null;
  declare lastRunId: string;
}
