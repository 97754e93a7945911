/** Who may see what, and what the page does without a connection. */
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from './admin/data.ts';
import { test } from './fixtures.ts';

test('staff sign in on the page, and start on their own work', async ({ stranger }) => {
  await stranger.signIn('staff');
  await stranger.title(/\w+day, /);
  await stranger.sees('Work queues');
});

test('a fan sees that the back office isn’t for them', async ({ stranger }) => {
  await stranger.signIn('fan');
  await stranger.sees(/no business here|for those who work here/);
  expect(await stranger.page.$('.rail')).toBeNull();
  expect(await stranger.inspect('sign-in')).toEqual([]);
});

test('a role without access to a page sees a message', async ({ app, finance }) => {
  await finance.page.goto(`${app.url}/admin/#/listings`);
  await finance.sees('This page isn’t yours to see.');
  expect((await finance.text()).includes('To approve')).toBe(false);
});

test('a lost connection is shown, and letters typed into a field trigger no shortcut', async ({
  app,
  staff,
}) => {
  await consignorWith(app, 'Ruben Achterberg', sectionsOf(3, { state: 'submitted' }));
  await staff.go('/to-approve', 'To approve');
  await staff.rows();
  await staff.keys('/');
  await staff.type('ar');
  expect(await staff.page.$('aside.side')).toBeNull();
  await staff.keys('Escape');

  // The figures stay, and reload when the connection returns.
  await staff.page.setOfflineMode(true);
  await staff.sees(/No answer since \d\d:\d\d: figures as of then/);
  expect((await staff.rows()).length).toBeGreaterThan(0);
  await staff.page.setOfflineMode(false);
  await staff.sees(/ Live$/);
});
