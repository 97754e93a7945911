/** Where a fan is signed in, and what administrators see of refusals. */
import { Fan } from '@holdfast/server/test/fan';
import { newestToken } from '@holdfast/server/test/invitationLinks';
import { expect } from 'vitest';
import { createAccount } from './fan/createAccount.ts';
import { press } from './fan/journey.ts';
import { inspectWidths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { sees } from './page.ts';
import { accountOf } from './profiles.ts';

test('a fan sees where they are signed in, and signs out everywhere else', async ({ app, profiles }) => {
  const page = await profiles.newPage('fan');
  const { email, password } = accountOf('fan');
  const elsewhere = new Fan(app);
  await elsewhere.signIn(email, password);
  await page.goto(`${app.url}/account`);
  await sees(page, 'This browser');
  await sees(page, 'Sign out everywhere else');
  expect(await inspectWidths(page, 'own-sessions')).toEqual([]);
  await page.click('section[aria-label="Where you are signed in"] > button');
  await sees(page, 'Every other browser is signed out.');
  await sees(page, 'You are signed in nowhere else.');
  expect((await elsewhere.ask<{ person: unknown }>('GET', '/session')).body.person).toBeNull();
  await page.close();
});

test('a link of an old email leads to the form that opens the order', async ({ app, visit: { page } }) => {
  await page.goto(`${app.url}/orders?link=ended`);
  await sees(page, 'Links in our emails end 30 days after the event.');
});

test('an administrator reads what was refused for safety', async ({ app, admin }) => {
  await new Fan(app).signIn('nobody@example.com', 'not the password');
  await admin.start();
  await admin.go('/security-log', 'Security log');
  await admin.sees('Failed sign-in');
  await admin.sees('nobody@example.com');
  expect(await admin.inspect('security-log')).toEqual([]);
});

test('another password ends other browsers; the account is closed from its page, and its address is free again', async ({
  app,
  visit,
}) => {
  const { page } = visit;
  const given = { name: 'Closing Fan', email: 'closing@example.com', password: 'long enough for anybody' };
  await page.goto(`${app.url}/sign-in`);
  await createAccount(page, app, given);
  await sees(page, 'Your orders');
  const elsewhere = new Fan(app);
  await elsewhere.signIn(given.email, given.password);
  await page.goto(`${app.url}/account`);
  await sees(page, 'Sign out everywhere else');
  const [now, next] = await page.$$('form[aria-label="Password"] input');
  await now!.type(given.password);
  given.password = 'another long password';
  await next!.type(given.password);
  await press(page, 'Change my password');
  // Another password signs the other browser out, and the list says so.
  await sees(page, 'You are signed in nowhere else.');
  await press(page, 'Close my account');
  await sees(page, 'This can’t be taken back');
  expect(await inspectWidths(page, 'close-account')).toEqual([]);
  await page.type('form[aria-label="Close my account"] input', given.password);
  await press(page, 'Close it for good');
  await page.waitForFunction(() => location.pathname === '/account/closed');
  await sees(page, 'Your account is closed');
  expect(await inspectWidths(page, 'account-closed')).toEqual([]);
  // The server's page says it as well, so a reload or a browser without scripts reads the same.
  await page.setJavaScriptEnabled(false);
  await page.reload();
  await sees(page, 'Your account is closed');
  await page.setJavaScriptEnabled(true);
  await page.goto(`${app.url}/account`);
  await sees(page, 'You aren’t signed in.');
  expect((await new Fan(app).signIn(given.email, given.password)).status).toBe(401);
  await new Fan(app).ask('POST', '/sign-ups', { email: given.email });
  await newestToken(app, given.email, { kind: 'emailConfirmation' });
});
