/** What the worker does for notices: it reads the log all the time, sends what is due, and removes what is old. */
import { z } from 'zod';
import { readMarketplace } from '../marketplace/index.ts';
import { removeOldNotices, takeSendings, takeShared } from '../notices/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction } from '../platform/db/index.ts';
import { type Repeating, repeating } from '../platform/repeating.ts';
import { startTelegram } from '../telegram/index.ts';
import { answerWritten } from './answerWritten.ts';
import { channels, sharedChannels } from './channels/index.ts';
import { readLog } from './readLog.ts';
import { sayLines, sayNotices } from './texts.ts';

/** Answers what people write to the bot until it is stopped. */
export const startChats = (app: AppContext): Repeating => startTelegram(app, answerWritten(app));

/** How often it looks what happened, milliseconds. */
const everyMs = 1_000;

/** Reads the log until it is stopped. */
export const startNotices = (app: AppContext): Repeating =>
  repeating(
    everyMs,
    () => readLog(app),
    (error) => app.log.warn({ err: error }, 'notices could not be made; the next look tries again'),
  );

const aboutSending = z.object({ recipientId: z.string(), channel: z.string(), dueAt: z.string() });

const aboutShared = z.object({ channel: z.string(), group: z.string(), dueAt: z.string() });

/** @returns handlers by the names of their jobs. A sending that fails is tried again; one that gives up is a case. */
export const noticeJobs = (app: AppContext): Record<string, (payload: unknown) => Promise<void>> => ({
  async 'notices.send'(payload) {
    const sending = aboutSending.parse(payload);
    const channel = channels.get(sending.channel);
    if (!channel) throw new Error(`there is no channel ${sending.channel}`);
    await inTransaction(app.db, async (trx) => {
      const taken = await takeSendings(trx, sending);
      const [first] = taken;
      if (!first) return;
      const notices = await sayNotices(trx, taken);
      const cause = `notices/${channel.name}/${first.id}`;
      await channel.send(trx, app, { recipientId: sending.recipientId, notices, cause });
    });
  },
  async 'notices.share'(payload) {
    const group = aboutShared.parse(payload);
    const channel = sharedChannels.get(group.channel);
    if (!channel) throw new Error(`there is no channel ${group.channel}`);
    await inTransaction(app.db, async (trx) => {
      const taken = await takeShared(trx, group);
      const [first] = taken;
      if (first)
        await channel.share(trx, app, { lines: sayLines(taken), cause: `${channel.name}/${first.id}` });
    });
  },
});

/** Removes what is older than the settings keep; `sweepExpired` runs it. */
export async function removeExpiredNotices(db: Database): Promise<void> {
  await removeOldNotices(db, (await readMarketplace(db)).noticeDays);
}
