/** What still needs the account of today: another one can't capture, void or refund it. */
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';

interface Open {
  payments: number;
  refunds: number;
  disputes: number;
  /** Orders that were paid there, of events that aren't over. */
  orders: number;
}

async function openNow(trx: Trx): Promise<Open> {
  const [row] = await queryPrepared<Open>(
    trx,
    `SELECT (SELECT count(*)::int FROM payments_underway) AS payments,
       (SELECT count(*)::int FROM refunds WHERE state NOT IN ('done', 'givenUp', 'paidElsewhere')) AS refunds,
       (SELECT count(*)::int FROM payments_disputes WHERE dispute_is_undecided(state)) AS disputes,
       (SELECT count(DISTINCT r.id)::int FROM payments_charges p
          JOIN reservations_orders r ON r.id = p.reservation_id JOIN catalog_calendar e ON e.id = r.event_id
        WHERE payment_is_captured(p.state) AND p.refunded_amount < p.amount
          AND (e.starts_at > now() OR e.status = 'postponed')) AS orders`,
  );
  return row as Open;
}

const counted = (count: number, one: string, many = `${one}s`) =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/**
 * Keeps payments from beginning until the transaction ends, and refuses while anything is open at the account of today.
 * @param where what the account of today is called
 * @param more what higher rooms have open there, such as `2 payouts`
 * @throws Problem `payment_under_way`; `transition_refused` for paid orders whose events aren't over
 */
export async function refuseWhileOpen(trx: Trx, where: string, more: readonly string[]): Promise<void> {
  // A payment that began before is seen below; one that begins afterwards is sent to the new account, whose version its job reads.
  await trx.raw('LOCK TABLE payments, refunds, disputes IN SHARE ROW EXCLUSIVE MODE');
  const open = await openNow(trx);
  const underWay = [
    ...counted(open.payments, 'payment'),
    ...counted(open.refunds, 'refund'),
    ...counted(open.disputes, 'dispute'),
    ...more,
  ].join(', ');
  if (underWay !== '')
    throw new Problem(
      'payment_under_way',
      `${underWay} at ${where} ${/^1 \w+$/.test(underWay) ? 'isn’t' : 'aren’t'} ended, and another account couldn’t end them. Wait until they are, then change the account. Nothing was changed.`,
    );
  if (open.orders > 0)
    throw new Problem(
      'transition_refused',
      `${counted(open.orders, 'order')} of events ahead ${open.orders === 1 ? 'was' : 'were'} paid at ${where}: from another account ${open.orders === 1 ? 'it' : 'they'} couldn’t be refunded if an event is called off. Refund ${open.orders === 1 ? 'it' : 'them'}, or change the account after the events. Nothing was changed.`,
    );
}
