/** Corrects the cells of a refused row and plans it again. */

import type { ImportRowDetail } from '@holdfast/shared/imports';
import { importMachine } from '@holdfast/shared/imports/machines';
import { raw } from 'objection';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Columns, queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { type Correction, readCorrected } from './corrections.ts';
import { recallLike } from './fileMemory.ts';
import { Import } from './Import.ts';
import { showImport } from './importQueries.ts';
import { planRows } from './planRows.ts';
import { isSecret, type ReadLine } from './readLines.ts';
import { formatOf } from './rowQueries.ts';
import { addToTally, rewriteRows, tally, weigh } from './rowsOfImport.ts';
import { StoredCorrection } from './StoredCorrection.ts';
import type { StoredRow } from './StoredRow.ts';
import { showRowIn } from './showRow.ts';

type Row = Pick<
  Columns<StoredRow>,
  'line' | 'record' | 'original' | 'action' | 'waits' | 'tickets' | 'amount' | 'currency' | 'problems'
>;

type Misfit = ReadLine['problems'][number];

/** Problems of a line whose cells don't fit the header: its record doesn't show them. */
const isMisfit = (code: string) => code === 'cell_count' || code === 'stray_quote';

/**
 * Stores a row's correction and plans it again, with the rows whose problems name it; the
 * file's own text is kept, and a later dry run of the whole file uses the correction.
 * @param cells by column; what is left out stands as in the file, so none restores the file's text
 * @throws Problem `not_found`; `transition_refused` while the file isn't checked; `validation_failed` for a row that
 *   isn't refused, or a column that it hasn't
 */
export async function correctRow(
  trx: Trx,
  engine: Engine,
  id: string,
  { line, cells }: Correction,
  principal: Principal,
): Promise<ImportRowDetail> {
  const file = await Import.query(trx).findById(id).forNoKeyUpdate();
  if (!file) throw notFound('import');
  if (file.state !== 'checked')
    throw new Problem(
      'transition_refused',
      `This import is ${file.state}; its rows can’t be corrected now.`,
      {
        accepts: (await showImport(trx, engine, id)).accepts,
      },
    );
  const [row] = Number.isSafeInteger(line) ? await loadRows(trx, id, 'r.line = $2', line) : [];
  if (!row) throw notFound('row');
  if (row.action !== 'refuse' && row.original === null)
    throw fieldsRefused([
      {
        field: 'line',
        code: 'no_question',
        message: 'This row isn’t refused, so there is nothing to correct.',
      },
    ]);
  const original = row.original ?? row.record;
  const correct = { line, cells: changedCells(original, cells) };
  const misfit = await saveCorrection(trx, id, correct, row, principal);
  const lines = await linesToRead(trx, id, { row, original, correct, misfit });
  // A confirmed price no longer applies after a correction.
  file.confirmedLines = file.confirmedLines.filter((each) => each !== line);
  await Import.query(trx).findById(id).patch({ confirmedLines: file.confirmedLines });
  await lookAgain(trx, engine, file, lines);
  const next = { ...original, ...correct.cells };
  const changed = Object.keys(next).filter((column) => next[column] !== row.record[column]);
  const at = (record: Record<string, string>) =>
    Object.fromEntries(changed.map((column) => [column, record[column] ?? '']));
  if (changed.length > 0)
    await audit(trx, principal, [
      {
        what: 'import.correctRow',
        subject: id,
        before: { line, ...at(row.record) },
        after: { line, ...at(next) },
      },
    ]);
  return showRowIn(trx, engine, id, line);
}

const loadRows = (trx: Trx, id: string, condition: string, parameter: unknown) =>
  queryPrepared<Row>(
    trx,
    `SELECT r.line, r.record, r.original, r.action, r.waits, r.tickets, r.amount, r.currency, r.problems
     FROM import_rows r LEFT JOIN import_corrections m ON m.import_id = r.import_id AND m.line = r.line
     WHERE r.import_id = $1 AND ${condition} ORDER BY m.corrected_at NULLS FIRST, r.line`,
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
async function saveCorrection(
  trx: Trx,
  id: string,
  { line, cells }: Correction,
  { problems }: Row,
  principal: Principal,
): Promise<Misfit | null> {
  const isCorrected = Object.keys(cells).length > 0;
  const misfit = problems.find(({ code }) => isMisfit(code)) ?? null;
  const kept = isCorrected
    ? await StoredCorrection.query(trx)
        .insert({
          importId: id,
          line,
          cells,
          misfit,
          correctedBy: principal.by,
          correctedAt: raw('clock_timestamp()'),
        })
        .onConflict(['import_id', 'line'])
        .merge({
          cells: raw('excluded.cells'),
          misfit: raw('coalesce(import_corrections.misfit, excluded.misfit)'),
          correctedBy: principal.by,
          correctedAt: raw('clock_timestamp()'),
        })
        .returning('misfit')
    : await StoredCorrection.query(trx).deleteById([id, line]).returning('misfit').first();
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
    correct,
    misfit,
  }: { row: Row; original: Record<string, string>; correct: Correction; misfit: Misfit | null },
): Promise<LineToRead[]> {
  const format = await formatOf(trx, id);
  const naming = await loadRows(
    trx,
    id,
    `r.action = 'refuse' AND r.problems @> $2::jsonb`,
    JSON.stringify([{ line: row.line }]),
  );
  const others = naming
    // The number of its cells is no longer known, so it stays until the whole file is checked.
    .filter(({ line, problems }) => line !== row.line && !problems.some(({ code }) => isMisfit(code)))
    .map((before) => ({ before, read: readAgain(format, before) }));
  const own = { before: row, read: readCorrected(format, original, correct) };
  if (Object.keys(correct.cells).length > 0) return [...others, own];
  const { original: _, ...read } = own.read;
  const asItStood = misfit === null ? read : { ...read, row: null, problems: [misfit] };
  const [plain, corrected] = [
    others.filter(({ before }) => before.original === null),
    others.filter(({ before }) => before.original !== null),
  ];
  return [
    ...[...plain, { before: row, read: asItStood }].sort((a, b) => a.before.line - b.before.line),
    ...corrected,
  ];
}

function readAgain(format: Parameters<typeof readCorrected>[0], { line, record, original }: Row): ReadLine {
  const { original: same, ...read } = readCorrected(format, record, { line, cells: {} });
  return original === null ? read : { ...read, original };
}

async function lookAgain(
  trx: Trx,
  engine: Engine,
  file: Import,
  lines: readonly LineToRead[],
): Promise<void> {
  const { id } = file;
  const loaders = lines.map(({ read }) => read);
  const rows = await planRows(
    trx,
    {
      consignorId: file.consignorId,
      eventId: file.eventId,
      memory: await recallLike(trx, id, loaders),
      confirmedLines: file.confirmedLines,
    },
    loaders,
  );
  await rewriteRows(trx, id, rows);
  const sums = tally.parse(file.tally);
  for (const { before } of lines) addToTally(sums, before, -1);
  for (const row of rows) addToTally(sums, { action: row.action, ...weigh(row) }, 1);
  await Import.query(trx).findById(id).patch({ tally: sums });
  const { create, change, unchanged, refuse } = sums;
  const [outcome] = await engine.apply(trx, [
    messageTo(importMachine, id, { type: 'recounted', create, change, unchanged, refuse }, { by: 'system' }),
  ]);
  if (outcome?.kind !== 'applied') throw new Error(`${id} answered ${outcome?.kind} to a recount`);
}
