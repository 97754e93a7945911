/** All that is left of a paid order goes back: what that would move, and asking for it. */
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import type { Entry } from '../ledger/index.ts';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { borneByAll, saleOf } from './bornePart.ts';

/** What a dispute holds is decided by the bank. */
const disputed =
  'The fan’s bank disputes this payment, so what it holds can’t be refunded until the dispute is closed';

interface Refundable {
  paymentId: string;
  state: string;
  /** Minor units. */
  left: number;
  /** Why not all of it can go back. */
  refusal: string | null;
}

/** What is left of a payment, less what is on its way back and what its bank holds. */
async function refundableOf(trx: Trx, paymentId: string): Promise<Refundable | null> {
  const [payment] = await queryPrepared<{ state: string; left: number; withheld: number }>(
    trx,
    `SELECT state, (amount - refunded_amount - refunding_amount - withheld_amount)::int AS left, withheld_amount AS withheld
     FROM payments_charges WHERE id = $1`,
    [paymentId],
  );
  if (!payment) return null;
  const { state, left, withheld } = payment;
  return { paymentId, state, left, refusal: withheld > 0 ? disputed : null };
}

/** What a refund of all that is left would give back, and who would bear it. */
export interface RefundPreview {
  /** Minor units. */
  amount: number;
  /** Debits above zero: what each side gives. */
  parts: Entry[];
  /** Why nothing can be refunded now. */
  refused: string | null;
}

/** The preview of `askRefund`: the same amount, split as `settleRefund` splits it. */
export async function previewRefund(trx: Trx, reservationId: string): Promise<RefundPreview> {
  const [order] = await queryPrepared<{ state: string; payment_id: string | null }>(
    trx,
    'SELECT state, payment_id FROM reservations_orders WHERE id = $1',
    [reservationId],
  );
  if (order?.state !== 'paid') return { amount: 0, parts: [], refused: 'The order isn’t paid any more.' };
  if (order.payment_id === null) return { amount: 0, parts: [], refused: null };
  const payment = await refundableOf(trx, order.payment_id);
  if (!payment || payment.left <= 0)
    return { amount: 0, parts: [], refused: payment?.refusal ?? 'All of it went back or is on its way.' };
  const sale = await saleOf(trx, payment.paymentId);
  const parts = await borneByAll(trx, payment.paymentId, sale, payment.left);
  return { amount: payment.left, parts, refused: null };
}

/**
 * Asks for the refund of all that is left of a paid order; a free order is void at once. Locks the order, so that it is refunded
 * once whoever asks at the same time. Nothing is asked where all of it went back, or is on its way.
 * @returns why it can't be asked; null: it is asked, or nothing is left
 */
export async function askRefund(
  trx: Trx,
  engine: Engine,
  { reservationId, why, by }: { reservationId: string; why: string; by: string },
): Promise<string | null> {
  const [order] = await queryPrepared<{ state: string; payment_id: string | null }>(
    trx,
    'SELECT state, payment_id FROM reservations_orders WHERE id = $1 FOR NO KEY UPDATE',
    [reservationId],
  );
  if (order?.state !== 'paid') return null;
  if (order.payment_id === null) return voidFree(trx, engine, { reservationId, why, by });
  const payment = await refundableOf(trx, order.payment_id);
  if (!payment) return null;
  if (payment.left <= 0) return payment.refusal;
  const message = { type: 'refund', amount: payment.left, why } as const;
  const [outcome] = await engine.apply(trx, [
    messageTo(paymentMachine, payment.paymentId, message, { by, reason: why }),
  ]);
  return outcome?.kind === 'applied'
    ? payment.refusal
    : `Its payment (${payment.state}) doesn’t accept a refund now`;
}

async function voidFree(
  trx: Trx,
  engine: Engine,
  { reservationId, why, by }: { reservationId: string; why: string; by: string },
): Promise<string | null> {
  const [outcome] = await engine.apply(trx, [
    messageTo(reservationMachine, reservationId, { type: 'voidOrder' }, { by, reason: why }),
  ]);
  return outcome?.kind === 'applied' ? null : 'It is free and can’t be made void now';
}
