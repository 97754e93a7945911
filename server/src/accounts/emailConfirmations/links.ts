/** Links that prove an email address: asked for, found by their token, and ended. */
import { raw } from 'objection';
import type { AppContext } from '../../platform/appContext.ts';
import type { Database, Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { Problem } from '../../platform/problem.ts';
import { hashOfToken, linkOf, linkToken } from '../oneTimeLink.ts';
import { EmailConfirmation } from './EmailConfirmation.ts';

/** How long a link opens its page. */
const hoursOpen = 24;
const tokenOf = (app: Pick<AppContext, 'secret'>, id: string) => linkToken(app, `emailConfirmation ${id}`);

/** The link of a confirmation's email. */
export const confirmationLink = (app: Pick<AppContext, 'secret' | 'publicUrl'>, id: string): string =>
  linkOf(app, '/confirm-email', tokenOf(app, id));

/**
 * Queues the email; a person's earlier links end. Whether the address has an account is looked up by the job, so that answer
 * and work are the same for every address.
 * @param personId whose address it is or becomes; null: of an account to make
 */
export async function askForConfirmation(
  trx: Trx,
  app: AppContext,
  { email, personId }: { email: string; personId: string | null },
): Promise<void> {
  if (personId !== null) await endConfirmations(trx, personId);
  const id = newId('emailConfirmation');
  await EmailConfirmation.query(trx).insert({
    id,
    email: email.toLowerCase(),
    personId,
    tokenHash: hashOfToken(tokenOf(app, id)),
    expiresAt: raw(`now() + make_interval(hours => ${hoursOpen})`),
  });
  await jobs.add(trx, [
    {
      task: 'notifications.mailEmailConfirmation',
      payload: { emailConfirmationId: id },
      key: `mailEmailConfirmation ${id}`,
    },
  ]);
}

/** Links that open their page. */
export const openConfirmations = (db: Database | Trx) =>
  EmailConfirmation.query(db).whereNull('ended_at').where('expires_at', '>', raw('now()'));

/** @throws Problem `link_ended` unless the token is of a link that opens its page */
export async function confirmationOf(trx: Trx, token: string): Promise<EmailConfirmation> {
  const found = await openConfirmations(trx).findOne('token_hash', hashOfToken(token)).forUpdate();
  if (found) return found;
  throw confirmationEnded(
    'This link was used or replaced by a newer one, or 24 hours are over. Ask for another one.',
  );
}

/** The refusal of a link that opens nothing. @param why with what to do */
export const confirmationEnded = (why: string): Problem => new Problem('link_ended', why);

/** Ends a person's open links. @returns how many */
export async function endConfirmations(trx: Trx, personId: string): Promise<number> {
  return openConfirmations(trx)
    .where({ person_id: personId })
    .patch({ endedAt: raw('now()') });
}

/** Removes links a day after their end; `sweepExpired` runs it. */
export async function removeEndedConfirmations(db: Database): Promise<void> {
  await EmailConfirmation.query(db).delete().where('expires_at', '<', raw(`now() - interval '1 day'`));
}
