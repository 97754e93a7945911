import { TableModel } from '../platform/db/index.ts';

/** The highest resale price by the law of a place: face value, basis points of it and an amount in minor units. */
export class PriceCap extends TableModel {
  static override tableName = 'price_caps';
  declare id: string;
  declare country: string;
  /** null: the whole country. */
  declare region: string | null;
  declare overFaceBps: number;
  declare overFaceAmount: number;
  declare law: string;
  declare createdBy: string;
  declare createdAt: Date;
  declare endedAt: Date | null;
}
