import { maskedEmail } from '../accounts/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { Problem } from '../platform/problem.ts';
import { changePaidOrderEmail, type ReservationRow, setOrderEmails } from '../reservations/index.ts';

/** How often a fan sends the tickets of a paid order again: each time sends one email or two. */
const mostChanges = 5;

/**
 * Sets where the tickets go. Once they are paid they are emailed to that address; a former one that differs, apart from case, is told.
 * @param row locked, as by `lockReservation`: a payment that ends meanwhile emails the tickets to the address that it finds
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
  const change = await changePaidOrderEmail(trx, row.id, { email, mostChanges });
  if (change === null)
    throw new Problem(
      'transition_refused',
      `The tickets were sent again ${mostChanges} times. Write to us to have them sent once more.`,
      { accepts: [] },
    );
  const former = row.email?.toLowerCase() === email.toLowerCase() ? null : row.email;
  await audit(trx, principal, [
    {
      what: row.email === email ? 'reservation.sendTicketsAgain' : 'reservation.correctEmail',
      subject: row.id,
      before: { email: row.email && maskedEmail(row.email) },
      after: { email: maskedEmail(email), change },
    },
  ]);
  await jobs.add(trx, [
    {
      task: 'notifications.mailChangedAddress',
      payload: { reservationId: row.id, change, formerAddress: former },
      key: `mailChangedAddress ${row.id} ${change}`,
    },
  ]);
}
