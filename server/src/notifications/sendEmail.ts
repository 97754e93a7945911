/** Sends stored emails: one attempt at a time, with growing pauses between them. */
import { raw } from 'objection';
import { currentMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { markTicketsEmailed } from '../reservations/index.ts';
import { farewellKind } from './accountNotices.ts';
import { Email } from './Email.ts';
import { type Handover, openMailServer } from './mailServer.ts';
import { hasSecret, masked } from './secrets.ts';

/**
 * Minutes before each further attempt, about three days in all. RFC 5321 (4.5.4.1) asks for half an hour at least and
 * four days; tickets are wanted sooner, and a person sooner told.
 */
export const pausesMinutes = [1, 5, 15, 60, 180, 360, 720, 1_440, 1_440] as const;
/** Minutes until a message that wasn't answered is handed over once more. */
const unansweredPauseMinutes = 15;
/** How often a message that may have arrived is handed over. */
const mostUnanswered = 2;
/** Messages at a time per process: a slow mail server leaves jobs of payments their room. */
const mostAtOnce = 4;
/** Minutes until there may be room again. */
const noRoomPauseMinutes = 0.05;

export interface Sender {
  /** Makes one attempt at an email that is still to be sent, and queues the next one if it needs one. */
  send(id: string): Promise<void>;
}

/** Whom emails come from: the environment's sender, else that of the settings. */
function senderOf(app: Pick<AppContext, 'db' | 'config'>): string {
  const { mailFromName, mailFromAddress } = currentMarketplace(app);
  return app.config.mailFrom ?? `"${mailFromName}" <${mailFromAddress}>`;
}

/** Without a mail server emails are kept in the outbox that the back office shows. */
export function createSender({ db, config }: Pick<AppContext, 'db' | 'config'>): Sender {
  const server =
    config.smtpUrl === null ? null : openMailServer(config.smtpUrl, () => senderOf({ db, config }));
  let underWay = 0;
  return {
    async send(id) {
      crashPoint('mail: written, not sent');
      if (server === null) {
        const email = await Email.query(db).findById(id);
        if (!email) return;
        const farewell = email.kind === farewellKind ? kept(email) : {};
        await Email.query(db)
          .findById(id)
          .where({ state: 'queued' })
          .patch({ state: 'kept', ...farewell });
        return;
      }
      if (underWay >= mostAtOnce) {
        await inTransaction(db, (trx) => queueSending(trx, id, noRoomPauseMinutes));
        return;
      }
      underWay += 1;
      try {
        const email = await begin(db, id);
        if (!email) return;
        const handover = await server.handOver(email);
        crashPoint('mail: sent, not marked');
        await inTransaction(db, (trx) => record(trx, email, handover));
      } finally {
        underWay -= 1;
      }
    },
  };
}

/** Queues an attempt. @param minutes from now; at once unless said */
export function queueSending(trx: Trx, id: string, minutes = 0): Promise<void> {
  const runAt = minutes > 0 ? { runAt: new Date(Date.now() + minutes * 60_000).toISOString() } : {};
  return jobs.add(trx, [
    { task: 'notifications.sendEmail', payload: { emailId: id }, key: `sendEmail ${id}`, ...runAt },
  ]);
}

/**
 * Counts the attempt before it is made, as one without an answer: a process that dies over it leaves that behind.
 * An email without attempts that failed is one that the version before this one tried.
 * @returns undefined when nothing is to be sent
 */
async function begin(db: AppContext['db'], id: string): Promise<Email | undefined> {
  const [email] = await Email.query(db)
    .where({ id })
    .where((open) => open.where({ state: 'queued' }).orWhere({ state: 'failed', attempts: 0 }))
    .where('unanswered', '<', mostUnanswered)
    .patch({
      state: 'queued',
      attempts: raw('attempts + 1'),
      unanswered: raw('unanswered + 1'),
      nextAt: null,
    })
    .returning('*');
  if (!email) {
    const left = await Email.query(db).findOne({ id, state: 'queued' });
    if (left)
      await Email.query(db)
        .where({ id, state: 'queued' })
        .patch({ ...failed(left, mayHaveArrived), nextAt: null });
  }
  return email;
}

const mayHaveArrived =
  'The mail server took it twice and didn’t say whether it delivers it. It may have arrived: ask before you send it again.';

/** Once it has left, nobody needs a link that opens an account here, nor the address of a closed one. */
function kept(email: Email): Partial<Email> {
  if (email.kind === farewellKind) return { toAddress: '', textBody: '', htmlBody: '' };
  return hasSecret(email) ? { textBody: masked(email.textBody), htmlBody: masked(email.htmlBody) } : {};
}

/**
 * An email that isn't tried again waits for a person. The one that tells of a closed account doesn't: its address is removed,
 * and so is the mail server's reason, which may name it.
 */
function failed(email: Email, error: string): Partial<Email> {
  if (email.kind !== farewellKind) return { state: 'failed', error };
  return { ...kept(email), state: 'failed', error: 'The mail server didn’t take it.', settledAt: new Date() };
}

async function record(trx: Trx, email: Email, handover: Handover): Promise<void> {
  const write = Email.query(trx).findById(email.id);
  const answered = { unanswered: email.unanswered - 1 };
  const later = async (minutes: number, error: string, also: { unanswered?: number } = {}) => {
    await write.patch({ error, nextAt: new Date(Date.now() + minutes * 60_000), ...also });
    await queueSending(trx, email.id, minutes);
  };
  switch (handover.kind) {
    case 'accepted':
      await write.patch({ state: 'sent', sentAt: raw('now()'), error: null, ...answered, ...kept(email) });
      if (email.kind === 'order' && email.reservationId !== null)
        await markTicketsEmailed(trx, email.reservationId, email.toAddress);
      return;
    case 'refused':
      await write.patch({ ...failed(email, handover.reason), ...answered });
      return;
    case 'unanswered':
      if (email.unanswered >= mostUnanswered) await write.patch(failed(email, mayHaveArrived));
      else await later(unansweredPauseMinutes, handover.reason);
      return;
    case 'postponed': {
      const pause = pausesMinutes[email.attempts - 1];
      if (pause === undefined)
        await write.patch({
          ...failed(email, `${handover.reason} (after ${email.attempts} attempts)`),
          ...answered,
        });
      else await later(pause, handover.reason, answered);
    }
  }
}
