import type { Feed, GameChange, GameChangeKind } from '@holdfast/shared/feeds';
import { TableModel } from '../../platform/db/index.ts';

/** A feed or a schedule file calls off or moves a game of ours. */
export class FeedGameChange extends TableModel {
  static override tableName = 'feed_game_changes';
  declare id: string;
  /** Null, as the two below, of what a schedule file says. */
  declare feed: Feed | null;
  declare feedId: string | null;
  /** The run that found it last. */
  declare runId: string | null;
  declare eventId: string;
  /** The season of the schedule file that says it, and who applied that. */
  declare seasonId: string | null;
  declare foundBy: string | null;
  declare kind: GameChangeKind;
  /** Where a file moves it to; null: it stays. */
  declare venueId: string | null;
  /** The new start; only of a move. */
  declare startsAt: Date | null;
  declare foundAt: Date;
  declare decision: NonNullable<GameChange['decided']>['decision'] | null;
  declare decidedBy: string | null;
  declare decidedAt: Date | null;
  declare reason: string | null;
  /** The change of the event that followed; null: nothing changed. */
  declare changeId: string | null;
}
