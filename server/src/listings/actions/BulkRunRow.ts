import type { BulkRunRow as Shown } from '@holdfast/shared/listings';
import { TableModel } from '../../platform/db/index.ts';

/** A listing of a bulk run, with what became of it. */
export class BulkRunRow extends TableModel {
  static override tableName = 'bulk_run_rows';
  static override idColumn = ['run_id', 'position'];
  declare runId: string;
  declare position: number;
  declare listingId: string;
  /** The listing's version when the run was requested: a listing changed since then is refused. */
  declare version: number;
  declare outcome: Shown['outcome'];
  declare label: string;
  declare code: string | null;
  declare message: string | null;
  /** The version that the run left behind; null where it did nothing. */
  declare versionAfter: number | null;
  /** Each, minor units. */
  declare priceBefore: number | null;
  declare priceAfter: number | null;
}
