/**
 * What each line of a file means. The lines are really done, each in a savepoint, and the caller rolls all of it back for a
 * dry run: so a dry run refuses just what applying would.
 */
import { hash } from 'node:crypto';
import type { CatalogFilePlan, LineOutcome } from '@holdfast/shared/catalogFiles';
import type { Principal } from '../platform/audit.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import type { FileEntry, FileKind, KnownEntries } from './fileKind.ts';

/** Lines of one file. */
export const mostLines = 5_000;
/** Of these, lines that are done: each takes a few milliseconds of one transaction. */
const mostDone = 1_000;

type Cells = Readonly<Record<string, string>>;
type Row = CatalogFilePlan['rows'][number];

/**
 * @param lines the cells of each line, the names of the columns first
 * @throws Problem `file_not_recognized` without its columns or lines; `validation_failed` for too many lines
 */
export async function planFile(
  trx: Trx,
  kind: FileKind,
  lines: readonly string[][],
  principal: Principal,
): Promise<CatalogFilePlan> {
  const [first = [], ...others] = lines;
  const columns = columnsOf(kind, first);
  if (others.length === 0) throw new Problem('file_not_recognized', 'There is no line below the first one.');
  if (others.length > mostLines)
    throw new Problem('validation_failed', `At most ${mostLines} lines are read. Split the file.`);
  const known = await kind.known(trx);
  const taken = new Set<string>();
  const rows: Row[] = [];
  let done = 0;
  for (const [at, line] of others.entries()) {
    if (line.every((cell) => cell.trim() === '')) continue;
    const row = await planLine(trx, kind, cellsOf(columns, line), { known, taken, principal });
    rows.push({ line: at + 2, ...row });
    if (row.outcome === 'created' || row.outcome === 'changed') done += 1;
    if (done > mostDone)
      throw new Problem(
        'validation_failed',
        `At most ${mostDone} lines can be new or changed at once. Split the file.`,
      );
  }
  const count = (outcome: LineOutcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    rows,
    counts: {
      created: count('created'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: count('refused'),
    },
    digest: hash('sha256', JSON.stringify(rows), 'base64url'),
  };
}

interface Around {
  known: KnownEntries;
  /** What earlier lines meant. */
  taken: Set<string>;
  principal: Principal;
}

async function planLine(
  trx: Trx,
  kind: FileKind,
  said: Cells,
  { known, taken, principal }: Around,
): Promise<Omit<Row, 'line'>> {
  const name = said.name || said[kind.columns[0] as string] || '';
  const refuse = (message: string) => ({ outcome: 'refused' as const, name, message });
  const entry = entryOf(kind, said, known);
  if (entry === 'unknown')
    return refuse('This id is in the catalogue no more. Remove it, and the line is found by its name.');
  const key = entry?.id ?? kind.keyOf(said);
  if (taken.has(key)) return refuse('An earlier line means the same one.');
  taken.add(key);
  // A column that the file lacks stays as it is.
  const cells = { ...(entry?.cells ?? emptyOf(kind)), ...said };
  const changed = kind.columns.filter((column) => cells[column] !== entry?.cells[column]);
  if (entry && changed.length === 0)
    return { outcome: 'unchanged', name, message: 'As it is in the catalogue.' };
  await query(trx, 'SAVEPOINT line');
  try {
    const input = kind.schema.safeParse(kind.inputOf(cells, known));
    if (!input.success)
      return refuse(
        input.error.issues.map(({ path, message }) => `${String(path[0] ?? 'line')}: ${message}`).join(' '),
      );
    if (entry) await kind.change(trx, entry.id, input.data, principal);
    else await kind.create(trx, input.data, principal);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await query(trx, 'ROLLBACK TO SAVEPOINT line');
    return refuse(wordsOf(error));
  } finally {
    await query(trx, 'RELEASE SAVEPOINT line').catch(() => {});
  }
  if (!entry) return { outcome: 'created', name, message: 'The catalogue has none like it yet.' };
  return {
    outcome: 'changed',
    name,
    message: changed.map((column) => changeText(column, entry.cells, cells)).join(' '),
  };
}

const shown = (text: string | undefined) => (text ? `“${text.replaceAll('\n', ' · ')}”` : 'nothing');
const changeText = (column: string, before: Cells, after: Cells) =>
  `${column}: ${shown(before[column])} becomes ${shown(after[column])}.`;

function wordsOf(problem: Problem): string {
  const errors = (problem.members.errors ?? []) as Array<{ message: string }>;
  return errors.length > 0 ? errors.map(({ message }) => message).join(' ') : problem.message;
}

function entryOf(kind: FileKind, said: Cells, { entries }: KnownEntries): FileEntry | 'unknown' | undefined {
  const id = said[kind.columns[0] as string];
  if (kind.kind !== 'league' && id) return entries.find((entry) => entry.id === id) ?? 'unknown';
  const key = kind.keyOf(said);
  return entries.find((entry) => entry.key === key);
}

const emptyOf = (kind: FileKind): Cells => Object.fromEntries(kind.columns.map((column) => [column, '']));

/** Where each column of the file stands. @throws Problem `file_not_recognized` */
function columnsOf(kind: FileKind, first: readonly string[]): Map<string, number> {
  const named = first.map((head) =>
    head
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase()
      .replaceAll('_', ' '),
  );
  const columns = new Map(
    kind.columns.flatMap((column) => {
      const at = named.indexOf(column);
      return at < 0 ? [] : [[column, at] as const];
    }),
  );
  const missing = kind.required.filter((column) => !columns.has(column));
  if (missing.length > 0)
    throw new Problem(
      'file_not_recognized',
      `The first line names the columns; ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Use ${kind.columns.join(', ')}.`,
    );
  return columns;
}

/** An export puts a quote before a text that a spreadsheet would run. */
const cellsOf = (columns: ReadonlyMap<string, number>, line: readonly string[]): Cells =>
  Object.fromEntries(
    [...columns].map(([column, at]) => [
      column,
      (line[at] ?? '')
        .replaceAll('\r\n', '\n')
        .trim()
        .replace(/^'(?=[=+\-@])/, ''),
    ]),
  );
