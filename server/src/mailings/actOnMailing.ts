/** What staff do with mailings: send one, stop it, and write once more to those whom it couldn't reach. */
import type { newMailing } from '@holdfast/shared/mailings';
import type { z } from 'zod';
import { allPlaceholders, problemsOf } from '../emailTemplates/index.ts';
import { settleFailed } from '../notifications/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { Mailing } from './Mailing.ts';
import { countAudience, noteRecipients } from './recipients.ts';
import { causeText, queueMailing } from './sendMailings.ts';
import { templateFor } from './templates.ts';

/**
 * Notes everybody who gets it, in one transaction with the mailing, and begins.
 * @returns its id
 * @throws Problem `validation_failed` for an unknown event or placeholder, or where it would reach another number of people than
 *   was confirmed
 */
export async function sendMailing(
  trx: Trx,
  { audience, subject, text, count }: z.output<typeof newMailing>,
  principal: Principal,
): Promise<string> {
  const problems = problemsOf({ subject, text }, allPlaceholders(templateFor(audience)));
  if (problems.length > 0) throw fieldsRefused(problems);
  const id = newId('mailing');
  await requireEvent(trx, audience.eventId);
  await Mailing.query(trx).insert({
    id,
    subject,
    text,
    audience,
    eventId: audience.eventId,
    by: principal.by,
    createdAt: new Date(),
  });
  const noted = await noteRecipients(trx, id, audience);
  if (noted !== count)
    throw fieldsRefused([
      {
        field: 'count',
        code: 'changed',
        message: `It would reach ${noted} by now, not ${count}. Look at the preview again, then send it.`,
      },
    ]);
  const { leftOut } = await countAudience(trx, audience);
  await audit(trx, principal, [
    {
      what: 'mailing.send',
      subject: id,
      before: null,
      after: { subject, text, audience, recipients: noted, leftOut },
    },
  ]);
  await queueMailing(trx, id);
  return id;
}

/** @throws Problem `validation_failed` */
export async function requireEvent(trx: Trx, eventId: string | null): Promise<void> {
  if (eventId === null) return;
  const [found] = await queryPrepared(trx, 'SELECT 1 AS is FROM catalog_calendar WHERE id = $1', [eventId]);
  if (!found)
    throw fieldsRefused([
      {
        field: 'audience.eventId',
        code: 'unknown',
        message: 'There is no such event. Choose one of the list.',
      },
    ]);
}

/** Those whose turn hasn't come get nothing. @throws Problem `not_found`; `nothing_to_do` where nobody waits */
export async function stopMailing(trx: Trx, id: string, principal: Principal): Promise<void> {
  await lockMailing(trx, id);
  const stopped = await queryPrepared(
    trx,
    `UPDATE mailing_recipients SET state = 'stopped' WHERE mailing_id = $1 AND state = 'waiting' RETURNING 1 AS stopped`,
    [id],
  );
  if (stopped.length === 0)
    throw new Problem('nothing_to_do', 'Every email of it is written already: there is nothing to stop.');
  await Mailing.query(trx).findById(id).patch({ stoppedAt: new Date() });
  await audit(trx, principal, [
    { what: 'mailing.stop', subject: id, before: { waiting: stopped.length }, after: { waiting: 0 } },
  ]);
}

/** Writes to those alone whose email failed. @throws Problem `not_found`; `nothing_to_do` where none did */
export async function resendFailed(trx: Trx, id: string, principal: Principal): Promise<void> {
  await lockMailing(trx, id);
  const failed = await queryPrepared<{ recipient_id: string; cause: string }>(
    trx,
    `SELECT r.recipient_id, ${causeText('r')} AS cause FROM mailing_recipients r
       LEFT JOIN notifications_emails e ON e.cause = ${causeText('r')}
     WHERE r.mailing_id = $1 AND (r.state = 'failed' OR r.state = 'written' AND e.state = 'failed') FOR UPDATE OF r`,
    [id],
  );
  if (failed.length === 0) throw new Problem('nothing_to_do', 'No email of it failed.');
  await settleFailed(
    trx,
    failed.map(({ cause }) => cause),
  );
  await queryPrepared(
    trx,
    `UPDATE mailing_recipients SET state = 'waiting', attempt = attempt + 1, error = NULL
     WHERE mailing_id = $1 AND recipient_id = ANY($2::text[])`,
    [id, failed.map(({ recipient_id }) => recipient_id)],
  );
  await Mailing.query(trx).findById(id).patch({ stoppedAt: null });
  await audit(trx, principal, [
    { what: 'mailing.resend', subject: id, before: { failed: failed.length }, after: { failed: 0 } },
  ]);
  await queueMailing(trx, id);
}

async function lockMailing(trx: Trx, id: string): Promise<Mailing> {
  const found = await Mailing.query(trx).findById(id).forUpdate();
  if (!found) throw notFound('message');
  return found;
}
