import type { ListingFilter } from '@holdfast/shared/listings';
import { TableModel } from '../../platform/db/index.ts';

/** The listings of a view with their versions, as a preview saw them. */
export class FrozenView extends TableModel {
  static override tableName = 'frozen_views';
  static override jsonAttributes = ['filter'];
  declare id: string;
  declare filter: ListingFilter;
  declare listingIds: string[];
  /** In the order of `listingIds`. */
  declare versions: number[];
  declare createdBy: string;
  declare createdAt: Date;
}
