/** Forgotten passwords. */
import { raw } from 'objection';
import type { AppContext } from '../../platform/appContext.ts';
import { audit } from '../../platform/audit.ts';
import type { Database, Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { Problem } from '../../platform/problem.ts';
import { notifyAccount } from '../accountNotices.ts';
import { endConfirmations } from '../emailConfirmations/links.ts';
import { requireStrong } from '../newPassword.ts';
import { hashOfToken, linkOf, linkToken } from '../oneTimeLink.ts';
import { Person } from '../Person.ts';
import { hashPassword } from '../password.ts';
import { closeAllSessions } from '../sessions.ts';
import { PasswordReset } from './PasswordReset.ts';

/** How long a link opens its page. Source: OWASP Forgot Password Cheat Sheet, "expire after an appropriate period". */
const minutesOpen = 60;

const tokenOf = (app: Pick<AppContext, 'secret'>, id: string) => linkToken(app, `passwordReset ${id}`);

/**
 * Queues the email. Whether the address has an account is looked up by the job, so that answer and work are the same for
 * every address.
 */
export async function askForReset(trx: Trx, app: AppContext, email: string): Promise<void> {
  const id = newId('passwordReset');
  await PasswordReset.query(trx).insert({
    id,
    email: email.toLowerCase(),
    tokenHash: hashOfToken(tokenOf(app, id)),
    expiresAt: raw(`now() + make_interval(mins => ${minutesOpen})`),
  });
  await jobs.add(trx, [
    {
      task: 'notifications.mailPasswordReset',
      payload: { passwordResetId: id },
      key: `mailPasswordReset ${id}`,
    },
  ]);
}

const accountOf = (trx: Trx, email: string) =>
  Person.query(trx).whereRaw('lower(email) = ?', email).whereNull('deactivated_at').first();

/** What its email says. @returns null for an address without an account that may sign in, and for a link that ended */
export async function resetToMail(
  trx: Trx,
  app: AppContext,
  id: string,
): Promise<{ email: string; name: string; link: string } | null> {
  const reset = await PasswordReset.query(trx)
    .findById(id)
    .whereNull('used_at')
    .where('expires_at', '>', raw('now()'));
  const person = reset && (await accountOf(trx, reset.email));
  if (!person) return null;
  return { email: person.email, name: person.name, link: linkOf(app, '/reset-password', tokenOf(app, id)) };
}

/** @throws Problem `link_ended` unless the token is of a link that wasn't used, to an account that may sign in */
async function openedBy(trx: Trx, token: string): Promise<{ reset: PasswordReset; person: Person }> {
  const reset = await PasswordReset.query(trx)
    .findOne('token_hash', hashOfToken(token))
    .whereNull('used_at')
    .where('expires_at', '>', raw('now()'))
    .forUpdate();
  const person = reset && (await accountOf(trx, reset.email).forNoKeyUpdate());
  if (reset && person) return { reset, person };
  throw new Problem(
    'link_ended',
    'This link was used, or an hour is over. Ask for another one under “Forgot your password?”.',
  );
}

export async function showReset(trx: Trx, token: string): Promise<{ email: string }> {
  const { person } = await openedBy(trx, token);
  return { email: person.email };
}

/** Sets the password; every session, every other link and an unconfirmed change of address end. @throws as `openedBy`; `validation_failed` */
export async function resetPassword(
  trx: Trx,
  { token, newPassword }: { token: string; newPassword: string },
  requestId: string | null,
): Promise<void> {
  const { reset, person } = await openedBy(trx, token);
  requireStrong(newPassword, person, 'newPassword');
  await Person.query(trx)
    .findById(person.id)
    .patch({
      passwordHash: await hashPassword(newPassword),
      emailVerifiedAt: person.emailVerifiedAt ?? raw('now()'),
    });
  await PasswordReset.query(trx)
    .where({ email: reset.email })
    .whereNull('used_at')
    .patch({ usedAt: raw('now()') });
  await closeAllSessions(trx, person.id);
  await endConfirmations(trx, person.id);
  await notifyAccount(trx, person, 'passwordChanged');
  await audit(trx, { by: person.id, requestId }, [{ what: 'person.resetPassword', subject: person.id }]);
}

/** Removes links a day after their end; `sweepExpired` runs it. */
export async function removeEndedResets(db: Database): Promise<void> {
  await PasswordReset.query(db).delete().where('expires_at', '<', raw(`now() - interval '1 day'`));
}
