/** Sends messages to Slack: again after growing pauses where it takes none, which is a case of its destination. */
import { type SlackAnswer, type SlackDestination, slackDestinationFacts } from '@holdfast/shared/slack';
import { z } from 'zod';
import { readMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { type SlackBlock, type SlackMessage, slackMessage } from './blocks.ts';
import { callSlack, type SlackOutcome, type SlackTarget } from './callSlack.ts';
import { addTry, queueTry, sendWaitingNow } from './outbox.ts';
import { SlackSettings } from './SlackSettings.ts';
import { openSlack } from './secrets.ts';

type App = Pick<AppContext, 'config' | 'db' | 'secret'>;

/** Minutes before each further try, about a day in all. */
const pausesMinutes = [1, 5, 15, 60, 180, 360, 720] as const;

interface StoredMessage {
  id: string;
  destination: SlackDestination;
  text: string;
  blocks: SlackBlock[];
  tries: number;
}

/** @returns null where nothing is sent there */
async function targetOf({ db, secret }: App, name: SlackDestination): Promise<SlackTarget | null> {
  const row = await SlackSettings.query(db).first();
  const destination = row?.destinations[name];
  return row && destination && destination.way !== 'none'
    ? { destination, secrets: openSlack(secret, row) }
    : null;
}

/** Makes one try at a message that waits. A process that dies between Slack's answer and its record sends it again. */
async function sendOne(app: App, messageId: string): Promise<void> {
  const message = await inTransaction(app.db, async (trx) => {
    const [found] = await queryPrepared<StoredMessage>(
      trx,
      `SELECT id, destination, text, blocks, tries FROM slack_messages WHERE id = $1 AND state = 'waiting'`,
      [messageId],
    );
    return found;
  });
  if (!message) return;
  const target = await targetOf(app, message.destination);
  if (target === null) {
    await inTransaction(app.db, (trx) =>
      query(trx, `UPDATE slack_messages SET state = 'dropped' WHERE id = $1`, [messageId]),
    );
    return;
  }
  const { text, blocks } = message;
  const outcome = await callSlack(app, message.destination, target, { text, blocks });
  await inTransaction(app.db, (trx) => record(trx, message, outcome));
}

async function record(
  trx: Trx,
  { id, destination, tries }: StoredMessage,
  outcome: SlackOutcome,
): Promise<void> {
  if (outcome.kind === 'later') return queueTry(trx, id, destination, outcome.afterMs);
  if (outcome.kind === 'taken') {
    await query(
      trx,
      `UPDATE slack_messages SET state = 'sent', tries = tries + 1, error = NULL, sent_at = now() WHERE id = $1`,
      [id],
    );
    return fares(trx, destination, outcome);
  }
  const pause = pausesMinutes[tries];
  await query(trx, 'UPDATE slack_messages SET tries = tries + 1, error = $2, state = $3 WHERE id = $1', [
    id,
    outcome.said,
    pause === undefined ? 'failed' : 'waiting',
  ]);
  await fares(trx, destination, outcome);
  if (pause !== undefined) await addTry(trx, id, new Date(Date.now() + pause * 60_000));
}

/** Keeps how a destination fares. One that takes messages again gets those that wait. */
async function fares(trx: Trx, destination: SlackDestination, outcome: SlackOutcome): Promise<void> {
  if (outcome.kind === 'later') return;
  if (outcome.kind === 'refused') {
    await query(
      trx,
      `INSERT INTO slack_destinations AS d (name, failing_since, problem) VALUES ($1, now(), $2)
       ON CONFLICT (name) DO UPDATE SET failing_since = coalesce(d.failing_since, now()), problem = EXCLUDED.problem`,
      [destination, `${outcome.said}. ${outcome.remedy}`],
    );
    return;
  }
  const [before] = await query<{ failing: boolean }>(
    trx,
    'SELECT failing_since IS NOT NULL AS failing FROM slack_destinations WHERE name = $1 FOR UPDATE',
    [destination],
  );
  await query(
    trx,
    `INSERT INTO slack_destinations (name, sent_at) VALUES ($1, now())
     ON CONFLICT (name) DO UPDATE SET failing_since = NULL, problem = NULL, sent_at = now()`,
    [destination],
  );
  if (before?.failing) await sendWaitingNow(trx, [destination]);
}

/**
 * Sends a test while the caller waits, and keeps how the destination fares.
 * @throws Problem `nothing_to_do` where nothing is sent there
 */
export async function testSlack(
  app: App & Pick<AppContext, 'publicUrl'>,
  name: SlackDestination,
  principal: Principal,
): Promise<SlackAnswer> {
  const target = await targetOf(app, name);
  if (target === null)
    throw new Problem('nothing_to_do', 'Nothing is sent there. Choose its way and save, then send a test.');
  const { name: marketplace } = await readMarketplace(app.db);
  const message: SlackMessage = slackMessage(`${marketplace}: a test`, [
    `If you read this, messages of “${slackDestinationFacts[name].name}” arrive here.`,
  ]);
  const outcome = await callSlack(app, name, target, message);
  await inTransaction(app.db, async (trx) => {
    await fares(trx, name, outcome);
    const after = { destination: name, isTaken: outcome.kind === 'taken', said: outcome.said };
    await audit(trx, principal, [
      { what: 'marketplace.slackTest', subject: 'marketplace', before: null, after },
    ]);
  });
  if (outcome.kind === 'later')
    return {
      isTaken: false,
      said: outcome.said,
      remedy: `Slack takes messages again in ${Math.ceil(outcome.afterMs / 1_000)} seconds.`,
    };
  return outcome.kind === 'taken'
    ? { isTaken: true, said: outcome.said, remedy: null }
    : { isTaken: false, said: outcome.said, remedy: outcome.remedy };
}

const aboutMessage = z.object({ messageId: z.string() });

/** @returns handlers by the names of their jobs */
export const slackJobs = (app: App): Record<string, (payload: unknown) => Promise<void>> => ({
  'slack.send': (payload) => sendOne(app, aboutMessage.parse(payload).messageId),
});

/** Removes messages that are kept no longer; `sweepExpired` runs it. */
export async function removeOldSlack(db: Database): Promise<void> {
  const { noticeDays } = await readMarketplace(db);
  await db.raw(
    `DELETE FROM slack_messages WHERE state <> 'waiting' AND created_at < now() - make_interval(days => ?)`,
    [noticeDays],
  );
}
