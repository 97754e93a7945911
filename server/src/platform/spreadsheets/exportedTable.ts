/** Tables that can be downloaded: what is declared of each, and how its file is written. */
import type { Role } from '@holdfast/shared/accounts';
import type { z } from 'zod';
import { allowLong, type Database, inTransaction, type Trx } from '../db/index.ts';
import type { Caller } from '../http/index.ts';
import { csvType } from './csv.ts';
import { fileForms } from './fileForms.ts';
import type { FileFormat, Part, Sheet } from './sheet.ts';
import { refuseTooManyLines, workbookType } from './workbook.ts';

/** Who reads a table: a caller, or whoever asked for a file that is written in the background. */
export type Reader = Pick<Caller, 'personId' | 'roles'>;

/** A page of a table, and the place after which the next one begins; null: it is the last one. */
export interface PageOfTable extends Part {
  next: string | null;
}

/**
 * A table of any size, read a page at a time, each page in a short transaction of its own: no transaction stays open while a file is
 * written or sent. `begin` fixes which rows the file has: those that were there when it was asked for. Each of them is in the file once,
 * in the table's order, and none that came later. What can still change of a row, such as a name, is read with its page.
 */
export interface TableInPages<Q> {
  /** @returns how many rows there are, and what later pages need to find the same ones, as JSON */
  begin(trx: Trx, query: Q, reader: Reader): Promise<{ rows: number; fixed: unknown }>;
  page(
    trx: Trx,
    query: Q,
    at: { fixed: unknown; after: string | null; reader: Reader },
  ): Promise<PageOfTable>;
}

/** A table whose rows are few by their nature, such as sums, and are read at once. */
export interface WholeTable<Q> {
  /** Why its rows are few, for whoever asks whether it needs pages. */
  few: string;
  whole(db: Database, query: Q, caller: Caller): Promise<Part>;
}

/** One table that can be downloaded. */
export interface ExportedTable<Q extends z.ZodType = z.ZodType> {
  /** Under `/api`, without the ending: `/admin/listings`. */
  path: string;
  tag: string;
  summary: string;
  roles: readonly Role[];
  query: Q;
  /** Whose table it is, as the audit log names things: `listing`. */
  noun: string;
  /** Without the ending. */
  fileName(query: z.output<Q>): string;
  sheet(query: z.output<Q>): Sheet;
  rows: TableInPages<z.output<Q>> | WholeTable<z.output<Q>>;
}

/** A table among others: each got only what its own query let through. */
export const exportedTable = <Q extends z.ZodType>(table: ExportedTable<Q>): ExportedTable =>
  table as unknown as ExportedTable;

/** Up to this many rows a file is read from one snapshot, and its text, of a few megabytes, is kept until it is sent. */
const rowsAtOnce = 50_000;

/** The media type of each form. */
export const typeOfFormat: Record<FileFormat, string> = { csv: csvType, xlsx: workbookType };

/**
 * A table's file, piece by piece. A small one, and a workbook, is read from one snapshot before the first piece; of a large one each page is
 * read when it is taken.
 * @throws Problem `too_many_rows` for a workbook of more rows than it may have, before the first piece
 */
export async function piecesOf<Q extends z.ZodType>(
  db: Database,
  { rows, sheet }: ExportedTable<Q>,
  { query, format, caller }: { query: z.output<Q>; format: FileFormat; caller: Caller },
): Promise<Iterable<Buffer> | AsyncIterable<Buffer>> {
  const { pieceOf, fileOf } = fileForms[format];
  const form = sheet(query);
  if ('whole' in rows) {
    const piece = pieceOf(form, await rows.whole(db, query, caller), true);
    return [fileOf === null ? piece : await fileOf(form, [piece])];
  }
  const snapshot = await db.transaction(undefined, { isolationLevel: 'repeatable read', readOnly: true });
  try {
    await allowLong(snapshot);
    const { rows: count, fixed } = await rows.begin(snapshot, query, caller);
    if (format === 'xlsx') refuseTooManyLines(count);
    const piecesFrom = (read: (work: (trx: Trx) => Promise<PageOfTable>) => Promise<PageOfTable>) =>
      eachPage(
        (after) => read((trx) => rows.page(trx, query, { fixed, after, reader: caller })),
        (page, isFirst) => pieceOf(form, page, isFirst),
      );
    if (count >= rowsAtOnce && fileOf === null)
      return piecesFrom((work) =>
        inTransaction(db, async (trx) => {
          await allowLong(trx);
          return work(trx);
        }),
      );
    const pieces: Buffer[] = [];
    for await (const piece of piecesFrom((work) => work(snapshot))) pieces.push(piece);
    return fileOf === null ? pieces : [await fileOf(form, pieces)];
  } finally {
    await snapshot.rollback();
  }
}

async function* eachPage(
  read: (after: string | null) => Promise<PageOfTable>,
  pieceOf: (page: PageOfTable, isFirst: boolean) => Buffer,
): AsyncGenerator<Buffer> {
  for (let after: string | null = null, isFirst = true; ; isFirst = false) {
    const page = await read(after);
    yield pieceOf(page, isFirst);
    if (page.next === null) return;
    after = page.next;
  }
}
