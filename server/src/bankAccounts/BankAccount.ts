import type { BankAccountKind, BankAccount as Shown } from '@holdfast/shared/bankAccounts';
import { TableModel } from '../platform/db/index.ts';

/** Bank data of a consignor: the one in use, or one that was before. */
export class BankAccount extends TableModel {
  static override tableName = 'bank_accounts';
  declare id: string;
  declare consignorId: string;
  declare kind: BankAccountKind;
  declare holder: string;
  declare lastFour: string;
  /** All of it as JSON, sealed. */
  declare sealed: Buffer;
  declare keyId: string;
  declare givenAt: Date;
  declare givenBy: string;
  declare givenAs: Shown['givenAs'];
  /** Payouts wait until then. */
  declare usableFrom: Date;
  /** Null: it is in use. */
  declare endedAt: Date | null;
}
