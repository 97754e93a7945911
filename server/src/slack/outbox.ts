/** Messages to Slack, stored in the transaction of what they tell of, and sent one a second to each destination. */
import type { SlackDestination } from '@holdfast/shared/slack';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { jobs } from '../platform/jobs/index.ts';
import type { SlackMessage } from './blocks.ts';
import { SlackSettings } from './SlackSettings.ts';

/** Seconds between two messages to one destination. Source: https://docs.slack.dev/apis/web-api/rate-limits: one a second to a channel */
const paceSeconds = 1;

/** Whether messages to a destination go anywhere. */
export async function goesSomewhere(trx: Trx, destination: SlackDestination): Promise<boolean> {
  const row = await SlackSettings.query(trx).first();
  return (row?.destinations[destination] ?? { way: 'none' }).way !== 'none';
}

/** Stores a message once per cause, and queues its first try. Without a destination nothing is stored. */
export async function postSlack(
  trx: Trx,
  destination: SlackDestination,
  cause: string,
  { text, blocks }: SlackMessage,
): Promise<void> {
  if (!(await goesSomewhere(trx, destination))) return;
  const [stored] = await query<{ id: string }>(
    trx,
    `INSERT INTO slack_messages (id, cause, destination, text, blocks) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (cause) DO NOTHING RETURNING id`,
    [newId('slackMessage'), cause, destination, text, JSON.stringify(blocks)],
  );
  if (stored) await queueTry(trx, stored.id, destination);
}

/** Queues a try in the next free second of its destination. @param notBefore milliseconds from now */
export async function queueTry(
  trx: Trx,
  messageId: string,
  destination: string,
  notBeforeMs = 0,
): Promise<void> {
  const [free] = await queryPrepared<{ at: Date }>(
    trx,
    `INSERT INTO slack_destinations AS d (name, next_at) VALUES ($1, now() + make_interval(secs => $2 + ${paceSeconds}))
     ON CONFLICT (name) DO UPDATE SET next_at = greatest(d.next_at, now() + make_interval(secs => $2)) + interval '${paceSeconds} seconds'
     RETURNING next_at - interval '${paceSeconds} seconds' AS at`,
    [destination, notBeforeMs / 1_000],
  );
  await addTry(trx, messageId, free?.at);
}

/** Queues a try at an instant; the one that is queued already gives way. */
export const addTry = (trx: Trx, messageId: string, at: Date | undefined) =>
  jobs.add(trx, [
    {
      task: 'slack.send',
      payload: { messageId },
      key: `slack.send/${messageId}`,
      ...(at ? { runAt: at.toISOString() } : {}),
    },
  ]);

/** These destinations are others than they were: what Slack said of them is over, and what waits there is tried at once. */
export async function beginAnew(trx: Trx, destinations: readonly SlackDestination[]): Promise<void> {
  await query(
    trx,
    'UPDATE slack_destinations SET failing_since = NULL, problem = NULL WHERE name = ANY($1::text[])',
    [destinations],
  );
  await sendWaitingNow(trx, destinations);
}

/** What waits at these destinations is tried from now on, oldest first. */
export async function sendWaitingNow(trx: Trx, destinations: readonly SlackDestination[]): Promise<void> {
  await query(trx, 'UPDATE slack_destinations SET next_at = now() WHERE name = ANY($1::text[])', [
    destinations,
  ]);
  const waiting = await query<{ id: string; destination: string }>(
    trx,
    `SELECT id, destination FROM slack_messages WHERE state = 'waiting' AND destination = ANY($1::text[]) ORDER BY created_at, id`,
    [destinations],
  );
  for (const { id, destination } of waiting) await queueTry(trx, id, destination);
}
