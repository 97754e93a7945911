/** What a file of venues, of teams or of leagues has, and how its lines are read and written. */
import type { z } from 'zod';
import type { Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';

/** An entry of the catalogue as a file's line would say it. */
export interface FileEntry {
  id: string;
  name: string;
  /** By which a line without an id finds it. */
  key: string;
  /** By column, as an export writes them. */
  cells: Readonly<Record<string, string>>;
}

/** What lines are compared with. */
export interface KnownEntries {
  entries: FileEntry[];
  /** Names in cells that mean an id, such as a home venue's: null is unknown, `many` isn't one. */
  idOf(column: string, name: string): string | 'many' | null;
}

export interface FileKind<I extends z.ZodType = z.ZodType> {
  kind: 'venue' | 'performer' | 'league';
  path: '/admin/venues' | '/admin/performers' | '/admin/leagues';
  tag: string;
  /** As people call many of them: `venues`. */
  many: string;
  /** In the order of an export; the first one is the id. */
  columns: readonly string[];
  /** Without these no line can be read. */
  required: readonly string[];
  schema: I;
  known(trx: Trx): Promise<KnownEntries>;
  /** By which a line without an id finds its entry. */
  keyOf(cells: Readonly<Record<string, string>>): string;
  /** The unchecked input of a line. @throws Problem naming a cell that means nothing known */
  inputOf(cells: Readonly<Record<string, string>>, known: KnownEntries): unknown;
  create(trx: Trx, input: z.output<I>, principal: Principal): Promise<unknown>;
  change(trx: Trx, id: string, input: z.output<I>, principal: Principal): Promise<unknown>;
}

/** Checks a kind against its own schema; callers treat every kind alike. */
export const fileKind = <I extends z.ZodType>(kind: FileKind<I>): FileKind => kind;
