import type { ImportFile } from '@holdfast/shared/imports';
import type { Snapshot } from '../platform/actors/index.ts';
import { TableModel } from '../platform/db/index.ts';
import type { Source } from './source.ts';

/** An uploaded file. Its state, snapshot and versions are written by the engine alone. */
export class Import extends TableModel {
  static override tableName = 'imports';
  static override jsonAttributes = ['source', 'layout', 'head', 'chosen', 'reading', 'tally', 'snapshot'];
  declare id: string;
  declare consignorId: string;
  /** The event of rows that name none. */
  declare eventId: string | null;
  declare fileName: string;
  declare fileHash: string;
  declare source: Source;
  declare format: string;
  /** Format and header by columns, `layout` reads it; null: not known yet. */
  declare layout: unknown;
  /** Header and first rows of the file, with what its cells say, `head` reads it. */
  declare head: unknown;
  /** What a person answered for this file, `chosen` reads it. */
  declare chosen: unknown;
  /** How it is read, and its sheets, `fileReading` reads it; null: not looked at yet. */
  declare reading: unknown;
  /** The import whose corrected report it is. */
  declare reportOf: string | null;
  declare mappedBy: string | null;
  declare mappedAt: Date | null;
  /** Estimated from the lines until the file was read once. */
  declare rowCount: number;
  declare rowsRead: number;
  /** What its lines add up to, `tally` reads it. */
  declare tally: unknown;
  /** Lines whose price a person confirmed, though it is far from the market. */
  declare confirmedLines: number[];
  /** The member of staff who settles its waiting rows. */
  declare ownerId: string | null;
  declare createdBy: string;
  declare createdAt: Date;
  declare checkBeganAt: Date | null;
  declare checkEndedAt: Date | null;
  declare state: ImportFile['state'];
  declare snapshot: Snapshot;
  declare machineVersion: number;
  declare version: number;
}
