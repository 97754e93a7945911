/** Where a fan is signed in, and what administrators see of refusals. */
import { Fan } from '@holdfast/server/test/fan';
import { expect } from 'vitest';
import { inspect, widths } from './fan/watch.ts';
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
  const faults: string[] = [];
  for (const width of Object.values(widths)) {
    await page.setViewport({ width, height: 900 });
    faults.push(...(await inspect(page, 'own-sessions')));
  }
  expect(faults).toEqual([]);
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
