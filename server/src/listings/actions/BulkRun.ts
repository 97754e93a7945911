import type { ListingAction, ListingFilter } from '@holdfast/shared/listings';
import { TableModel } from '../../platform/db/index.ts';

/** An action over all listings of a view, done in the background. */
export class BulkRun extends TableModel {
  static override tableName = 'bulk_runs';
  static override jsonAttributes = ['action', 'filter'];
  declare id: string;
  declare action: ListingAction;
  declare filter: ListingFilter;
  /** How many it reaches; those done and refused so far. */
  declare listings: number;
  declare done: number;
  declare refused: number;
  /** Came into the view after its preview: left out, and not among `listings`. */
  declare cameAfter: number;
  declare createdBy: string;
  declare requestId: string | null;
  declare createdAt: Date;
  declare doneAt: Date | null;
}
