/** Actions on an import: check again, map columns, decide rows, apply, undo. */

import type { ImportFile, priceConfirmation } from '@holdfast/shared/imports';
import { raw } from 'objection';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound } from '../platform/problem.ts';
import { checkAgain, send } from './checkAgain.ts';
import { Import } from './Import.ts';
import { ImportGame } from './ImportGame.ts';
import { showImport } from './importQueries.ts';
import { rememberMapping } from './mapImport.ts';
import { mayChooseGame, mayConfirmPrice } from './planRows.ts';

/** Starts applying a checked import in the background. */
export async function startImport(
  trx: Trx,
  engine: Engine,
  id: string,
  principal: Principal,
): Promise<ImportFile> {
  const step = await send(trx, engine, id, 'apply', principal);
  await rememberMapping(trx, id);
  await audit(trx, principal, [{ what: 'import.apply', subject: id, ...step }]);
  return showImport(trx, engine, id);
}

/** Starts undoing an import in the background; rows sold or held since stay. */
export async function undoImport(
  trx: Trx,
  engine: Engine,
  id: string,
  reason: string,
  principal: Principal,
): Promise<ImportFile> {
  const step = await send(trx, engine, id, 'undo', principal);
  await audit(trx, principal, [{ what: 'import.undo', subject: id, reason, ...step }]);
  return showImport(trx, engine, id);
}

/** Repeats the whole dry run, since listings may have changed. */
export async function recheckImport(
  trx: Trx,
  engine: Engine,
  id: string,
  principal: Principal,
): Promise<ImportFile> {
  const step = await checkAgain(trx, engine, id, principal);
  await audit(trx, principal, [{ what: 'import.check', subject: id, ...step }]);
  return showImport(trx, engine, id);
}

interface DecidedRow {
  consignor_id: string;
  state: string;
  reference: string | null;
  problems: Array<{ code: string }>;
}

async function rowToDecide(trx: Trx, id: string, line: number): Promise<DecidedRow> {
  const [row] = await queryPrepared<DecidedRow>(
    trx,
    `SELECT i.consignor_id, i.state, r.reference, r.problems FROM imports i JOIN import_rows r ON r.import_id = i.id
     WHERE i.id = $1 AND r.line = $2`,
    [id, line],
  );
  if (!row) throw notFound('row');
  return row;
}

/**
 * Chooses the game of a row. The choice is stored for this consignor, and every row with the same reference is checked
 * again with the whole file.
 * @throws Problem `validation_failed` where the row's game is no question
 */
export async function chooseGame(
  trx: Trx,
  engine: Engine,
  id: string,
  { line, eventId }: { line: number; eventId: string },
  principal: Principal,
): Promise<ImportFile> {
  const { consignor_id, reference, problems } = await rowToDecide(trx, id, line);
  if (reference === null || !mayChooseGame(problems.map(({ code }) => code)))
    throw fieldsRefused([
      { field: 'line', code: 'no_question', message: 'Which game this row means is no question.' },
    ]);
  const [event] = await queryPrepared(trx, 'SELECT 1 AS known FROM catalog_calendar WHERE id = $1', [
    eventId,
  ]);
  if (!event) throw notFound('event');
  const before = await ImportGame.query(trx).findById([consignor_id, reference]);
  await ImportGame.query(trx)
    .insert({
      consignorId: consignor_id,
      reference,
      eventId,
      createdBy: principal.by,
      createdAt: raw('now()'),
    })
    .onConflict(['consignor_id', 'reference'])
    .merge();
  await audit(trx, principal, [
    {
      what: 'import.chooseGame',
      subject: id,
      before: { line, reference, eventId: before?.eventId ?? null },
      after: { line, reference, eventId },
    },
  ]);
  await checkAgain(trx, engine, id, principal);
  return showImport(trx, engine, id);
}

/**
 * Confirms the extreme price of a row, or of every row that waits for it, and checks the file again.
 * @throws Problem `validation_failed` where no price is a question
 */
export async function confirmPrice(
  trx: Trx,
  engine: Engine,
  id: string,
  which: z.output<typeof priceConfirmation>,
  principal: Principal,
): Promise<ImportFile> {
  const lines = 'all' in which ? await linesOfPrices(trx, id) : [which.line];
  if ('line' in which) {
    const { problems } = await rowToDecide(trx, id, which.line);
    if (!mayConfirmPrice(problems.map(({ code }) => code))) throw noQuestion();
  }
  if (lines.length === 0) throw noQuestion();
  const confirmed = await Import.query(trx)
    .findById(id)
    .patch({ confirmedLines: raw('confirmed_lines || ?::int[]', [lines]) });
  if (confirmed === 0) throw notFound('import');
  await audit(
    trx,
    principal,
    lines.map((line) => ({
      what: 'import.confirmPrice',
      subject: id,
      before: { line, priceIsMeant: false },
      after: { line, priceIsMeant: true },
    })),
  );
  await checkAgain(trx, engine, id, principal);
  return showImport(trx, engine, id);
}

const noQuestion = () =>
  fieldsRefused([{ field: 'line', code: 'no_question', message: 'The price of this row is no question.' }]);

/** The rows that wait for nothing but a word on their price. */
async function linesOfPrices(trx: Trx, id: string): Promise<number[]> {
  const rows = await queryPrepared<{ line: number }>(
    trx,
    `SELECT line FROM import_rows WHERE import_id = $1 AND waits AND problems @> '[{"code": "price_absurd"}]' ORDER BY line`,
    [id],
  );
  return rows.map(({ line }) => line);
}
