/** A fan left the bank's page and wants another card, or out. */
import { type Payment, paymentStateOf } from '@holdfast/shared/payments';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { findOwnPayment, type PaymentRow, presentPayment } from './queries.ts';

/**
 * Voids a payment that waits for the fan's 3-D Secure. Its reservation holds the tickets on, by its old deadline, once the
 * gateway has confirmed. A second call changes nothing.
 * @throws Problem `not_found` unless it is the fan's own, `transition_refused` once the bank decides or has decided
 */
export async function callOffPayment(
  trx: Trx,
  engine: Engine,
  id: string,
  fanId: string | null,
): Promise<Payment> {
  const row = await findOwnPayment(trx, id, fanId);
  if (!row) throw notFound('payment');
  const state = paymentStateOf(row.state);
  if (state === 'voiding' || state === 'canceled') return presentPayment(engine, row);
  const refused = new Problem('transition_refused', 'Your bank is deciding right now. Wait for its answer.', {
    state,
    accepts: [],
  });
  if (state !== 'requiresAction') throw refused;
  // By its version: an answer of the bank that comes first wins.
  const [outcome] = await engine.apply(trx, [
    messageTo(paymentMachine, id, { type: 'void' }, { by: fanId ?? '', version: row.version }),
  ]);
  if (outcome?.kind !== 'applied') throw refused;
  return presentPayment(engine, (await findOwnPayment(trx, id, fanId)) as PaymentRow);
}
