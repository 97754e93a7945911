/** The inboxes in a browser: a sale counts in the consignor's without a reload, and a submitted listing at the staff's bell. */
import { buildGame } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { Fan } from '@holdfast/server/test/fan';
import { expect } from 'vitest';
import { widths as screens } from './admin/staffPage.ts';
import { open, press, seesPage, settled } from './fan/journey.ts';
import { inspectDark, inspectWidths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { patience, sees } from './page.ts';
import { accountOf } from './profiles.ts';

test('a sale reaches the consignor’s inbox live; staff’s bell counts a submitted listing', async ({
  app,
  visit,
  staff,
}) => {
  const { page } = visit;
  const { db } = app.context;
  const { email } = accountOf('consignor');
  const { consignor_id: consignorId } = await db('people').where({ email }).first('consignor_id');
  await db('consignors')
    .where({ id: consignorId })
    .update({ name: `Ann ${'Featherstonehaugh-'.repeat(5)}Keller` });
  await open(page, `${app.url}/sign-in?next=${encodeURIComponent('/selling/notices')}`);
  await press(page, /^Consignor$/);
  await press(page, 'Sign in', 'main');
  await seesPage(page, 'Your inbox');
  await press(page, 'Mark all read');
  await sees(page, 'Everything is read.');
  const unread = () =>
    page.$eval('.site-head > .wrap > nav .unread', (each) => Number(each.textContent)).catch(() => 0);

  const { eventId } = await buildGame(app.context, {});
  const { id } = await buildListing(app.context, { eventId, consignorId });
  await new Fan(app).buy(id, 1);
  await expect.poll(unread, patience).toBe(1);
  await sees(page, 'Sold: please send the tickets');
  expect(await inspectWidths(page, 'inbox')).toEqual([]);
  expect(await inspectDark(page, 'inbox')).toEqual([]);
  await press(page, 'Mark all read');
  await sees(page, 'Everything is read.');
  expect(await unread()).toBe(0);
  await press(page, 'Sold: please send the tickets');
  await seesPage(page, 'Your tickets');
  await open(page, `${app.url}/selling/notices?view=unread`);
  await sees(page, 'You have read everything.');
  await settled(page);

  await staff.go('/inbox', 'Inbox');
  const bell = () => staff.page.$eval('.bell i', (each) => Number(each.textContent)).catch(() => 0);
  await staff.press('Mark all read');
  await staff.sees('Everything is read.');
  await buildListing(app.context, { consignorId, state: 'submitted' });
  await expect.poll(bell, patience).toBe(1);
  await staff.sees('1 listing to approve');
  expect(await staff.inspect('inbox', [screens.desktop, screens.phone])).toEqual([]);
  await staff.go('/inbox?view=unread', 'Inbox');
  await staff.sees('1 listing to approve');
  await staff.keys('Enter');
  await staff.at(/\/listings\/lst_\w+\/show/);
  await expect.poll(bell, patience).toBe(0);
  await staff.go('/inbox/preferences', 'Preferences');
  expect(await staff.inspect('inbox-preferences', [screens.desktop, screens.phone])).toEqual([]);
});
