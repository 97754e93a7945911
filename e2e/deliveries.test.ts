/** Sold tickets: staff mark them as sent with proof, the fan can't accept them, gets others of the same row, and has them. */
import { buildListing } from '@holdfast/server/test/factories/listings';
import { eventually } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Reservation } from '@holdfast/shared/reservations';
import { expect } from 'vitest';
import { buyTwoTickets } from './admin/order.ts';
import { open, press } from './fan/journey.ts';
import { inspect, widths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { sees } from './page.ts';

test('tickets are sent with their proof, the fan can’t accept them, and gets others that arrive', async ({
  app,
  staff,
  visit: { page },
}) => {
  const order = await buyTwoTickets(app);
  const { event } = order;
  const about = () => app.context.db('emails').where({ reservation_id: order.id, kind: 'order' }).first();
  await eventually('the order’s email', async () => (await about()) !== undefined);
  const [link = ''] = /http\S+\/open\/\S+/.exec((await about()).text_body) ?? [];
  await open(page, link);
  await sees(page, 'Not sent yet');
  await sees(page, 'The seller transfers them to you, to fan@example.com, in the app');
  expect(await page.$$('.qr img')).toHaveLength(0);
  expect(await inspect(page, 'order-due')).toEqual([]);

  await staff.go(`/deliveries?queue=toSend&q=${order.code}`, 'Deliveries');
  await staff.sees(order.code);
  expect(await staff.inspect('deliveries')).toEqual([]);
  await staff.keys('Enter');
  await staff.title(event.name);
  await staff.press('Mark as sent');
  await staff.sees('The fan gets an email');
  await staff.keys('Control+Enter');
  await staff.sees('Give the number of the transfer, or upload a picture of its confirmation.');
  await staff.fill('Number of the transfer', 'TM-4711');
  expect(await staff.inspect('delivery-send')).toEqual([]);
  await staff.keys('Control+Enter');
  await staff.sees('the fan hasn’t answered');
  expect(await staff.inspect('delivery-sent')).toEqual([]);

  await page.reload();
  await sees(page, 'Number: TM-4711.');
  await press(page, 'I can’t accept them');
  await page.setViewport({ width: widths.phone, height: 844 });
  await page.click('input[value=wrongTickets]');
  await page.type('textarea', 'They are for another row');
  expect(await inspect(page, 'order-refuse')).toEqual([]);
  await press(page, 'Tell our team');
  await sees(page, 'You told us that something is wrong with these tickets.');
  expect(await inspect(page, 'order-refused')).toEqual([]);

  const { id: better } = await sameRow(app, order);
  await staff.page.reload();
  await staff.sees('“They are for another row”');
  await staff.sees('The same section and row.');
  await staff.page.click(`input[value="${better}"]`);
  await staff.sees('The fan keeps the order, pays nothing more');
  expect(await staff.inspect('delivery-decision')).toEqual([]);
  await staff.pick('Whose part is it?', /The consignor’s/);
  await staff.fill('Reason, goes into the log', 'Sold twice, the other buyer was first');
  await staff.keys('Control+Enter');
  await staff.sees('The fan has other tickets in place of these.');
  await staff.page.click('a[href*="/deliveries/"][href$="/show"]:not([tabindex])');
  await staff.sees('In place of');
  await staff.press('Mark as sent');
  await staff.fill('Number of the transfer', 'TM-4712');
  await staff.keys('Control+Enter');
  await staff.sees('the fan hasn’t answered');

  await page.reload();
  await sees(page, 'In place of Section');
  await sees(page, 'Number: TM-4712.');
  expect(await inspect(page, 'order-replaced')).toEqual([]);
  await press(page, 'I have them');
  await sees(page, 'You have them in the app.');
  await staff.sees('Received');
});

/** Two more seats of the same row, dearer than those that the fan bought, from another consignor. */
function sameRow(app: TestApp, { items, event }: Reservation): Promise<{ id: string }> {
  const [item] = items;
  if (!item) throw new Error('the order has no tickets');
  return buildListing(app.context, {
    eventId: event.id,
    section: item.section ?? '',
    row: item.row ?? '',
    seats: [91, 92],
    priceAmount: item.priceParts.price.amount + 500,
  });
}
