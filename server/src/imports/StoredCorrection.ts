import type { ImportRow } from '@holdfast/shared/imports';
import { TableModel } from '../platform/db/index.ts';

/** Corrected cells of a row; kept when a new check replaces the rows. */
export class StoredCorrection extends TableModel {
  static override tableName = 'import_corrections';
  static override idColumn = ['import_id', 'line'];
  static override jsonAttributes = ['cells', 'misfit'];
  declare importId: string;
  declare line: number;
  /** By column. */
  declare cells: Record<string, string>;
  /** The problem of a row with more or fewer cells than the header, which its record doesn't show. */
  declare misfit: ImportRow['problems'][number] | null;
  declare correctedBy: string;
  declare correctedAt: Date;
}
