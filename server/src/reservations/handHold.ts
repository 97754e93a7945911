/** A hold that the marketplace made for a fan goes over to the fan that takes it, in whichever browser. */
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { lockReservation, openHoldOf } from './queries.ts';

const openHold = (reservationId: string) =>
  new Problem('hold_open', 'You hold other tickets already. Pay for them or let them go first.', {
    reservationId,
  });

/**
 * The hold is this fan's from now on, with its deadline and price.
 * @throws Problem `hold_expired` where it isn't open any more; `payment_under_way`; `hold_open` with the fan's other hold;
 *   `ticket_limit` where the fan would have more than one may
 */
export async function handHold(trx: Trx, reservationId: string, fanId: string): Promise<void> {
  const hold = await lockReservation(trx, reservationId);
  if (hold.fan_id === fanId) return;
  if (hold.state === 'pending.paying')
    throw new Problem('payment_under_way', 'These tickets are being paid for in another browser.');
  if (hold.state !== 'pending.holding')
    throw new Problem('hold_expired', 'These tickets are no longer held for you. Nothing was charged.');
  const other = await openHoldOf(trx, fanId);
  if (other) throw openHold(other.id);
  await refuseTooMany(trx, reservationId, fanId);
  try {
    await queryPrepared(trx, 'UPDATE reservations SET fan_id = $2 WHERE id = $1', [reservationId, fanId]);
  } catch (error) {
    // Another hold of theirs was made at the same moment.
    if (brokenConstraint(error) !== 'reservations_one_open_hold') throw error;
    throw new Problem('hold_open', 'You hold other tickets already. Pay for them or let them go first.');
  }
}

async function refuseTooMany(trx: Trx, reservationId: string, fanId: string): Promise<void> {
  const [over] = await queryPrepared<{ most: number; had: number }>(
    trx,
    `SELECT coalesce(l.max_per_fan, e.max_per_type) AS most, had.quantity AS had
     FROM reservations r JOIN reservation_items i ON i.reservation_id = r.id JOIN listings_offered l ON l.id = i.listing_id
       JOIN catalog_calendar e ON e.id = r.event_id
       CROSS JOIN LATERAL (SELECT coalesce(sum(b.quantity), 0)::int AS quantity FROM reservations o
         JOIN reservation_items b ON b.reservation_id = o.id
         WHERE o.fan_id = $2 AND reservation_is_order(o.state) AND o.state = 'paid' AND o.event_id = r.event_id AND b.ticket_type = i.ticket_type) had
     WHERE r.id = $1 AND had.quantity + i.quantity > coalesce(l.max_per_fan, e.max_per_type) LIMIT 1`,
    [reservationId, fanId],
  );
  if (over)
    throw new Problem(
      'ticket_limit',
      `One fan gets at most ${over.most} of these for this game, and you have ${over.had} already.`,
      { limit: over.most, have: over.had },
    );
}
