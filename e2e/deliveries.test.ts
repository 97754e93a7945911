/** Sold tickets: staff mark them as sent with proof, the fan can't accept them, and the case names whose part it is. */
import { eventually } from '@holdfast/server/test/fan';
import { expect } from 'vitest';
import { buyTwoTickets } from './admin/order.ts';
import { open, press } from './fan/journey.ts';
import { inspect, widths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { sees } from './page.ts';

test('tickets are sent with their proof, the fan can’t accept them, and support decides', async ({
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

  await staff.page.reload();
  await staff.sees('“They are for another row”');
  await staff.press('It failed');
  await staff.pick('Whose part is it?', /The consignor’s/);
  await staff.fill('Reason, goes into the log', 'Sold twice, the other buyer was first');
  await staff.keys('Control+Enter');
  await staff.sees('Decide on the case of');
  expect(await staff.inspect('delivery-failed')).toEqual([]);
  await staff.go(`/reservations/${order.id}/show`, order.code);
  await staff.sees(/can’t be delivered, the part of/);
});
