/** What becomes of a whole file by hand: it wasn't given to the bank, or the bank paid all that is left of it. */
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { allowLong, queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import { BankFile } from './BankFile.ts';

interface Attempt {
  id: string;
  payout_id: string;
  state: string;
}

/** A file that wasn't recalled, locked, with its attempts. @throws Problem `not_found`, `transition_refused` */
async function lockFile(trx: Trx, id: string): Promise<Attempt[]> {
  const file = await BankFile.query(trx).findById(id).forUpdate();
  if (!file) throw notFound('file');
  if (file.recalledAt !== null)
    throw new Problem('transition_refused', 'This file was recalled already. Nothing was changed.', {
      accepts: [],
    });
  return queryPrepared<Attempt>(
    trx,
    'SELECT id, payout_id, state FROM payouts_attempts WHERE file_id = $1 ORDER BY payout_id',
    [id],
  );
}

/**
 * The file wasn't given to the bank: its payouts wait to be paid again, and the books have them back.
 * @throws Problem `not_found`; `transition_refused` once the bank answered
 */
export async function recallFile(
  trx: Trx,
  engine: Engine,
  id: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  await allowLong(trx);
  const attempts = await lockFile(trx, id);
  if (attempts.some(({ state }) => state !== 'sending'))
    throw new Problem(
      'transition_refused',
      'The bank answered to this file, so it has it. Say what became of the payouts one by one.',
      { accepts: [] },
    );
  await applyAll(
    trx,
    engine,
    attempts.map((attempt) => ({ attempt, message: { type: 'recall', attemptId: attempt.id } })),
    { by: principal.by, reason },
  );
  await BankFile.query(trx)
    .findById(id)
    .patch({ recalledAt: new Date(), recalledBy: principal.by, recallReason: reason });
  await audit(trx, principal, [
    {
      what: 'bankFile.recall',
      subject: id,
      reason,
      before: { sending: attempts.length },
      after: { sending: 0 },
    },
  ]);
}

/**
 * The bank paid everything of the file that it didn't refuse or return.
 * @throws Problem `not_found`, `transition_refused`; `nothing_to_do`; `validation_failed` for a day ahead
 */
export async function settleFile(
  trx: Trx,
  engine: Engine,
  id: string,
  paidOn: string,
  principal: Principal,
): Promise<void> {
  await allowLong(trx);
  if (paidOn > (await marketToday(trx)))
    throw fieldsRefused([
      { field: 'paidOn', code: 'too_big', message: 'Give the day on which it was paid, not one ahead.' },
    ]);
  const left = (await lockFile(trx, id)).filter(({ state }) => state === 'sending');
  if (left.length === 0) throw new Problem('nothing_to_do', 'Nothing of this file is on its way any more.');
  await applyAll(
    trx,
    engine,
    left.map((attempt) => ({ attempt, message: { type: 'settle', attemptId: attempt.id, paidOn } })),
    { by: principal.by },
  );
  await audit(trx, principal, [
    {
      what: 'bankFile.settle',
      subject: id,
      before: { sending: left.length },
      after: { sending: 0, paidOn },
    },
  ]);
}

type Said = { type: 'recall'; attemptId: string } | { type: 'settle'; attemptId: string; paidOn: string };

async function applyAll(
  trx: Trx,
  engine: Engine,
  all: Array<{ attempt: Attempt; message: Said }>,
  about: { by: string; reason?: string },
): Promise<void> {
  const outcomes = await engine.apply(
    trx,
    all.map(({ attempt, message }) => messageTo(payoutMachine, attempt.payout_id, message, about)),
  );
  if (outcomes.some(({ kind }) => kind !== 'applied'))
    throw new Problem(
      'version_conflict',
      'A payout of this file changed meanwhile. Nothing was changed. Look at it again.',
    );
}
