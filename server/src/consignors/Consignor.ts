import { TableModel } from '../platform/db/index.ts';

/** An owner of consigned tickets; one of them is the marketplace itself, for its own events. */
export class Consignor extends TableModel {
  static override tableName = 'consignors';
  declare id: string;
  declare name: string;
  declare email: string;
  /** Rules of percentages can have a plan as their scope. */
  declare plan: string;
  declare isMarketplace: boolean;
  declare createdAt: Date;
}
