/** Telegram over HTTP, against a fake of its Bot API: the bot, linked chats, what they are told and ask, and what Telegram refuses. */
import { randomUUID } from 'node:crypto';
import { listingMachine } from '@holdfast/shared/listings/machines';
import type { NoticePreferences } from '@holdfast/shared/notices';
import type { TelegramCode, TelegramLink, TelegramSettings } from '@holdfast/shared/telegram';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { type FakeTelegram, startFakeTelegram, telegramToken } from '../../test/fakeTelegram.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { somebody } from '../../test/people.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let app: TestApp;
let telegram: FakeTelegram;
let admin: Fan;
let adminId: string;
beforeAll(async () => {
  telegram = await startFakeTelegram();
  app = await startTestApp(telegram.env);
  ({ who: admin, id: adminId } = await somebody(app, ['admin']));
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});
afterAll(async () => {
  await app.verify();
  await app.close();
  telegram.close();
});
beforeEach(() => {
  telegram.answers('ok');
  telegram.sent.length = 0;
});

const path = '/admin/settings/telegram';
const put = async (isOn: boolean, token: string | null) => {
  const { body } = await admin.ask<TelegramSettings>('GET', path);
  return admin.ask<TelegramSettings & { code: string; errors: Array<{ field: string; message: string }> }>(
    'PUT',
    path,
    { isOn, token, version: body.version },
    { 'idempotency-key': randomUUID() },
  );
};
const preferences = async (who: Fan, of = 'selling') =>
  (await who.ask<NoticePreferences>('GET', `/notices/${of}/preferences`)).body;
const linkOf = async (who: Fan, of = 'selling') =>
  (await who.ask<TelegramLink>('GET', `/notices/${of}/telegram`)).body;
/** What the bot says to what is written. */
const says = async (chatId: number, text: string): Promise<string> => {
  const before = telegram.sent.length;
  telegram.write(chatId, text);
  await eventually(`it answers ${text}`, async () => telegram.sent.length > before);
  return telegram.sent.at(-1)?.text ?? '';
};
let chats = 1_000;
const linked = async (who: Fan, of = 'selling') => {
  const chatId = ++chats;
  const { body } = await who.ask<TelegramCode>('POST', `/notices/${of}/telegram/code`);
  expect(await says(chatId, `/start ${body.code}`)).toMatch(/^Linked\./);
  return chatId;
};
const consigning = async () => {
  const consignorId = await buildConsignor(app.context);
  return { consignorId, ...(await somebody(app, ['consignor'], { consignorId })) };
};
const reprice = (id: string, priceAmount: number) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(listingMachine, id, { type: 'reprice', priceAmount }, { by: adminId }),
    ]),
  );
/** What waits goes now. */
const hurry = () =>
  app.context.db.raw(
    `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'notices/telegram/%'`,
  );

it('has no switches and no codes without a bot; asks Telegram before it stores one, and keeps its token sealed', async () => {
  const { who } = await consigning();
  expect((await preferences(who)).choices[0]).not.toHaveProperty('telegram');
  expect((await who.ask('POST', '/notices/selling/telegram/code')).body.code).toBe('nothing_to_do');
  expect((await admin.ask('POST', `${path}/test`)).body.code).toBe('nothing_to_do');
  const wrong = await put(true, '123456:another');
  expect([wrong.status, wrong.body.errors[0]?.message]).toEqual([
    422,
    expect.stringMatching(/Unauthorized.*BotFather/),
  ]);
  const { status, body } = await put(true, telegramToken);
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({ bot: 'holdfast_tests_bot', isOn: true, token: '…wxyz', linked: 0 }),
  ]);
  expect(telegram.called).toContain('deleteWebhook');
  expect((await admin.ask('POST', `${path}/test`)).body).toMatchObject({
    isTaken: true,
    said: '@holdfast_tests_bot',
  });
  const log = await app.context.db('audit_entries').where({ what: 'marketplace.telegram' });
  const row = await app.context.db('telegram_settings').first();
  expect(JSON.stringify([body, log, { ...row, sealed: row.sealed.toString() }])).not.toContain('of-tests');
  expect((await preferences(who)).choices.every((choice) => choice.telegram === true)).toBe(true);
});

it('links a chat by a code that is good once and for a while, and unlinks it from either side', async () => {
  const { who } = await consigning();
  expect(await says(1, '/today')).toContain('isn’t linked');
  expect(await says(1, 'hello')).toContain('isn’t linked');
  const first = (await who.ask<TelegramCode>('POST', '/notices/selling/telegram/code')).body;
  const { code, url } = (await who.ask<TelegramCode>('POST', '/notices/selling/telegram/code')).body;
  expect(url).toBe(`https://t.me/holdfast_tests_bot?start=${code}`);
  expect(await says(1, `/start ${first.code}`)).toContain('isn’t good');
  expect(await says(1, `/start ${code.toLowerCase()}`)).toContain('Linked');
  expect(await says(2, `/start ${code}`)).toContain('isn’t good');
  expect((await linkOf(who)).chat).toMatchObject({ name: '@ann_k', isBlocked: false, mutedUntil: null });
  expect(await says(1, '/nonsense')).toMatch(/\/today[\s\S]*\/mute/);
  expect((await who.ask<TelegramLink>('DELETE', '/notices/selling/telegram')).body.chat).toBeNull();
  const late = (await who.ask<TelegramCode>('POST', '/notices/selling/telegram/code')).body;
  await app.context.db('notice_link_codes').update({ expires_at: new Date(Date.now() - 1_000) });
  expect(await says(1, late.code)).toContain('isn’t good');
  const chatId = await linked(who);
  expect(await says(chatId, '/stop')).toContain('Unlinked');
  expect((await linkOf(who)).chat).toBeNull();
});

it('tells by preference, and says what was sold and what waits', async () => {
  const { who, consignorId } = await consigning();
  const chatId = await linked(who);
  const choices = [{ kind: 'priceChanged', inbox: true, email: true, telegram: false }];
  await who.ask('PUT', '/notices/selling/preferences', { choices, quiet: null });
  expect(await says(chatId, '/sold')).toContain('nothing sold');
  telegram.sent.length = 0;
  const { id } = await buildListing(app.context, { ...(await buildGame(app.context, {})), consignorId });
  await reprice(id, 12_300);
  await new Fan(app).buy(id, 1);
  await eventually('the sale is told', async () => {
    await hurry();
    return telegram.sent.some(({ text }) => text.includes('Sold'));
  });
  expect(telegram.sent.filter(({ chat_id }) => chat_id === String(chatId))).toHaveLength(1);
  expect(telegram.sent[0]?.text).toContain(`${app.context.publicUrl}/selling#to-deliver`);
  expect(JSON.stringify(telegram.sent)).not.toContain('price');
  expect(await says(chatId, '/sold')).toBe('Last seven days: 1 ticket in 1 order, $98.40 for you.');
  expect(await says(chatId, '/today')).toMatch(/To send: 1\n/);

  const { who: staff } = await somebody(app, ['staff'], { name: 'Ann Keller' });
  const office = await linked(staff, 'office');
  expect(await says(office, '/today')).toMatch(
    /^Today: 1 ticket in 1 order, \$123\.00\.\nListings to approve: 0\n/,
  );
});

it('mutes for hours, and what waited comes then', async () => {
  const { who, consignorId } = await consigning();
  const chatId = await linked(who);
  expect(await says(chatId, '/mute 1000')).toContain('from 1 to 168');
  expect(await says(chatId, '/mute 2')).toContain('2 hours');
  expect((await linkOf(who)).chat?.mutedUntil).not.toBeNull();
  telegram.sent.length = 0;
  const { id } = await buildListing(app.context, { ...(await buildGame(app.context, {})), consignorId });
  await reprice(id, 23_400);
  const { db } = app.context;
  const waiting = () =>
    db('notice_sendings').where({ recipient_id: consignorId, channel: 'telegram' }).whereNull('sent_at');
  await eventually('it waits for the end', async () => {
    await hurry();
    return (await waiting()).some(({ due_at }) => due_at.getTime() > Date.now() + 3_600_000);
  });
  expect(telegram.sent).toEqual([]);
  await says(chatId, '/unmute');
  await eventually('it comes', async () => {
    await hurry();
    return telegram.sent.some(({ text }) => text.includes('rice'));
  });
});

it('unlinks who blocked the bot and says so; waits as long as Telegram says; a refused token is a case', async () => {
  const { who, consignorId } = await consigning();
  await linked(who);
  const { id } = await buildListing(app.context, { ...(await buildGame(app.context, {})), consignorId });
  telegram.answers({ retryAfterSeconds: 1, times: 1 });
  telegram.sent.length = 0;
  await reprice(id, 34_500);
  await eventually('it comes after the pause', async () => {
    await hurry();
    return telegram.sent.length > 0;
  });
  telegram.answers('blocked');
  await reprice(id, 45_600);
  await eventually('it is unlinked', async () => {
    await hurry();
    return (await linkOf(who)).chat?.isBlocked === true;
  });
  telegram.answers('ok');
  await linked(who);
  expect((await linkOf(who)).chat?.isBlocked).toBe(false);
  telegram.answers({ status: 401, description: 'Unauthorized' });
  const { db } = app.context;
  const cases = async () =>
    (await admin.ask<{ data: Array<{ text: string }> }>('GET', '/admin/cases?kind=channelFailed')).body.data;
  await eventually('it is a case', async () => {
    await db('telegram_settings')
      .whereNotNull('failing_since')
      .update({ failing_since: new Date(Date.now() - 3 * 60_000) });
    return (await cases()).length === 1;
  });
  expect((await cases())[0]?.text).toMatch(/@holdfast_tests_bot: Unauthorized.*BotFather/);
  telegram.answers('ok');
  await eventually('the case ends', async () => (await cases()).length === 0);
});
