import type { Feed } from '@holdfast/shared/feeds';
import { TableModel } from '../../platform/db/index.ts';

/** Requests of a day in UTC and when the next one may be sent, shared by all workers. */
export class FeedBudget extends TableModel {
  static override tableName = 'feed_budgets';
  static override idColumn = 'feed';
  declare feed: Feed;
  declare day: string;
  declare used: number;
  declare nextAt: Date;
  /** The service asked to wait until then. */
  declare heldUntil: Date | null;
  /** Rest of the quota by the service's last answer. */
  declare leftReported: number | null;
}
