/** The outside world: a key with one scope that is refused elsewhere, and a webhook that fails and is replayed. */

import { Program } from '@holdfast/server/test/apiClient';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { eventually } from '@holdfast/server/test/fan';
import { startReceiver } from '@holdfast/server/test/webhookReceiver';
import { expect } from 'vitest';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

const screens = [widths.desktop, widths.phone];

test('an administrator makes a key, whose program is refused what it has no scope for', async ({
  app,
  admin,
}) => {
  await admin.go('/api-keys', 'API keys');
  await admin.sees('There is no key yet.');
  await admin.keys('n');
  await admin.press('Make the key');
  await admin.sees('Choose what the key may do.');
  expect(await admin.inspect('api-keys-new', screens)).toEqual([]);
  await admin.fill('What uses it', 'The accountant’s spreadsheet');
  await admin.click('input[value="payouts:read"]');
  await admin.press('Make the key');
  await admin.sees('Copy it now: it is shown this once.');
  expect(await admin.inspect('api-keys-made', screens)).toEqual([]);
  const token = /hk_test_[0-9a-z]{32}/.exec(await admin.text())?.[0] ?? '';
  const program = new Program(app, token);
  expect((await program.ask('GET', '/admin/payables')).status).toBe(200);
  expect((await program.ask('GET', '/admin/listings')).body).toMatchObject({
    code: 'scope_missing',
    detail: 'This key lacks listings:read. Ask an administrator for one that has it.',
  });
  await admin.press('I have it');
  await admin.page.reload();
  await admin.sees('The accountant’s spreadsheet');
  expect(await admin.text()).not.toContain(token);
  expect(await admin.inspect('api-keys', screens)).toEqual([]);
  await admin.press('Revoke…');
  await admin.keys('Control+Enter');
  await admin.sees('Revoked');
  expect((await program.ask('GET', '/admin/payables')).status).toBe(401);
});

test('an endpoint is told of a listing, fails, and gets it again by hand', async ({ app, admin }) => {
  const receiver = await startReceiver();
  receiver.answers({ status: 500, text: 'We are being updated. Try again at noon.' });
  await admin.go('/webhooks', 'Webhooks');
  await admin.sees('Nobody is told yet.');
  await admin.press('New endpoint');
  await admin.fill('Who is told', 'The box office next door');
  await admin.fill('Address', receiver.url);
  await admin.press('Make the endpoint');
  await admin.sees('Choose what it is told of.');
  await admin.click('.told-of summary');
  expect(await admin.inspect('webhooks-new', screens)).toEqual([]);
  await admin.click('.told-of details[open] input');
  await admin.press('Make the endpoint');
  await admin.sees('whsec_');
  expect(await admin.inspect('webhooks-secret', screens)).toEqual([]);
  await admin.press('I have it');
  await admin.press('The box office next door');
  await admin.title('The box office next door');
  await admin.sees('Nothing was sent in the last 30 days.');
  expect(await admin.inspect('webhooks-endpoint-empty', screens)).toEqual([]);

  await buildListing(app.context);
  await eventually('it was tried', async () => receiver.received.length > 0);
  await admin.sees('To try again');
  await admin.press('listing.live');
  await admin.sees('Each try, the newest first');
  await admin.click('aside details:nth-of-type(2) summary');
  await admin.sees('We are being updated.');
  expect(await admin.inspect('webhooks-failed', screens)).toEqual([]);
  receiver.answers(204);
  await admin.press('Send it again');
  await admin.sees('answered 204');
  await admin.press('Close it');
  await admin.press('Send a test');
  await admin.sees('test.ping');
  await admin.sees('answered 204');
  receiver.answers(410);
  await admin.press('Send it again');
  await admin.sees('Gone (410)');
  expect(await admin.inspect('webhooks-gone', screens)).toEqual([]);
  await admin.press('Close it');
  await admin.press('Remove…');
  await admin.keys('Control+Enter');
  await admin.title('Webhooks');
  receiver.close();
});
