import { TableModel } from '../platform/db/index.ts';

/** Whether consignors may be paid by Stripe; there is one row. */
export class ConnectSettings extends TableModel {
  static override tableName = 'connect_settings';
  declare id: 'connect';
  declare isOn: boolean;
  declare version: number;
  declare changedAt: Date;
}
