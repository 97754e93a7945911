/** Sends messages to an import, and queues its check anew. */
import { importMachine } from '@holdfast/shared/imports/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { Import } from './Import.ts';
import { showImport } from './importQueries.ts';

/** The states before and after a message, for the audit log. */
interface Step {
  before: { state: string };
  after: { state: string };
}

/**
 * Sends a message to an import.
 * @throws Problem `not_found`, or `transition_refused` with `accepts`
 */
export async function send(
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

/** Discards the dry run's results and queues it again. Decisions stay, and are in the log. */
export async function checkAgain(trx: Trx, engine: Engine, id: string, principal: Principal): Promise<Step> {
  const step = await send(trx, engine, id, 'check', principal);
  await queryPrepared(trx, 'DELETE FROM import_rows WHERE import_id = $1', [id]);
  await Import.query(trx)
    .findById(id)
    .patch({ rowsRead: 0, tally: {}, checkBeganAt: null, checkEndedAt: null });
  return step;
}
