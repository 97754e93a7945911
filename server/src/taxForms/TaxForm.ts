import type { TaxFormFacts } from '@holdfast/shared/taxForms';
import { TableModel } from '../platform/db/index.ts';

/** One version of a consignor's Form 1099-K of a year. Amounts are US cents. */
export class TaxForm extends TableModel {
  static override tableName = 'tax_forms';
  static override jsonAttributes = ['facts'];
  declare id: string;
  declare year: number;
  declare consignorId: string;
  declare version: number;
  /** The tax data that it was made from; null: none was given. */
  declare taxpayerId: string | null;
  declare facts: TaxFormFacts;
  declare grossAmount: number;
  declare transactions: number;
  declare withheldAmount: number;
  declare madeAt: Date;
  declare madeBy: string;
  /** The recipient's copy as PDF; null: not drawn yet. */
  declare document: Buffer | null;
}
