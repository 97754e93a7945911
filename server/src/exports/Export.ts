import type { ExportRow } from '@holdfast/shared/exports';
import type { Snapshot } from '../platform/actors/index.ts';
import { TableModel } from '../platform/db/index.ts';

/** A file that is written in the background. Its state, snapshot and versions are written by the engine alone. */
export class Export extends TableModel {
  static override tableName = 'exports';
  static override jsonAttributes = ['query', 'fixed', 'snapshot'];
  declare id: string;
  /** The path of the table's list: `/admin/ledger-entries`. */
  declare tablePath: string;
  declare format: ExportRow['format'];
  /** The filter as an address has it, which the table's own query reads. */
  declare query: Record<string, unknown>;
  declare fileName: string;
  declare askedBy: string;
  /** The roles by which the table is read. */
  declare askedRoles: string[];
  declare totalRows: number;
  /** What pages need to find the same rows; null once it ended. */
  declare fixed: unknown;
  declare writtenRows: number;
  declare writtenBytes: number;
  declare writtenParts: number;
  declare afterPlace: string | null;
  /** How often writing began since the last part was written. */
  declare tries: number;
  declare failure: string | null;
  declare createdAt: Date;
  declare endedAt: Date | null;
  declare keptUntil: Date | null;
  declare state: ExportRow['state'];
  declare snapshot: Snapshot;
  declare machineVersion: number;
  declare version: number;
}
