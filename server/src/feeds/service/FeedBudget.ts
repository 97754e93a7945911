import type { Feed } from '@holdfast/shared/feeds';
import { TableModel } from '../../platform/db/index.ts';

/** Requests of a day in UTC, counted by all workers together. */
export class FeedBudget extends TableModel {
  static override tableName = 'feed_budgets';
  static override idColumn = 'feed';
  declare feed: Feed;
  declare day: string;
  declare used: number;
  /** When the next request may be sent, for the code of release 1; the pace is kept in `rate_limits` now. */
  declare nextAt: Date;
  /** The service asked to wait until then. */
  declare heldUntil: Date | null;
  /** Rest of the quota by the service's last answer. */
  declare leftReported: number | null;
}
