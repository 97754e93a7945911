import type { BankFileFormat } from '@holdfast/shared/bankFiles';
import { TableModel } from '../platform/db/index.ts';

/** A file for the bank. */
export class BankFile extends TableModel {
  static override tableName = 'bank_files';
  declare id: string;
  declare runId: string;
  declare format: BankFileFormat;
  declare messageId: string;
  /** A calendar day. */
  declare paysOn: string;
  declare lines: number;
  /** Minor units. */
  declare amount: number;
  declare currency: string;
  /** Its text, sealed. */
  declare sealed: Buffer;
  declare keyId: string;
  declare sha256: string;
  declare madeAt: Date;
  declare madeBy: string;
  declare recalledAt: Date | null;
  declare recalledBy: string | null;
  declare recallReason: string | null;
}
