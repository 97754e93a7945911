/** Fills Slack and Telegram: a destination that takes nothing, a message that waits, what is gathered for the next one; a bot, a linked chat and a code. */
import { randomUUID } from 'node:crypto';
import { linkByCode, makeLinkCode } from '../../../src/notices/index.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { postSlack, slackMessage } from '../../../src/slack/index.ts';
import { sealToken } from '../../../src/telegram/token.ts';
import { buildListing } from '../../factories/listings.ts';
import { eventually } from '../../fan.ts';
import { somebody } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** @throws Error when something is refused */
export async function fillChannels(running: TestApp): Promise<void> {
  const { who, id } = await somebody(running, ['admin']);
  const none = { way: 'none' };
  const notices = { way: 'webhook', webhookUrl: 'http://127.0.0.1:9/services/wxyz' };
  const { status } = await who.ask(
    'PUT',
    '/admin/settings/slack',
    { notices, alarms: none, reports: none, test: none, kinds: ['listingsSubmitted'], version: 0 },
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
  await db('telegram_settings').insert({
    bot_id: '1',
    bot_name: 'holdfast_bot',
    token_hint: '…oken',
    is_on: false,
    version: 1,
    ...(({ sealed, keyId }) => ({ sealed, key_id: keyId }))(sealToken(running.context.secret, '1:a-token')),
  });
  await inTransaction(db, async (trx) => {
    const made = { ownerId: id, channel: 'telegram', personId: id };
    const { code } = await makeLinkCode(trx, made);
    await linkByCode(trx, 'telegram', code, { address: '1', name: '@ann' });
    await makeLinkCode(trx, made);
  });
}
