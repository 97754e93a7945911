import type { Feed, GameChange, GameChangeKind } from '@holdfast/shared/feeds';
import { TableModel } from '../../platform/db/index.ts';

/** A feed calls off or moves a game of ours. */
export class FeedGameChange extends TableModel {
  static override tableName = 'feed_game_changes';
  declare id: string;
  declare feed: Feed;
  declare feedId: string;
  declare eventId: string;
  /** The run that found it last. */
  declare runId: string;
  declare kind: GameChangeKind;
  /** The start that the feed gives; only of a move. */
  declare startsAt: Date | null;
  declare foundAt: Date;
  declare decision: NonNullable<GameChange['decided']>['decision'] | null;
  declare decidedBy: string | null;
  declare decidedAt: Date | null;
  declare reason: string | null;
  /** The change of the event that followed; null: nothing changed. */
  declare changeId: string | null;
}
