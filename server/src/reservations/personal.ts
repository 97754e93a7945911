/** What reservations keep of somebody with an account. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Why somebody's orders still need them: a sentence with the remedy; null: they don't. */
export async function needOfOrders(trx: Trx, fanId: string): Promise<string | null> {
  const [row] = await queryPrepared<{ open: boolean; attended: boolean; upcoming: boolean }>(
    trx,
    `SELECT coalesce(bool_or(reservation_is_open(r.state)), false) AS open,
       coalesce(bool_or(r.attention IS NOT NULL), false) AS attended,
       coalesce(bool_or(r.state = 'paid' AND e.starts_at > now() - interval '1 day'), false) AS upcoming
     FROM reservations r JOIN catalog_calendar e ON e.id = r.event_id WHERE r.fan_id = $1`,
    [fanId],
  );
  if (row?.open) return 'You hold tickets. Pay for them or let them go, then close your account.';
  // Money may be owed to them, such as a refund that their bank returned: without their address nobody could ask where to.
  if (row?.attended)
    return 'We are still looking into one of your orders. Try again in a few days, or write to us.';
  if (row?.upcoming)
    return 'You have tickets for an event that isn’t over. Close your account the day after it.';
  return null;
}

/** Removes somebody's address from their orders. @returns the orders' ids */
export async function eraseOrderEmails(trx: Trx, fanId: string): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    'UPDATE reservations SET email = NULL WHERE fan_id = $1 RETURNING id',
    [fanId],
  );
  return rows.map(({ id }) => id);
}
