/** Asks for the refund of all that is left of a paid order, as support does by hand; a free order is void at once. */
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** What a dispute holds is decided by the bank. */
const disputed =
  'The fan’s bank disputes this payment, so what it holds can’t be refunded until the dispute is closed';

/**
 * Locks the order, so that it is refunded once whoever asks at the same time. Nothing is asked where all of it went back,
 * or is on its way.
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
  const [payment] = await queryPrepared<{ state: string; left: number; withheld: number }>(
    trx,
    `SELECT state, (amount - refunded_amount - refunding_amount - withheld_amount)::int AS left, withheld_amount AS withheld
     FROM payments_charges WHERE id = $1`,
    [order.payment_id],
  );
  if (!payment) return null;
  const refusal = payment.withheld > 0 ? disputed : null;
  if (payment.left <= 0) return refusal;
  const message = { type: 'refund', amount: payment.left, why } as const;
  const [outcome] = await engine.apply(trx, [
    messageTo(paymentMachine, order.payment_id, message, { by, reason: why }),
  ]);
  return outcome?.kind === 'applied' ? refusal : `Its payment (${payment.state}) doesn’t accept a refund now`;
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
