import type { Feed } from '@holdfast/shared/feeds';
import { TableModel } from '../../platform/db/index.ts';

/** A feed as the back office configured it. */
export class FeedSettings extends TableModel {
  static override tableName = 'feed_settings';
  static override idColumn = 'feed';
  declare feed: Feed;
  declare enabled: boolean;
  declare account: string | null;
  declare consignorEmail: string | null;
  declare search: string | null;
  declare requestsPerDay: number;
  /** The keys as JSON, sealed; null: none were given. */
  declare sealed: Buffer | null;
  declare keyId: string | null;
  declare version: number;
  declare changedAt: Date;
}
