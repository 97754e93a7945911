import type { Feed, RunCounts } from '@holdfast/shared/feeds';
import { TableModel } from '../../platform/db/index.ts';

/** One reading of a feed, by a person or on schedule; one at a time per feed. */
export class FeedRun extends TableModel {
  static override tableName = 'feed_runs';
  static override jsonAttributes = ['counts'];
  declare id: string;
  declare feed: Feed;
  declare startedBy: string;
  declare createdAt: Date;
  declare beganAt: Date | null;
  declare doneAt: Date | null;
  declare failure: string | null;
  declare stage: 'events' | 'inventory' | 'offer';
  /** Pages before it are stored: a crashed run continues here. */
  declare nextPage: number;
  declare pagesTotal: number | null;
  /** Events from this instant on are requested; the same for every page of a run. */
  declare since: Date;
  declare counts: RunCounts;
  declare newImportId: string | null;
  declare changesImportId: string | null;
}
