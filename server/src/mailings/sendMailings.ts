/**
 * Writes a mailing's emails in the background, some at a time, after those of other kinds. Each email and that it was written are
 * one transaction: a worker that is killed leaves nobody out and writes to nobody twice.
 */
import { z } from 'zod';
import { renderText } from '../emailTemplates/index.ts';
import { postRendered } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { letterTo } from './letters.ts';
import { Mailing } from './Mailing.ts';

const task = 'mailings.send';
/** Emails of one turn, and milliseconds until the next: some 300 a minute, which leaves the mail server to others. */
const atOnce = 25;
const pauseMs = 5_000;

const aboutMailing = z.object({ mailingId: z.string() });

/** @returns handlers by the names of their jobs */
export const mailingJobs = (app: AppContext): Record<string, (payload: unknown) => Promise<void>> => ({
  [task]: async (payload) => {
    const { mailingId } = aboutMailing.parse(payload);
    const isOver = (await othersWait(app)) ? false : await writeSome(app, mailingId);
    if (!isOver) await inTransaction(app.db, (trx) => queueMailing(trx, mailingId, pauseMs));
  },
});

/** Queues its next turn. @param afterMs milliseconds from now; at once unless said */
export function queueMailing(trx: Trx, mailingId: string, afterMs = 0): Promise<void> {
  const runAt = afterMs > 0 ? { runAt: new Date(Date.now() + afterMs).toISOString() } : {};
  return jobs.add(trx, [{ task, payload: { mailingId }, key: `mailing ${mailingId}`, ...runAt }]);
}

/** Whether an email of another kind was written a moment ago and hasn't left: it goes first. */
async function othersWait({ db }: AppContext): Promise<boolean> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared(
      trx,
      `SELECT 1 AS waits FROM notifications_emails
       WHERE state = 'queued' AND kind <> 'mailing' AND created_at > now() - interval '1 minute' LIMIT 1`,
    ),
  );
  return rows.length > 0;
}

/** @returns whether nobody waits any more */
async function writeSome(app: AppContext, mailingId: string): Promise<boolean> {
  const mailing = await Mailing.query(app.db).findById(mailingId);
  if (!mailing || mailing.stoppedAt) return true;
  const waiting = await inTransaction(app.db, (trx) =>
    queryPrepared<{ recipient_id: string }>(
      trx,
      `SELECT recipient_id FROM mailing_recipients WHERE mailing_id = $1 AND state = 'waiting' ORDER BY recipient_id LIMIT ${atOnce}`,
      [mailingId],
    ),
  );
  for (const { recipient_id: recipientId } of waiting) await writeTo(app, mailing, recipientId);
  return waiting.length < atOnce;
}

async function writeTo(app: AppContext, mailing: Mailing, recipientId: string): Promise<void> {
  const letter = await letterTo(app, mailing.audience, recipientId);
  await inTransaction(app.db, async (trx) => {
    if (letter === null) {
      await takeTurn(trx, mailing.id, recipientId, 'leftOut');
      return;
    }
    const rendered = await renderText(trx, mailing, letter).catch((error: Error) => error);
    if (rendered instanceof Error) {
      await takeTurn(trx, mailing.id, recipientId, 'failed', rendered.message);
      return;
    }
    const attempt = await takeTurn(trx, mailing.id, recipientId, 'written');
    if (attempt === null) return;
    const order = mailing.audience.to === 'buyers' ? recipientId : null;
    await postRendered(trx, causeOf(mailing.id, recipientId, attempt), rendered, order);
    crashPoint('mailing: an email was written, not committed');
  });
}

/** An email's cause; in SQL `causeText`. */
const causeOf = (mailingId: string, recipientId: string, attempt: number): string =>
  `mailing/${mailingId}/${recipientId}/${attempt}`;

/** SQL of `causeOf`. @param of the table of recipients */
export const causeText = (of: string): string =>
  `'mailing/' || ${of}.mailing_id || '/' || ${of}.recipient_id || '/' || ${of}.attempt`;

/** @returns which email of theirs it is; null: another worker took their turn, or the mailing was stopped */
async function takeTurn(
  trx: Trx,
  mailingId: string,
  recipientId: string,
  state: 'written' | 'leftOut' | 'failed',
  error: string | null = null,
): Promise<number | null> {
  const [taken] = await queryPrepared<{ attempt: number }>(
    trx,
    `UPDATE mailing_recipients SET state = $3, error = $4
     WHERE mailing_id = $1 AND recipient_id = $2 AND state = 'waiting' RETURNING attempt`,
    [mailingId, recipientId, state, error],
  );
  return taken?.attempt ?? null;
}
