import { TableModel } from '../platform/db/index.ts';

/** How the marketplace pays by bank file; there is one row. */
export class BankSettings extends TableModel {
  static override tableName = 'bank_settings';
  declare id: 'bank';
  declare waitingDays: number;
  declare requiresBankData: boolean;
  /** The marketplace's own accounts as JSON, sealed; null: none were given. */
  declare sealed: Buffer | null;
  declare keyId: string | null;
  declare version: number;
  declare changedAt: Date;
}
