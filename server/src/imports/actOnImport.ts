/** Actions on an import: check again, map columns, decide rows, apply, undo. */

import type { ImportFile } from '@holdfast/shared/imports';
import {
  type BrokerMapping,
  brokerFields,
  headerFingerprint,
  missingFromMapping,
} from '@holdfast/shared/imports/broker';
import { importMachine } from '@holdfast/shared/imports/machines';
import { raw } from 'objection';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { Import } from './Import.ts';
import { ImportGame } from './ImportGame.ts';
import { ImportMapping } from './ImportMapping.ts';
import { showImport } from './importQueries.ts';
import { head } from './layout.ts';
import { mayChooseGame, mayConfirmPrice } from './planRows.ts';

/** The states before and after a message, for the audit log. */
interface Step {
  before: { state: string };
  after: { state: string };
}

/**
 * Sends a message to an import.
 * @throws Problem `not_found`, or `transition_refused` with `accepts`
 */
async function send(
  trx: Trx,
  engine: Engine,
  id: string,
  type: 'check' | 'apply' | 'undo',
  principal: Principal,
): Promise<Step> {
  if (!id.startsWith('imp_')) throw notFound('import');
  const [outcome] = await engine.apply(trx, [messageTo(importMachine, id, { type }, { by: principal.by })]);
  if (outcome?.kind === 'unknown') throw notFound('import');
  if (outcome?.kind === 'applied')
    return { before: { state: outcome.from }, after: { state: outcome.state } };
  const { state, accepts } = await showImport(trx, engine, id);
  const nothing: Record<string, string> = {
    'checked apply': 'There is nothing in this file to apply.',
    'done undo': 'Nothing of this file was applied, so there is nothing to undo.',
  };
  throw new Problem('transition_refused', nothing[`${state} ${type}`] ?? `This import is ${state}.`, {
    accepts,
  });
}

/** Starts applying a checked import in the background. */
export async function startImport(
  trx: Trx,
  engine: Engine,
  id: string,
  principal: Principal,
): Promise<ImportFile> {
  const step = await send(trx, engine, id, 'apply', principal);
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
  const step = await lookAgain(trx, engine, id, principal);
  await audit(trx, principal, [{ what: 'import.check', subject: id, ...step }]);
  return showImport(trx, engine, id);
}

/** Discards the dry run's results and queues it again. Decisions stay, and are in the log. */
async function lookAgain(trx: Trx, engine: Engine, id: string, principal: Principal): Promise<Step> {
  const step = await send(trx, engine, id, 'check', principal);
  await queryPrepared(trx, 'DELETE FROM import_rows WHERE import_id = $1', [id]);
  await Import.query(trx)
    .findById(id)
    .patch({ rowsRead: 0, tally: {}, checkBeganAt: null, checkEndedAt: null });
  return step;
}

/**
 * Stores the mapping of a header, for this file and later ones with the same header, and checks the file.
 * @throws Problem `validation_failed` with what the mapping lacks
 */
export async function mapImport(
  trx: Trx,
  engine: Engine,
  id: string,
  fields: Record<string, string>,
  principal: Principal,
): Promise<ImportFile> {
  const row = await Import.query(trx).findById(id);
  if (!row) throw notFound('import');
  if (row.state !== 'toMap')
    throw new Problem('transition_refused', `This import is ${row.state}; its columns are known.`, {
      accepts: (await showImport(trx, engine, id)).accepts,
    });
  const { headers } = head.parse(row.head);
  const mapping = mappingOf(fields, headers);
  const missing = missingFromMapping(mapping, row.eventId !== null);
  if (missing !== null)
    throw fieldsRefused([{ field: 'fields', code: 'mapping_incomplete', message: missing }]);
  const fingerprint = headerFingerprint(headers);
  const before = await ImportMapping.query(trx).findById(fingerprint);
  await ImportMapping.query(trx)
    .insert({ fingerprint, fields: mapping, createdBy: principal.by, createdAt: raw('now()') })
    .onConflict('fingerprint')
    .merge();
  await audit(trx, principal, [
    { what: 'import.map', subject: id, before: before?.fields ?? null, after: mapping },
  ]);
  await lookAgain(trx, engine, id, principal);
  return showImport(trx, engine, id);
}

/** Only fields of ours, and only columns of this file. */
export function mappingOf(fields: Record<string, string>, headers: readonly string[]): BrokerMapping {
  const mapping: BrokerMapping = {};
  for (const field of brokerFields) {
    const header = fields[field];
    if (header !== undefined && header !== '' && headers.includes(header)) mapping[field] = header;
  }
  return mapping;
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
  await lookAgain(trx, engine, id, principal);
  return showImport(trx, engine, id);
}

/**
 * Confirms an extreme price of a row and checks the file again.
 * @throws Problem `validation_failed` where its price is no question
 */
export async function confirmPrice(
  trx: Trx,
  engine: Engine,
  id: string,
  line: number,
  principal: Principal,
): Promise<ImportFile> {
  const { problems } = await rowToDecide(trx, id, line);
  if (!mayConfirmPrice(problems.map(({ code }) => code)))
    throw fieldsRefused([
      { field: 'line', code: 'no_question', message: 'The price of this row is no question.' },
    ]);
  await Import.query(trx)
    .findById(id)
    .patch({ confirmedLines: raw('array_append(confirmed_lines, ?::int)', line) });
  await audit(trx, principal, [
    {
      what: 'import.confirmPrice',
      subject: id,
      before: { line, priceIsMeant: false },
      after: { line, priceIsMeant: true },
    },
  ]);
  await lookAgain(trx, engine, id, principal);
  return showImport(trx, engine, id);
}
