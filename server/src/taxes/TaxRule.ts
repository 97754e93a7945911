import { TableModel } from '../platform/db/index.ts';

/** A tax that is included in what fans pay at venues of a place. Ended, never changed. */
export class TaxRule extends TableModel {
  static override tableName = 'tax_rules';
  declare id: string;
  declare country: string;
  /** null: the whole country. */
  declare region: string | null;
  /** null: the whole region. */
  declare city: string | null;
  declare name: string;
  /** Parts per million of the price without taxes. */
  declare ratePpm: number;
  declare onPrice: boolean;
  declare onFee: boolean;
  declare startsAt: Date;
  declare endedAt: Date | null;
  declare createdBy: string;
  declare createdAt: Date;
  /** The place as people read it: `New York, NY, US`. */
  declare jurisdiction: string;
  /** Of the ledger; generated. */
  declare account: string;
}
