import type { PercentagesComponent, RuleScope } from '@holdfast/shared/pricing';
import { TableModel } from '../platform/db/index.ts';

/** A rule that isn't in force. It is deleted when it is put in force or dropped; the audit log keeps it. */
export class PercentagesDraft extends TableModel {
  static override tableName = 'percentages_drafts';
  static override jsonAttributes = ['components'];
  declare id: string;
  declare scope: RuleScope;
  declare target: string;
  declare components: PercentagesComponent[];
  /** null: from when it is put in force. */
  declare effectiveFrom: Date | null;
  declare effectiveUntil: Date | null;
  declare reason: string;
  declare version: number;
  declare createdBy: string;
  declare createdAt: Date;
  declare changedAt: Date;
}
