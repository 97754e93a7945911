import type { BrokerMapping } from '@holdfast/shared/imports/broker';
import { TableModel } from '../platform/db/index.ts';

/** What the columns of an unknown header mean, as a person mapped them. */
export class ImportMapping extends TableModel {
  static override tableName = 'import_mappings';
  static override idColumn = 'fingerprint';
  static override jsonAttributes = ['fields'];
  declare fingerprint: string;
  declare fields: BrokerMapping;
  declare createdBy: string;
  declare createdAt: Date;
}
