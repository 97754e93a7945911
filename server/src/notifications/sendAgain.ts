/** What a person does about an email: sends it again, to a corrected address if need be, or sets a failed one aside. */
import type { Role } from '@holdfast/shared/accounts';
import type { sendEmailAgain, setEmailAside } from '@holdfast/shared/support';
import { raw } from 'objection';
import type { z } from 'zod';
import { maskedEmail, mayReadTickets } from '../accounts/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { lockReservation, setOrderEmails } from '../reservations/index.ts';
import { Email } from './Email.ts';
import { hasSecret } from './secrets.ts';
import { queueSending } from './sendEmail.ts';

/**
 * Stores a copy and queues its sending. An email of an order goes to the order's address of today; where that one is
 * corrected, the order's is too, so that the fan finds the order by it.
 * @param roles of who sends it: tickets are sent to another address by those alone who may read them
 * @returns the copy's id
 * @throws Problem `not_found`; `nothing_to_do` while it is still being sent, for tickets that are no longer the fan's, or where
 *   its text was removed; `forbidden` as said; `validation_failed` for an address that isn't the order's any more
 */
export async function sendAgain(
  trx: Trx,
  id: string,
  { to, reason, roles }: z.output<typeof sendEmailAgain> & { roles: readonly Role[] },
  principal: Principal,
): Promise<string> {
  const email = await lockEmail(trx, id);
  if (email.state === 'queued')
    throw new Problem('nothing_to_do', 'It is still being sent. Send it again when that has failed.');
  if (hasSecret(email))
    throw new Problem('nothing_to_do', 'Its link is for one person and works once. Send them a new one.');
  if (email.textBody === '')
    throw new Problem(
      'nothing_to_do',
      'Its text was removed: it is older than the settings keep it, or its reader closed their account.',
    );
  const corrected = email.reservationId === null ? null : await addressOfOrder(trx, email, to, roles);
  const again = newId('email');
  const { kind, subject, textBody, htmlBody, reservationId } = email;
  await Email.query(trx).insert({
    id: again,
    cause: `${email.cause}/again/${again}`,
    toAddress: to,
    ...{ kind, subject, textBody, htmlBody, reservationId },
  });
  await Email.query(trx)
    .findById(id)
    .patch({ againId: again, settledAt: raw('now()') });
  if (corrected !== null) await setOrderEmails(trx, [corrected]);
  await audit(trx, principal, [
    {
      what: 'email.sendAgain',
      subject: id,
      reason,
      before: { to: maskedEmail(email.toAddress) },
      after: { to: maskedEmail(to), again },
    },
  ]);
  await queueSending(trx, again);
  return again;
}

/** @throws Problem `not_found`; `nothing_to_do` unless it failed and waits for a person */
export async function setAside(
  trx: Trx,
  id: string,
  { reason }: z.output<typeof setEmailAside>,
  principal: Principal,
): Promise<void> {
  const email = await lockEmail(trx, id);
  if (email.state !== 'failed' || email.settledAt !== null)
    throw new Problem('nothing_to_do', 'This email isn’t waiting for anybody.');
  await Email.query(trx)
    .findById(id)
    .patch({ settledAt: raw('now()') });
  await audit(trx, principal, [
    { what: 'email.setAside', subject: id, reason, before: { waits: true }, after: { waits: false } },
  ]);
}

async function lockEmail(trx: Trx, id: string): Promise<Email> {
  const email = await Email.query(trx).findById(id).forUpdate();
  if (!email) throw notFound('email');
  return email;
}

/** @returns the order's correction, if sending to this address is one; else null @throws as `sendAgain` */
async function addressOfOrder(
  trx: Trx,
  { kind, reservationId, toAddress }: Email,
  to: string,
  roles: readonly Role[],
): Promise<{ reservationId: string; email: string } | null> {
  const { state, email, id } = await lockReservation(trx, reservationId as string);
  const hasTickets = kind === 'order';
  if (hasTickets && state !== 'paid')
    throw new Problem(
      'nothing_to_do',
      'The tickets in this email are no longer the fan’s. It isn’t sent again.',
    );
  if (to === email || (to === toAddress && !hasTickets)) return null;
  if (email !== null && toAddress !== email)
    throw fieldsRefused([
      {
        field: 'to',
        code: 'former_address',
        message: `This order’s emails go to ${email} now. Send it there.`,
      },
    ]);
  if (hasTickets && !mayReadTickets(roles))
    throw new Problem('forbidden', 'Tickets are sent to another address by support alone.');
  return { reservationId: id, email: to };
}
