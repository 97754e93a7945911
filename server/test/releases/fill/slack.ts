/** Fills Slack: a destination that takes nothing, a message that waits for it, and what is gathered for the next one. */
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { slackMessage } from '../../../src/slack/index.ts';
import { postSlack } from '../../../src/slack/outbox.ts';
import { buildListing } from '../../factories/listings.ts';
import { eventually } from '../../fan.ts';
import { somebody } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** @throws Error when something is refused */
export async function fillSlack(running: TestApp): Promise<void> {
  const { who } = await somebody(running, ['admin']);
  const none = { way: 'none' };
  const notices = { way: 'webhook', webhookUrl: 'http://127.0.0.1:9/services/wxyz' };
  const { status } = await who.ask(
    'PUT',
    '/admin/settings/slack',
    { notices, alarms: none, weekly: none, test: none, kinds: ['listingsSubmitted'], version: 0 },
    { 'idempotency-key': randomUUID() },
  );
  if (status >= 300) throw new Error(`Slack’s settings answered ${status}`);
  const { db } = running.context;
  await inTransaction(db, (trx) => postSlack(trx, 'notices', 'fill', slackMessage('A message', ['A line'])));
  await buildListing(running.context, { state: 'submitted' });
  await eventually('a line is gathered', async () => Boolean(await db('notice_shared_lines').first()));
  await eventually('it was tried', async () =>
    Boolean(await db('slack_messages').where({ tries: 1 }).first()),
  );
}
