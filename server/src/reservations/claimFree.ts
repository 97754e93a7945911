/** A free order: its tickets are taken without a payment. */
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { setOrderEmails } from './setOrderEmails.ts';
import type { ReservationsOrders } from './views.ts';

/**
 * Makes a held reservation of nothing an order; repeated, it changes nothing.
 * @param row locked
 * @throws Problem `transition_refused` where something is to be paid, or the hold is none any more; `hold_expired`
 */
export async function claimFree(
  trx: Trx,
  engine: Engine,
  row: Pick<ReservationsOrders, 'id' | 'state' | 'total_amount'>,
  { email, by }: { email: string; by: string },
): Promise<void> {
  if (row.total_amount !== 0)
    throw new Problem('transition_refused', 'These tickets cost something: pay for them.', {
      state: row.state,
      accepts: ['pay'],
    });
  if (row.state === 'paid') return;
  if (row.state === 'expired')
    throw new Problem('hold_expired', 'The time is over. Hold the tickets again if they are free.');
  await setOrderEmails(trx, [{ reservationId: row.id, email }]);
  const [outcome] = await engine.apply(trx, [
    messageTo(reservationMachine, row.id, { type: 'claim' }, { by }),
  ]);
  if (outcome?.kind !== 'applied')
    throw new Problem('transition_refused', 'These tickets can’t be had any more. Hold them again.', {
      state: row.state,
      accepts: outcome?.kind === 'refused' ? outcome.accepts : [],
    });
}
