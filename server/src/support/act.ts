/** Support sends a message by hand: only one that the state accepts and the house knows, with a reason, audited. */
import { type caseAction, officeMessages } from '@holdfast/shared/support';
import type { z } from 'zod';
import type { Engine, Message } from '../platform/actors/index.ts';
import { audit, type Doer } from '../platform/audit.ts';
import { run, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';

/**
 * @throws Problem `version_conflict` when it changed since the person looked, `transition_refused` with `accepts`
 */
export async function actOnCase(
  trx: Trx,
  engine: Engine,
  reservationId: string,
  action: z.output<typeof caseAction>,
  doer: Doer,
): Promise<void> {
  await checkBelongs(trx, reservationId, action.actorId);
  const { type } = engine.definitionOf(action.actorId);
  if (!officeMessages[type]?.[action.message])
    throw new Problem('transition_refused', `Nobody sends ${action.message} by hand.`, { accepts: [] });
  const message = await complete(trx, action);
  const [outcome] = await engine.apply(trx, [
    { id: action.actorId, message, by: doer.by, reason: action.reason, version: action.version },
  ]);
  if (outcome?.kind === 'stale')
    throw new Problem('version_conflict', 'It changed while you looked. Read it again, then decide.', {
      state: outcome.state,
      version: outcome.version,
    });
  if (outcome?.kind !== 'applied')
    throw new Problem('transition_refused', 'That is not possible in this state.', {
      accepts: outcome?.kind === 'refused' ? outcome.accepts : [],
    });
  await audit(trx, doer, [
    {
      what: `${type}.${action.message}`,
      subject: action.actorId,
      reason: action.reason,
      before: { state: outcome.from, version: action.version },
      after: { state: outcome.state, version: outcome.version },
    },
  ]);
}

async function checkBelongs(trx: Trx, reservationId: string, actorId: string): Promise<void> {
  const [row] = await run(
    trx,
    `SELECT 1 AS mine WHERE $2 = $1 OR EXISTS (SELECT 1 FROM payments WHERE id = $2 AND reservation_id = $1)
       OR EXISTS (SELECT 1 FROM refunds f JOIN payments p ON p.id = f.payment_id WHERE f.id = $2 AND p.reservation_id = $1)`,
    [reservationId, actorId],
  );
  if (!row) throw notFound('payment or refund of this reservation');
}

async function complete(
  trx: Trx,
  { actorId, message, reason }: z.output<typeof caseAction>,
): Promise<Message> {
  if (message === 'breakHold') return { type: message, cause: reason };
  if (message !== 'refund') return { type: message };
  const [payment] = await run<{ left: number }>(
    trx,
    `SELECT amount - (snapshot -> 'context' ->> 'refundedAmount')::int - (snapshot -> 'context' ->> 'refundingAmount')::int AS left
     FROM payments WHERE id = $1`,
    [actorId],
  );
  return { type: message, amount: payment?.left ?? 0, why: reason };
}
