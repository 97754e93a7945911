import type { ImportRow } from '@holdfast/shared/imports';
import type { BrokerRow } from '@holdfast/shared/imports/broker';
import { TableModel } from '../platform/db/index.ts';

/** One line of an import, with what it does or did. Written in sets: rowsOfImport.ts. */
export class StoredRow extends TableModel {
  static override tableName = 'import_rows';
  static override idColumn = ['import_id', 'line'];
  static override jsonAttributes = [
    'record',
    'original',
    'problems',
    'changes',
    'plan',
    'before',
    'undoProblem',
  ];
  declare importId: string;
  declare line: number;
  /** As it reads now, by column. */
  declare record: Record<string, string>;
  /** As it stands in the file; null unless it was corrected. */
  declare original: Record<string, string> | null;
  declare action: ImportRow['action'];
  declare label: string;
  declare eventId: string | null;
  /** How it names its event. */
  declare reference: string | null;
  declare tickets: number;
  /** Price of all its tickets, minor units. */
  declare amount: number;
  declare currency: string | null;
  /** Refused until a person chooses an event or confirms a price. */
  declare waits: boolean;
  declare note: string | null;
  declare problems: ImportRow['problems'];
  declare changes: ImportRow['changes'];
  declare plan: BrokerRow | null;
  declare listingId: string | null;
  declare appliedAt: Date | null;
  declare before: unknown;
  declare undoneAt: Date | null;
  declare undoProblem: ImportRow['problems'][number] | null;
}
