/** What support does for a fan on the phone: more time, other seats, the fan's own page; and a buyer who is blocked. */
import { buildGame } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { eventually, Fan } from '@holdfast/server/test/fan';
import { expect } from 'vitest';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

test('a hold gets more time and other seats, its page is read, and its buyer is blocked', async ({
  app,
  support,
}) => {
  const { eventId } = await buildGame(app.context, {});
  const row = (name: string, priceAmount: number) =>
    buildListing(app.context, { eventId, row: name, seats: [1, 2], priceAmount });
  const [front, back] = [await row('A', 9_000), await row('K', 6_000)];
  const fan = new Fan(app);
  const { body: hold } = await fan.hold(front.id, 2);

  await support.go(`/reservations/${hold.id}/show`, hold.code);
  await support.press(/Give it more time/);
  await support.sees('Held until');
  await support.fill('Reason, goes into the log', 'Looks for their glasses');
  await support.keys('Control+Enter');
  await support.sees('Give it more time: done.');
  const longer = await fan.read(hold.id);
  expect(Date.parse(longer.expiresAt) - Date.parse(hold.expiresAt)).toBe(15 * 60_000);

  await support.press(/Move it to other seats/);
  await support.click('input[name="move-to"]');
  await support.sees('The fan pays');
  expect(await support.inspect('case-move', [widths.desktop])).toEqual([]);
  await support.fill('Reason, goes into the log', 'They want to sit in the back');
  await support.keys('Control+Enter');
  await support.sees('Move it to other seats: done.');
  expect(await fan.read(hold.id)).toMatchObject({ items: [{ listingId: back.id }] });

  await support.press(/Block this buyer…/);
  await support.click('input[type="checkbox"][value="email"]');
  await support.fill('Reason, goes into the log', 'The bank reported stolen cards');
  await support.keys('Control+Enter');
  await support.sees('This buyer is blocked.');
  await eventually('it is in force', async () => (await app.context.db('buyer_blocks')).length === 1);
  await support.go('/blocks', 'Blocked buyers');
  await support.sees('fan@example.com');
  expect(await support.inspect('blocks', [widths.desktop])).toEqual([]);
  await app.context.db('buyer_blocks').update({ lifted_at: new Date() });

  await support.page.goto(`${app.url}/as-fan/${hold.id}`);
  await support.sees('You see this as the fan does.');
  await support.sees('We moved your hold to other seats');
});
