import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { Problem } from '../platform/problem.ts';
import { changePaidOrderEmail, type ReservationRow, setOrderEmails } from '../reservations/index.ts';

/** How often a fan changes the address of a paid order: each change sends two emails. */
const mostChanges = 5;

/**
 * Sets where the tickets go. Once they are paid they are emailed to the new address, and the former one is told.
 * @throws Problem `transition_refused` when the order is neither open nor paid, or was changed too often
 */
export async function changeEmail(
  trx: Trx,
  row: ReservationRow,
  email: string,
  principal: Principal,
): Promise<void> {
  if (row.state.startsWith('pending.')) return setOrderEmails(trx, [{ reservationId: row.id, email }]);
  if (row.state !== 'paid')
    throw new Problem('transition_refused', 'The email address of this order can no longer be changed.', {
      accepts: [],
    });
  if (row.email === email) return;
  const change = await changePaidOrderEmail(trx, row.id, { email, mostChanges });
  if (change === null)
    throw new Problem(
      'transition_refused',
      `You changed this address ${mostChanges} times. Write to us to change it again.`,
      { accepts: [] },
    );
  await audit(trx, principal, [
    { what: 'reservation.correctEmail', subject: row.id, before: { email: row.email }, after: { email } },
  ]);
  await jobs.add(trx, [
    {
      task: 'notifications.mailChangedAddress',
      payload: { reservationId: row.id, change, formerAddress: row.email },
      key: `mailChangedAddress ${row.id} ${change}`,
    },
  ]);
}
