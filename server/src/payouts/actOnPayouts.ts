/** What finance says of payouts: paid, come back, to be paid again, not to be paid; and who isn't paid for now. */
import type { runPaid } from '@holdfast/shared/payouts';
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import type { z } from 'zod';
import { type Engine, type MessageOf, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import { isPaidByStripe } from './holds.ts';
import { requireApproved } from './lockRun.ts';

type Paid = z.output<typeof runPaid>;

/**
 * Sends a payout one message.
 * @param was what it was before besides its state, for the log
 * @throws Problem `not_found`, `version_conflict`, `transition_refused` with what it accepts
 */
export async function stepPayout(
  trx: Trx,
  engine: Engine,
  id: string,
  message: MessageOf<typeof payoutMachine>,
  { version, reason, was = {} }: { version: number; reason?: string; was?: object },
  principal: Principal,
): Promise<void> {
  if (message.type === 'pay' || message.type === 'settle') await requirePast(trx, message.paidOn);
  const [before] = await queryPrepared<{ state: string }>(
    trx,
    'SELECT state FROM payouts WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!before) throw notFound('payout');
  const about = { by: principal.by, version, ...(reason === undefined ? {} : { reason }) };
  const [outcome] = await engine.apply(trx, [messageTo(payoutMachine, id, message, about)]);
  if (outcome?.kind === 'stale')
    throw new Problem(
      'version_conflict',
      'This payout changed since you opened it. Nothing was changed. Look at it again.',
    );
  if (outcome?.kind !== 'applied')
    throw new Problem('transition_refused', 'This payout doesn’t accept that now. Nothing was changed.', {
      accepts: outcome?.kind === 'refused' ? outcome.accepts : [],
    });
  const { type, ...facts } = message;
  await audit(trx, principal, [
    {
      what: `payout.${type}`,
      subject: id,
      ...(reason === undefined ? {} : { reason }),
      before: { ...before, ...was },
      after: { state: outcome.state, ...facts },
    },
  ]);
}

/**
 * Says by hand what the bank did with a payout that is in a file.
 * @throws Problem as `stepPayout`
 */
export async function settleByHand(
  trx: Trx,
  engine: Engine,
  id: string,
  outcome: { type: 'settle'; paidOn: string } | { type: 'refuse'; why: string },
  about: { version: number; reason?: string },
  principal: Principal,
): Promise<void> {
  const payout = (await engine.read(trx, payoutMachine, [id])).get(id);
  if (!payout) throw notFound('payout');
  const attemptId = payout.context.attemptId ?? '';
  await stepPayout(trx, engine, id, { ...outcome, attemptId }, about, principal);
}

/**
 * All approved payouts of a run were paid, in one way and on one day. Those to accounts at Stripe are sent there instead.
 * @throws Problem `not_found`; `transition_refused` before all of it is approved; `nothing_to_do` where none is left to pay
 */
export async function payRun(
  trx: Trx,
  engine: Engine,
  runId: string,
  paid: Paid,
  principal: Principal,
): Promise<void> {
  await requirePast(trx, paid.paidOn);
  await requireApproved(trx, runId);
  const left = await queryPrepared<{ id: string }>(
    trx,
    `SELECT o.id FROM payouts o JOIN consignors_named m ON m.id = o.consignor_id WHERE o.run_id = $1 AND payout_is_topay(o.state)
       AND NOT ${isPaidByStripe('coalesce(m.merged_into, m.id)')} ORDER BY o.id FOR NO KEY UPDATE OF o`,
    [runId],
  );
  if (left.length === 0)
    throw new Problem(
      'nothing_to_do',
      'No approved payout of this run is left to pay by bank or by hand. Nothing was changed.',
    );
  await engine.apply(
    trx,
    left.map(({ id }) =>
      messageTo(
        payoutMachine,
        id,
        { type: 'pay', attemptId: newId('payoutAttempt'), ...paid },
        { by: principal.by },
      ),
    ),
  );
  await audit(trx, principal, [
    {
      what: 'payoutRun.pay',
      subject: runId,
      before: { toPay: left.length },
      after: { toPay: 0, ...paid },
    },
  ]);
}

/** @throws Problem `validation_failed` for a day ahead, by the marketplace's clocks */
async function requirePast(trx: Trx, paidOn: string): Promise<void> {
  if (paidOn > (await marketToday(trx)))
    throw fieldsRefused([
      { field: 'paidOn', code: 'too_big', message: 'Give the day on which it was paid, not one ahead.' },
    ]);
}

/** A consignor isn't paid for now: the next runs leave them out. @throws Problem `not_found` */
export async function holdConsignor(
  trx: Trx,
  consignorId: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  const [consignor] = await queryPrepared(
    trx,
    'SELECT 1 AS one FROM consignors_named WHERE id = $1 AND merged_into IS NULL AND NOT is_marketplace',
    [consignorId],
  );
  if (!consignor) throw notFound('consignor');
  const [before] = await queryPrepared<{ reason: string }>(
    trx,
    'SELECT reason FROM payout_holds WHERE consignor_id = $1',
    [consignorId],
  );
  await queryPrepared(
    trx,
    `INSERT INTO payout_holds (consignor_id, reason, at, by) VALUES ($1, $2, now(), $3)
     ON CONFLICT (consignor_id) DO UPDATE SET reason = EXCLUDED.reason, at = EXCLUDED.at, by = EXCLUDED.by`,
    [consignorId, reason, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'consignor.holdPayouts',
      subject: consignorId,
      reason,
      before: before ?? { reason: null },
      after: { reason },
    },
  ]);
}

/** The next runs pay them again. @throws Problem `nothing_to_do` for one that isn't held back */
export async function releaseConsignor(
  trx: Trx,
  consignorId: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  const [before] = await queryPrepared<{ reason: string }>(
    trx,
    'DELETE FROM payout_holds WHERE consignor_id = $1 RETURNING reason',
    [consignorId],
  );
  if (!before) throw new Problem('nothing_to_do', 'This consignor’s payouts aren’t held back.');
  await audit(trx, principal, [
    { what: 'consignor.releasePayouts', subject: consignorId, reason, before, after: { reason: null } },
  ]);
}
