/** Sends a message to an actor on support's behalf: only one that `accepts` lists, with a reason, audited. */
import { handoverMachine } from '@holdfast/shared/handovers/machines';
import type { FieldProblem } from '@holdfast/shared/http';
import { paymentMachine, refundableAmount, refundMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type caseAction, staffMessages } from '@holdfast/shared/support';
import type { z } from 'zod';
import { amountOf, chooseTickets } from '../payments/index.ts';
import { type Addressed, type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { lockExtension } from '../reservations/index.ts';

type Action = z.output<typeof caseAction>;

/**
 * @throws Problem `version_conflict` when it changed since the person looked, `transition_refused` with `accepts`,
 *   `validation_failed` where a hold is broken without a named cause or its order code
 */
export async function actOnCase(
  trx: Trx,
  engine: Engine,
  reservationId: string,
  action: Action,
  principal: Principal,
): Promise<void> {
  await checkBelongs(trx, reservationId, action.actorId);
  const { type } = engine.definitionOf(action.actorId);
  const known = staffMessages[type]?.[action.message];
  if (!known)
    throw new Problem('transition_refused', `Nobody sends ${action.message} by hand.`, { accepts: [] });
  if (known.confirmedTwice) await checkConfirmed(trx, reservationId, action);
  const [outcome] = await engine.apply(trx, [await messageOf(trx, engine, action, principal)]);
  if (outcome?.kind === 'stale')
    throw new Problem('version_conflict', 'It changed while you looked. Read it again, then decide.', {
      state: outcome.state,
      version: outcome.version,
    });
  if (outcome?.kind !== 'applied')
    throw new Problem('transition_refused', 'That is not possible in this state.', {
      accepts: outcome?.kind === 'refused' ? outcome.accepts : [],
    });
  await audit(trx, principal, [
    {
      what: `${type}.${action.message}`,
      subject: action.actorId,
      reason: action.reason,
      before: { state: outcome.from, version: action.version },
      after: {
        state: outcome.state,
        version: outcome.version,
        ...(action.ticketIds ? { ticketIds: action.ticketIds, ...choicesOf(action) } : {}),
        ...(action.message === 'extend' ? { minutes: action.minutes } : {}),
        ...(action.message === 'move'
          ? { listingId: action.listingId, seats: action.seats, totalAmount: action.seenTotal }
          : {}),
        ...(action.message === 'breakHold'
          ? { cause: action.cause, words: action.causeText || undefined }
          : {}),
      },
    },
  ]);
}

/** A second confirmation: whoever breaks a hold types which one it is. Source: domain.md, "Decisions". */
async function checkConfirmed(trx: Trx, reservationId: string, action: Action): Promise<void> {
  const [row] = await queryPrepared<{ code: string }>(
    trx,
    'SELECT code FROM reservations_orders WHERE id = $1',
    [reservationId],
  );
  if (!row) throw notFound('reservation');
  const errors: FieldProblem[] = [];
  if (!action.cause)
    errors.push({ field: 'cause', code: 'missing', message: 'Choose why the hold is broken.' });
  if (action.cause === 'other' && !action.causeText)
    errors.push({
      field: 'causeText',
      code: 'missing',
      message: 'Say in a few words what the fan is told.',
    });
  if (action.confirmCode?.toUpperCase() !== row.code.toUpperCase())
    errors.push({
      field: 'confirmCode',
      code: 'not_confirmed',
      message: `Type the order code ${row.code} to confirm.`,
    });
  if (errors.length > 0) throw fieldsRefused(errors);
}

async function checkBelongs(trx: Trx, reservationId: string, actorId: string): Promise<void> {
  const [row] = await queryPrepared(
    trx,
    `SELECT 1 AS mine WHERE $2 = $1 OR EXISTS (SELECT 1 FROM payments_charges WHERE id = $2 AND reservation_id = $1)
       OR EXISTS (SELECT 1 FROM payments_refunds WHERE id = $2 AND reservation_id = $1)
       OR EXISTS (SELECT 1 FROM handovers_made WHERE id = $2 AND reservation_id = $1)`,
    [reservationId, actorId],
  );
  if (!row) throw notFound('payment, refund or handover of this reservation');
}

const missing = (field: string, message: string) => fieldsRefused([{ field, code: 'missing', message }]);

const choicesOf = ({ withFees = true, backOnSale = true }: Action) => ({ withFees, backOnSale });

/** The action's message, with what support doesn't type: a refund without tickets is of all that is left. */
export async function messageOf(
  trx: Trx,
  engine: Engine,
  action: Action,
  { by }: Principal,
): Promise<Addressed> {
  const { actorId: id, message, reason, version } = action;
  const sent = { by, reason, version };
  switch (message) {
    case 'breakHold': {
      const cause = action.cause ?? 'other';
      const words = cause === 'other' ? (action.causeText ?? null) : null;
      return messageTo(reservationMachine, id, { type: 'breakHold', cause, words }, sent);
    }
    case 'refund': {
      const payment = (await engine.read(trx, paymentMachine, [id])).get(id);
      if (!payment) throw notFound('payment');
      if (action.ticketIds === undefined) {
        const amount = refundableAmount(payment.context);
        return messageTo(paymentMachine, id, { type: 'refund', amount, why: reason }, sent);
      }
      const named = { ticketIds: action.ticketIds, ...choicesOf(action) };
      const tickets = await chooseTickets(trx, payment.context.reservationId, named.ticketIds, named);
      const amount = tickets.reduce((sum, ticket) => sum + amountOf(ticket), 0);
      return messageTo(paymentMachine, id, { type: 'refund', amount, why: reason, named }, sent);
    }
    case 'nameTickets': {
      const { backOnSale } = choicesOf(action);
      const ticketIds = action.ticketIds ?? [];
      return messageTo(refundMachine, id, { type: 'nameTickets', ticketIds, backOnSale }, sent);
    }
    case 'extend': {
      if (action.minutes === undefined) throw missing('minutes', 'Say how many minutes.');
      const extended = await lockExtension(trx, id, action.minutes);
      return messageTo(reservationMachine, id, { type: 'extend', ...extended }, sent);
    }
    case 'move': {
      const { listingId, seats, seenTotal } = action;
      if (listingId === undefined || seats === undefined || seenTotal === undefined)
        throw missing('listingId', 'Choose the seats.');
      return messageTo(reservationMachine, id, { type: 'move', listingId, seats, seenTotal }, sent);
    }
    case 'end':
      return messageTo(handoverMachine, id, { type: message }, sent);
    case 'voidOrder':
      return messageTo(reservationMachine, id, { type: message }, sent);
    case 'check':
    case 'void':
      return messageTo(paymentMachine, id, { type: message }, sent);
    case 'send':
    case 'giveUp':
    case 'payElsewhere':
      return messageTo(refundMachine, id, { type: message }, sent);
    default:
      throw new Problem('transition_refused', `Nobody sends ${message} by hand.`, { accepts: [] });
  }
}
