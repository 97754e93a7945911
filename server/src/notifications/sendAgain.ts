/** What a person does about an email: sends it again, to a corrected address if need be, or sets a failed one aside. */
import type { sendEmailAgain, setEmailAside } from '@holdfast/shared/support';
import { raw } from 'objection';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { findReservation, setOrderEmails } from '../reservations/index.ts';
import { Email } from './Email.ts';
import { hasSecret } from './secrets.ts';
import { queueSending } from './sendEmail.ts';

/**
 * Stores a copy and queues its sending. Where the address of an order's email is corrected, the order's is too, so that
 * the fan finds the order by it. @returns the copy's id
 * @throws Problem `not_found`; `nothing_to_do` while it is still being sent, or for tickets that are no longer the fan's
 */
export async function sendAgain(
  trx: Trx,
  id: string,
  { to, reason }: z.output<typeof sendEmailAgain>,
  principal: Principal,
): Promise<string> {
  const email = await lockEmail(trx, id);
  if (email.state === 'queued')
    throw new Problem('nothing_to_do', 'It is still being sent. Send it again when that has failed.');
  if (hasSecret(email))
    throw new Problem('nothing_to_do', 'Its link is for one person and works once. Send them a new one.');
  await refuseVoidTickets(trx, email);
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
  if (reservationId !== null && to !== email.toAddress)
    await setOrderEmails(trx, [{ reservationId, email: to }]);
  await audit(trx, principal, [
    { what: 'email.sendAgain', subject: id, reason, before: { to: email.toAddress }, after: { to, again } },
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

async function refuseVoidTickets(trx: Trx, { kind, reservationId }: Email): Promise<void> {
  if (kind !== 'order' || reservationId === null) return;
  const { state } = await findReservation(trx, reservationId);
  if (state !== 'paid')
    throw new Problem(
      'nothing_to_do',
      'The tickets in this email are no longer the fan’s. It isn’t sent again.',
    );
}
