import { TableModel } from '../platform/db/index.ts';

/** A part of the file itself, kept until it is applied or has failed. */
export class ImportPart extends TableModel {
  static override tableName = 'import_parts';
  static override idColumn = ['import_id', 'part'];
  declare importId: string;
  declare part: number;
  declare bytes: Buffer;
}
