/** Slack and Telegram in a browser: an administrator sets them up and sends a test; staff and a consignor link a chat. */
import { startFakeSlack } from '@holdfast/server/test/fakeSlack';
import { startFakeTelegram, telegramToken } from '@holdfast/server/test/fakeTelegram';
import { expect } from 'vitest';
import { widths as screens } from './admin/staffPage.ts';
import { open, press, seesPage, settled } from './fan/journey.ts';
import { inspectWidths } from './fan/watch.ts';
import { test as base } from './fixtures.ts';
import { sees } from './page.ts';

const slack = await startFakeSlack();
const telegram = await startFakeTelegram();
const test = base.extend('env', { scope: 'file' }, { ...slack.env, ...telegram.env });
test.afterAll(() => {
  slack.close();
  telegram.close();
});

test('settings, a test with what Slack answered, and a chat that is linked', async ({
  app,
  admin,
  visit,
}) => {
  await admin.go('/settings', 'Settings');
  await admin.pick('Notices', /Incoming webhook/);
  await admin.fill('Notices: address of the webhook', slack.webhookUrl);
  await admin.press('Save Slack');
  await admin.sees('Webhook …abcd');
  await admin.click('button[aria-label="Send a test: Notices"]');
  await admin.sees('Slack took it.');
  slack.answers({ error: 'no_service' });
  await admin.click('button[aria-label="Send a test: Notices"]');
  await admin.sees('It says: no_service');
  expect(await admin.inspect('slack', [screens.desktop, screens.phone])).toEqual([]);
  await admin.click('#telegram input[name=isOn]');
  await admin.fill('Token of the bot', telegramToken);
  await admin.press('Save the bot');
  await admin.sees('@holdfast_tests_bot');
  expect(await admin.inspect('channels', [screens.desktop, screens.phone])).toEqual([]);

  await admin.go('/inbox/preferences', 'Preferences');
  await admin.press('Link a chat');
  await admin.sees('/start ');
  const code = async () => (await admin.text()).match(/\/start ([A-Z0-9]{10})/)?.[1] ?? '';
  telegram.write(7, `/start ${await code()}`);
  await admin.sees('linked with @ann_k');
  expect(await admin.inspect('telegram-link', [screens.desktop, screens.phone])).toEqual([]);

  const { page } = visit;
  await open(page, `${app.url}/sign-in?next=${encodeURIComponent('/selling/notices')}`);
  await press(page, /^Consignor$/);
  await press(page, 'Sign in', 'main');
  await seesPage(page, 'Your inbox');
  await press(page, 'Link a chat');
  await sees(page, 'Open @holdfast_tests_bot in Telegram');
  const text = await page.$eval('main', (main) => main.textContent ?? '');
  telegram.write(8, `/start ${text.match(/\/start ([A-Z0-9]{10})/)?.[1]}`);
  await sees(page, 'Linked with @ann_k');
  await settled(page);
  expect(await inspectWidths(page, 'telegram-linked')).toEqual([]);
});
