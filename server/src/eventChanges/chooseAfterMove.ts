/** A fan of a moved event keeps the tickets, or has all of the money back. */

import { askRefund } from '../payments/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

const refused = (words: string) =>
  new Problem('transition_refused', `${words} Nothing was changed.`, { accepts: [] });

/**
 * Records the choice, and asks for the refund of the whole order, once: the order is locked, and who asks again gets the same. Who
 * keeps the tickets may still have the money back until the last day.
 * @throws Problem `transition_refused` where there is no choice, or it is over
 */
export async function chooseAfterMove(
  trx: Trx,
  engine: Engine,
  reservationId: string,
  choice: 'keep' | 'refund',
  principal: Principal,
): Promise<void> {
  const [order] = await queryPrepared<{ state: string; total_amount: number; status: string }>(
    trx,
    `SELECT r.state, r.total_amount, e.status FROM reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id
     WHERE r.id = $1 FOR NO KEY UPDATE OF r`,
    [reservationId],
  );
  const [given] = await queryPrepared<{ change_id: string; choice: string | null; is_over: boolean }>(
    trx,
    `SELECT o.change_id, o.choice, c.choice_until <= now() AS is_over FROM event_change_orders o JOIN event_changes c ON c.id = o.change_id
     WHERE o.reservation_id = $1 AND c.choice_until IS NOT NULL AND o.outcome IN ('waiting', 'done')
     ORDER BY c.decided_at DESC, c.id DESC LIMIT 1 FOR UPDATE OF o`,
    [reservationId],
  );
  if (!order || !given) throw refused('This order has no such choice.');
  if (given.choice === choice) return;
  if (given.choice === 'refund') throw refused('You asked for the money back already; it is on its way.');
  if (order.status === 'cancelled')
    throw refused('The event was canceled since: all of the money goes back by itself.');
  if (order.state !== 'paid' || order.total_amount === 0) throw refused('This order can’t be refunded.');
  if (given.is_over) throw refused('The last day of this choice is over, and you keep your tickets.');
  if (choice === 'refund') {
    const why = 'The event moved, and the fan chose the money back';
    const words = await askRefund(trx, engine, { reservationId, why, by: principal.by });
    if (words !== null) throw refused(`${words}.`);
  }
  await queryPrepared(
    trx,
    'UPDATE event_change_orders SET choice = $3, chosen_at = now() WHERE change_id = $1 AND reservation_id = $2',
    [given.change_id, reservationId, choice],
  );
  await audit(trx, principal, [
    {
      what: choice === 'keep' ? 'reservation.keepMoved' : 'reservation.refundMoved',
      subject: reservationId,
      before: { choice: given.choice },
      after: { choice },
    },
  ]);
}
