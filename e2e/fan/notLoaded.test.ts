/** A part of a page whose answer doesn't come is said to be missing, with a way to try again: it never looks as if nothing were there. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { HTTPRequest } from 'puppeteer';
import { expect, test } from 'vitest';
import { sees } from '../page.ts';
import { accountOf } from '../profiles.ts';
import { useFanPage } from './fanFixture.ts';
import { open, press } from './journey.ts';
import { inspect, type Visitor } from './watch.ts';

let app: TestApp;
let fan: Visitor;
useFanPage({
  app(started) {
    app = started;
  },
  visitor(somebody) {
    fan = somebody;
  },
});

/** The parts of /account, and of /orders, by their endpoints. */
const parts = {
  '/api/account': 'The state of your email address',
  '/api/waiting-list': 'Your waiting lists',
  '/api/fan-alerts': 'Your alerts',
  '/api/account/second-factor': 'Your second factor',
  '/api/account/passkeys': 'Your passkeys',
  '/api/account/sessions': 'Your browsers',
  '/api/reservations': 'Your orders',
};

test('the parts of the account and the orders that don’t load say so, and are read again when asked', async () => {
  const { page } = fan;
  const { email, password } = accountOf('fan');
  await open(page, `${app.url}/sign-in`);
  const [name, secret] = await page.$$('main form input');
  await name!.type(email);
  await secret!.type(password);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Sign out');

  await page.setRequestInterception(true);
  const losing = (request: HTTPRequest) =>
    void (new URL(request.url()).pathname in parts && request.method() === 'GET'
      ? request.abort()
      : request.continue());
  page.on('request', losing);
  await page.goto(`${app.url}/orders`);
  await sees(page, 'Your orders didn’t load.');
  await page.goto(`${app.url}/account`);
  for (const what of Object.values(parts).slice(0, 6)) await sees(page, `${what} didn’t load.`);
  expect(await inspect(page, 'account-not-loaded')).toEqual([]);
  page.off('request', losing);
  await page.setRequestInterception(false);
  for (const what of Object.values(parts).slice(0, 6)) {
    await press(page, 'Try again', 'main');
    await page.waitForFunction((gone) => !document.body.innerText.includes(gone), {}, `${what} didn’t load.`);
  }
  await sees(page, 'This browser');
  await sees(page, 'You have none yet.');
  await sees(page, 'Set up a second factor');
  fan.complaints.length = 0; // Failed loads are what this is about.
});
