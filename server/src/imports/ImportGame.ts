import { TableModel } from '../platform/db/index.ts';

/** Which event a consignor's files mean by a reference, as a person or a feed decided. */
export class ImportGame extends TableModel {
  static override tableName = 'import_games';
  static override idColumn = ['consignor_id', 'reference'];
  declare consignorId: string;
  declare reference: string;
  declare eventId: string;
  declare createdBy: string;
  declare createdAt: Date;
}
