/** A refused row is mended where it lies: its cells are corrected, and it is looked at again alone. */

import type { ImportRowDetail } from '@holdfast/shared/consignment';
import { importMachine } from '@holdfast/shared/consignment/machines';
import { type Engine, messageTo } from '../../platform/actors/index.ts';
import { audit, type Doer } from '../../platform/audit.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { recallLike } from './fileMemory.ts';
import { showImport } from './importQueries.ts';
import { type Mend, readMended } from './mends.ts';
import { planRows } from './planRows.ts';
import { isSecret, type ReadLine } from './readLines.ts';
import { formatOf } from './rowQueries.ts';
import { addToTally, rewriteRows, tally, weigh } from './rowsOfImport.ts';
import { showRowIn } from './showRow.ts';

interface File {
  state: string;
  consignor_id: string;
  event_id: string | null;
  confirmed_lines: number[];
  tally: unknown;
}

interface Row {
  line: number;
  record: Record<string, string>;
  original: Record<string, string> | null;
  action: 'create' | 'change' | 'unchanged' | 'refuse';
  waits: boolean;
  tickets: number;
  amount: number;
  currency: string | null;
  problems: Misfit[];
}

type Misfit = ReadLine['problems'][number];

/**
 * Says what a row should read. It is planned anew by the same rules, and with it the rows whose reason names it; the
 * file's own text is kept beside it, and a later dry run of the whole file reads it so, too.
 * @param cells by column; what is left out stands as in the file, so none takes the mending back
 * @throws Problem `not_found`; `transition_refused` while the file isn't checked; `validation_failed` for a row that
 *   isn't refused, or a column that it hasn't
 */
export async function mendRow(
  trx: Trx,
  engine: Engine,
  id: string,
  { line, cells }: Mend,
  doer: Doer,
): Promise<ImportRowDetail> {
  const [file] = await run<File>(
    trx,
    'SELECT state, consignor_id, event_id, confirmed_lines, tally FROM imports WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!file) throw notFound('import');
  if (file.state !== 'checked')
    throw new Problem('transition_refused', `This import is ${file.state}; its rows can’t be mended now.`, {
      accepts: (await showImport(trx, engine, id)).accepts,
    });
  const [row] = Number.isSafeInteger(line) ? await loadRows(trx, id, 'r.line = $2', line) : [];
  if (!row) throw notFound('row');
  if (row.action !== 'refuse' && row.original === null)
    throw fieldsRefused([
      { field: 'line', code: 'no_question', message: 'This row isn’t refused, so there is nothing to mend.' },
    ]);
  const original = row.original ?? row.record;
  const mend = { line, cells: changedCells(original, cells) };
  const misfit = await keepMend(trx, id, mend, row, doer);
  const lines = await linesToRead(trx, id, { row, original, mend, misfit });
  // A price that was meant was another one.
  const confirmedLines = file.confirmed_lines.filter((each) => each !== line);
  await run(trx, 'UPDATE imports SET confirmed_lines = $2 WHERE id = $1', [id, confirmedLines]);
  await lookAgain(trx, engine, id, { ...file, confirmed_lines: confirmedLines }, lines);
  const next = { ...original, ...mend.cells };
  const changed = Object.keys(next).filter((column) => next[column] !== row.record[column]);
  const at = (record: Record<string, string>) =>
    Object.fromEntries(changed.map((column) => [column, record[column] ?? '']));
  if (changed.length > 0)
    await audit(trx, doer, [
      {
        what: 'import.mendRow',
        subject: id,
        before: { line, ...at(row.record) },
        after: { line, ...at(next) },
      },
    ]);
  return showRowIn(trx, engine, id, line);
}

const loadRows = (trx: Trx, id: string, condition: string, parameter: unknown) =>
  run<Row>(
    trx,
    `SELECT r.line, r.record, r.original, r.action, r.waits, r.tickets, r.amount, r.currency, r.problems
     FROM import_rows r LEFT JOIN import_mends m ON m.import_id = r.import_id AND m.line = r.line
     WHERE r.import_id = $1 AND ${condition} ORDER BY m.mended_at NULLS FIRST, r.line`,
    [id, parameter],
  );

function changedCells(
  original: Readonly<Record<string, string>>,
  cells: Readonly<Record<string, string>>,
): Record<string, string> {
  const wrong = Object.entries(cells).flatMap(([column, text]) =>
    !Object.hasOwn(original, column) || (isSecret(column) && text !== '') ? [column] : [],
  );
  if (wrong.length > 0)
    throw fieldsRefused(
      wrong.map((column) => ({
        field: `cells.${column}`,
        code: isSecret(column) ? 'not_kept' : 'unknown',
        message: isSecret(column)
          ? 'Passwords of other systems aren’t kept. Leave it empty.'
          : 'This file has no such column.',
      })),
    );
  return Object.fromEntries(Object.entries(cells).filter(([column, text]) => original[column] !== text));
}

/** @returns why the row can't be read as it stands, where its cells don't fit the header */
async function keepMend(
  trx: Trx,
  id: string,
  { line, cells }: Mend,
  { problems }: Row,
  doer: Doer,
): Promise<Misfit | null> {
  const isMended = Object.keys(cells).length > 0;
  const misfit = problems.find(({ code }) => code === 'cell_count') ?? null;
  const [kept] = isMended
    ? await run<{ misfit: Misfit | null }>(
        trx,
        `INSERT INTO import_mends AS m (import_id, line, cells, misfit, mended_by, mended_at)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp())
         ON CONFLICT (import_id, line) DO UPDATE SET cells = excluded.cells, misfit = coalesce(m.misfit, excluded.misfit),
           mended_by = excluded.mended_by, mended_at = excluded.mended_at
         RETURNING misfit`,
        [id, line, JSON.stringify(cells), misfit === null ? null : JSON.stringify(misfit), doer.by],
      )
    : await run<{ misfit: Misfit | null }>(
        trx,
        'DELETE FROM import_mends WHERE import_id = $1 AND line = $2 RETURNING misfit',
        [id, line],
      );
  return kept?.misfit ?? misfit;
}

interface LineToRead {
  before: Row;
  read: ReadLine;
}

/** The row, and those whose reason names it: in the order in which a dry run of the whole file looks at them. */
async function linesToRead(
  trx: Trx,
  id: string,
  {
    row,
    original,
    mend,
    misfit,
  }: { row: Row; original: Record<string, string>; mend: Mend; misfit: Misfit | null },
): Promise<LineToRead[]> {
  const format = await formatOf(trx, id);
  const naming = await loadRows(
    trx,
    id,
    `r.action = 'refuse' AND r.problems @> $2::jsonb`,
    JSON.stringify([{ line: row.line }]),
  );
  const others = naming
    // How many cells such a row had isn't known any more; it stays as it is until the whole file is looked at.
    .filter(({ line, problems }) => line !== row.line && problems.every(({ code }) => code !== 'cell_count'))
    .map((before) => ({ before, read: readAgain(format, before) }));
  const own = { before: row, read: readMended(format, original, mend) };
  if (Object.keys(mend.cells).length > 0) return [...others, own];
  const { original: _, ...read } = own.read;
  const asItStood = misfit === null ? read : { ...read, row: null, problems: [misfit] };
  const [plain, mended] = [
    others.filter(({ before }) => before.original === null),
    others.filter(({ before }) => before.original !== null),
  ];
  return [
    ...[...plain, { before: row, read: asItStood }].sort((a, b) => a.before.line - b.before.line),
    ...mended,
  ];
}

function readAgain(format: Parameters<typeof readMended>[0], { line, record, original }: Row): ReadLine {
  const { original: same, ...read } = readMended(format, record, { line, cells: {} });
  return original === null ? read : { ...read, original };
}

async function lookAgain(
  trx: Trx,
  engine: Engine,
  id: string,
  file: File,
  lines: readonly LineToRead[],
): Promise<void> {
  const reads = lines.map(({ read }) => read);
  const rows = await planRows(
    trx,
    {
      consignorId: file.consignor_id,
      eventId: file.event_id,
      memory: await recallLike(trx, id, reads),
      confirmedLines: file.confirmed_lines,
    },
    reads,
  );
  await rewriteRows(trx, id, rows);
  const sums = tally.parse(file.tally);
  for (const { before } of lines) addToTally(sums, before, -1);
  for (const row of rows) addToTally(sums, { action: row.action, ...weigh(row) }, 1);
  await run(trx, 'UPDATE imports SET tally = $2 WHERE id = $1', [id, JSON.stringify(sums)]);
  const { create, change, unchanged, refuse } = sums;
  const [outcome] = await engine.apply(trx, [
    messageTo(importMachine, id, { type: 'recounted', create, change, unchanged, refuse }, { by: 'house' }),
  ]);
  if (outcome?.kind !== 'applied') throw new Error(`${id} answered ${outcome?.kind} to a recount`);
}
