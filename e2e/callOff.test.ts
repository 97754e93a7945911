/** An event whose refunds are above the limit is called off by two people, in a real browser. */
import { buildGame } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { dayMs, fromNow } from '@holdfast/server/test/factories/times';
import { eventually, Fan } from '@holdfast/server/test/fan';
import { expect } from 'vitest';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

test('staff ask, finance approve on the event’s page, and every order is refunded', async ({
  app,
  staff,
  finance,
}) => {
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(10 * dayMs) });
  const { id: listingId } = await buildListing(app.context, { eventId, priceAmount: 30_000 });
  const order = await new Fan(app).buy(listingId, 1);
  await app.context.db('approval_rule').update({ limit_amount: 20_000 });

  await staff.go(`/events/${eventId}/show`, / at /);
  await staff.click('input[type=radio][value=cancel]');
  await staff.sees('Its refunds are above what one person decides');
  await staff.fill('Reason, goes into the log', 'The hall is flooded');
  await staff.press(/^Ask a second person/);
  await staff.sees('waits for a second person.');
  expect(await staff.inspect('event-call-off-waits', [widths.desktop, widths.phone])).toEqual([]);

  await finance.go(`/events/${eventId}/show`, / at /);
  await finance.press(/^Approve…/);
  await finance.sees('These are the figures of now');
  await finance.fill('Reason, goes into the log', 'Saw the hall');
  await finance.keys('Control+Enter');
  await finance.sees('It is approved and done.');
  await finance.sees(/The hall is flooded \(asked by /);
  await eventually(
    'the order is refunded',
    async () => (await app.context.db('reservations').where({ id: order.id }).first()).state === 'refunded',
  );
  await app.context.db('approval_rule').update({ limit_amount: 0 });
});
