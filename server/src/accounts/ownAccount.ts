/** What people change about their own account. */
import type { OwnAccount, Person } from '@holdfast/shared/accounts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Database, inTransaction, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { notifyAccount } from './accountNotices.ts';
import { askForConfirmation, endConfirmations, openConfirmations } from './emailConfirmations/links.ts';
import { maskedEmail } from './maskedEmail.ts';
import { requireStrong } from './newPassword.ts';
import { checkOwnPassword, lockOwn } from './ownPassword.ts';
import { Person as PersonTable } from './Person.ts';
import { hashPassword } from './password.ts';
import { closeOtherSessions, presentPerson } from './sessions.ts';

/** @throws Problem `not_found` */
export async function showOwnAccount(trx: Trx, personId: string): Promise<OwnAccount> {
  const person = await PersonTable.query(trx).findById(personId);
  if (!person) throw notFound('account');
  const open = await openConfirmations(trx).findOne({ person_id: personId });
  return {
    phone: person.phone,
    isEmailVerified: person.emailVerifiedAt !== null,
    pendingEmail: open && open.email !== person.email ? open.email : null,
  };
}

/** Sends another link to the address that waits, or to the account's own. @throws Problem `nothing_to_do` */
export async function confirmAgain(trx: Trx, app: AppContext, personId: string): Promise<void> {
  const person = await PersonTable.query(trx).findById(personId).forNoKeyUpdate();
  if (!person) throw notFound('account');
  const { isEmailVerified, pendingEmail } = await showOwnAccount(trx, personId);
  if (isEmailVerified && pendingEmail === null)
    throw new Problem('nothing_to_do', 'Your email address is confirmed already.');
  await askForConfirmation(trx, app, { email: pendingEmail ?? person.email, personId });
}

/**
 * Name and telephone number change at once, the address when the link that is sent to it is opened. The address of today is told.
 * The answer is the same whether or not the other address has an account.
 * @throws Problem `validation_failed` for a wrong password
 */
export async function changeAccount(
  app: AppContext,
  personId: string,
  {
    name,
    email,
    phone,
    currentPassword,
  }: { name: string; email: string; phone?: string | null | undefined; currentPassword: string },
  principal: Principal,
): Promise<Person> {
  const proven = await checkOwnPassword(app.db, personId, currentPassword);
  return inTransaction(app.db, async (trx) => {
    const before = await lockOwn(trx, proven);
    const asked = email.toLowerCase();
    if (name !== before.name) {
      await PersonTable.query(trx).findById(personId).patch({ name });
      await audit(trx, principal, [{ what: 'person.rename', subject: personId }]);
    }
    if (phone !== undefined && phone !== before.phone) {
      await PersonTable.query(trx).findById(personId).patch({ phone });
      await audit(trx, principal, [{ what: 'person.changePhone', subject: personId }]);
    }
    if (asked !== before.email.toLowerCase()) {
      await askForConfirmation(trx, app, { email: asked, personId });
      await notifyAccount(trx, before, 'emailChangeAsked');
      await audit(trx, principal, [
        {
          what: 'person.askEmailChange',
          subject: personId,
          before: { email: maskedEmail(before.email) },
          after: { email: maskedEmail(asked) },
        },
      ]);
    }
    return presentPerson({ ...before, name });
  });
}

/**
 * Every other browser of the account is signed out, and a change of address that wasn't confirmed ends.
 * @param token of the session that stays
 * @throws Problem `validation_failed` for a wrong password, and for a new one that is the person's name or address
 */
export async function changePassword(
  db: Database,
  personId: string,
  { currentPassword, newPassword, token }: { currentPassword: string; newPassword: string; token: string },
  principal: Principal,
): Promise<void> {
  const proven = await checkOwnPassword(db, personId, currentPassword);
  requireStrong(newPassword, proven, 'newPassword');
  const passwordHash = await hashPassword(newPassword);
  await inTransaction(db, async (trx) => {
    const person = await lockOwn(trx, proven);
    await PersonTable.query(trx).findById(personId).patch({ passwordHash });
    await closeOtherSessions(trx, personId, token);
    await endConfirmations(trx, personId);
    await notifyAccount(trx, person, 'passwordChanged');
    await audit(trx, principal, [{ what: 'person.changePassword', subject: personId }]);
  });
}
