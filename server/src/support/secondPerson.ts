/** Messages that move money above the limit wait for a second person; below it they act at once. */
import { formatMoney } from '@holdfast/shared/money';
import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import { caseAction } from '@holdfast/shared/support';
import type { z } from 'zod';
import {
  type ApprovableCommand,
  approvedReason,
  needsSecondPerson,
  rehearse,
  requestApproval,
} from '../approvals/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { findReservation } from '../reservations/index.ts';
import { actOnCase, messageOf } from './act.ts';

type Action = z.output<typeof caseAction>;

/** The name under which support's messages wait. */
export const caseActionCommand = 'case.action';

interface Moved {
  /** What the message moves, minor units. */
  amount: number;
  /** What went back of the same payment before, or is on its way. */
  before: number;
  currency: string;
}

/**
 * What of money a message moves; null: none. Refunds in pieces count together. A void gives back what was never captured,
 * and `giveUp` and `nameTickets` move nothing.
 */
async function moneyMoved(
  trx: Trx,
  engine: Engine,
  action: Action,
  principal: Principal,
): Promise<Moved | null> {
  if (action.message === 'refund') {
    const payment = (await engine.read(trx, paymentMachine, [action.actorId])).get(action.actorId);
    if (!payment) throw notFound('payment');
    const { message } = await messageOf(trx, engine, action, principal);
    const { refundedAmount, refundingAmount, currency } = payment.context;
    return { amount: Number(message.amount), before: refundedAmount + refundingAmount, currency };
  }
  if (action.message !== 'send' && action.message !== 'payElsewhere') return null;
  const refund = (await engine.read(trx, refundMachine, [action.actorId])).get(action.actorId);
  if (!refund) throw notFound('refund');
  const [payment] = await queryPrepared<{ currency: string }>(
    trx,
    'SELECT currency FROM payments_charges WHERE id = $1',
    [refund.context.paymentId],
  );
  return { amount: refund.context.amount, before: 0, currency: payment?.currency ?? '' };
}

/** Whether the message would wait for a second person. */
export async function mustWait(
  trx: Trx,
  engine: Engine,
  action: Action,
  principal: Principal,
): Promise<Moved | null> {
  const moved = await moneyMoved(trx, engine, action, principal);
  return moved !== null && (await needsSecondPerson(trx, moved.amount + moved.before)) ? moved : null;
}

/**
 * Acts, or asks for a second person. What isn't possible is refused before anybody is asked.
 * @throws Problem as `actOnCase`, and `approval_waits`
 */
export async function actOrAsk(
  trx: Trx,
  engine: Engine,
  idOrCode: string,
  action: Action,
  principal: Principal,
): Promise<void> {
  const { id, code } = await findReservation(trx, idOrCode);
  const moved = await mustWait(trx, engine, action, principal);
  if (moved === null) return actOnCase(trx, engine, id, action, principal);
  await rehearse(trx, () => actOnCase(trx, engine, id, action, principal));
  const { reason, version: _, ...body } = action;
  const { amount, currency } = moved;
  await requestApproval(
    trx,
    engine,
    {
      command: caseActionCommand,
      subject: action.actorId,
      reservationId: id,
      words: `${labelOf(engine, action)}: ${formatMoney({ amount, currency })} of ${code}`,
      amount,
      currency,
      body,
      reason,
    },
    principal,
  );
}

const labelOf = (engine: Engine, { actorId, message }: Action): string =>
  engine.definitionOf(actorId).messages[message]?.label ?? message;

/** Runs what a second person approved. */
export const approvedCaseAction = (engine: Engine): ApprovableCommand => ({
  roles: ['support'],
  async run(trx, request, seenVersion, principal) {
    const { reservationId, body, amount } = request;
    if (reservationId === null) throw new Error(`${request.id} names no order`);
    const action = caseAction.parse({
      ...body,
      version: seenVersion,
      reason: approvedReason(request),
    });
    const moved = await moneyMoved(trx, engine, action, principal);
    if (moved !== null && moved.amount > amount.amount)
      throw new Problem(
        'version_conflict',
        'More would move now than was asked for. Decline it, and ask again for what is right now.',
      );
    await actOnCase(trx, engine, reservationId, action, principal);
  },
});
