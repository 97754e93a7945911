/** What opening a link does: it makes an account, or an address the account's. */
import type { EmailConfirmationShown, Person as Shown, signUpCompletion } from '@holdfast/shared/accounts';
import { raw } from 'objection';
import type { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import { brokenConstraint, type Database, inTransaction, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { notifyAccount } from '../accountNotices.ts';
import { maskedEmail } from '../maskedEmail.ts';
import { requireStrong } from '../newPassword.ts';
import { Person } from '../Person.ts';
import { addPerson } from '../people.ts';
import { EmailConfirmation } from './EmailConfirmation.ts';
import { confirmationEnded, confirmationOf, endConfirmations } from './links.ts';

/** @throws Problem `link_ended` */
export async function showConfirmation(trx: Trx, token: string): Promise<EmailConfirmationShown> {
  const { email, personId } = await confirmationOf(trx, token);
  return { email, isNew: personId === null };
}

const accountAt = (trx: Trx, email: string) => Person.query(trx).whereRaw('lower(email) = ?', email).first();

const taken = () => confirmationEnded('This address has an account by now. Sign in with it.');

/** @throws Problem `link_ended`; `validation_failed` for a password that is the person's name or address */
export async function completeSignUp(
  trx: Trx,
  { token, name, password }: z.output<typeof signUpCompletion>,
  requestId: string | null,
): Promise<Shown> {
  const { id, email, personId } = await confirmationOf(trx, token);
  if (personId !== null)
    throw confirmationEnded('This link confirms an address of an account that is there.');
  if (await accountAt(trx, email)) throw taken();
  requireStrong(password, { name, email });
  // Another link of the same address may make the account at this moment.
  const person = await addPerson(trx, { name, email, password, roles: ['fan'], isEmailVerified: true }).catch(
    (error: unknown) => {
      throw error instanceof Problem ? taken() : error;
    },
  );
  await EmailConfirmation.query(trx)
    .findById(id)
    .patch({ endedAt: raw('now()') });
  await audit(trx, { by: person.id, requestId }, [
    { what: 'person.signUp', subject: person.id, before: null, after: { email: maskedEmail(email) } },
  ]);
  return person;
}

/**
 * The address becomes the account's, or is proven where it is already. The former one is told.
 * @throws Problem `link_ended`, also when the address has another account by now
 */
export async function confirmEmail(
  db: Database,
  token: string,
  requestId: string | null,
): Promise<{ email: string }> {
  try {
    return await inTransaction(db, (trx) => confirm(trx, token, requestId));
  } catch (error) {
    if (brokenConstraint(error) === 'people_email') throw taken();
    throw error;
  }
}

async function confirm(trx: Trx, token: string, requestId: string | null): Promise<{ email: string }> {
  const { email, personId } = await confirmationOf(trx, token);
  if (personId === null) throw confirmationEnded('This link makes an account. Open it again from the email.');
  const before = await Person.query(trx).findById(personId).forNoKeyUpdate();
  if (!before || before.deactivatedAt !== null)
    throw confirmationEnded('This account can’t sign in any more.');
  await Person.query(trx)
    .findById(personId)
    .patch({ email, emailVerifiedAt: raw('now()') });
  await endConfirmations(trx, personId);
  await audit(trx, { by: personId, requestId }, [
    {
      what: 'person.confirmEmail',
      subject: personId,
      before: { email: maskedEmail(before.email), isVerified: before.emailVerifiedAt !== null },
      after: { email: maskedEmail(email), isVerified: true },
    },
  ]);
  if (before.email !== email) await notifyAccount(trx, before, 'emailChanged');
  return { email };
}
