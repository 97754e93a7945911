import type { ListingFilter, PricingRule } from '@holdfast/shared/listings';
import { TableModel } from '../../platform/db/index.ts';

/** A price rule over a view that runs once a day. */
export class SavedPriceRule extends TableModel {
  static override tableName = 'saved_price_rules';
  static override jsonAttributes = ['filter', 'pricing'];
  declare id: string;
  declare name: string;
  declare filter: ListingFilter;
  declare pricing: PricingRule;
  /** Time of day in the marketplace's zone. */
  declare runsAt: string;
  /** Null: it is switched off. */
  declare nextAt: Date | null;
  declare lastAt: Date | null;
  declare lastRunId: string | null;
  declare lastProblem: string | null;
  /** As whom it runs. */
  declare createdBy: string;
  /** Counts its changes. */
  declare version: number;
  /** Who changed it last; null: nobody since it was saved. */
  declare changedBy: string | null;
  declare changedAt: Date | null;
  declare createdAt: Date;
  declare deletedAt: Date | null;
}
