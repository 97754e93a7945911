import type { Finding } from '@holdfast/shared/feeds';
import { TableModel } from '../../platform/db/index.ts';

/** A change or problem of a run, by entry. */
export class FeedFinding extends TableModel {
  static override tableName = 'feed_findings';
  static override idColumn = ['run_id', 'feed_id', 'kind'];
  declare runId: string;
  declare feedId: string;
  declare kind: Finding['kind'];
  declare name: string;
  declare message: string;
  declare eventId: string | null;
  declare at: Date;
}
