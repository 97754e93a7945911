/** Sales tax within what fans paid: finance sees what is owed to its place, says that it was paid, and finds it in the books. */
import { buildEvent, buildVenue } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { Fan } from '@holdfast/server/test/fan';
import { expect } from 'vitest';
import { clientOf } from './admin/data.ts';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

const screens = [widths.desktop, widths.phone];

test('what is owed to a place is paid and booked', async ({ app, finance }) => {
  const admin = await clientOf(app, 'admin');
  const rule = { country: 'US', region: 'PA', city: 'Erie', name: 'Amusement tax', ratePpm: 250_000 };
  const set = await admin.ask('POST', '/admin/tax-rules', { ...rule, onPrice: true, onFee: false });
  expect(set.status).toBe(201);
  const eventId = await buildEvent(app.context, { venueId: await buildVenue(app.context, { city: 'Erie' }) });
  const { id } = await buildListing(app.context, { eventId, seats: [1, 2], priceAmount: 10_000 });
  await new Fan(app).buy(id, 2);

  await finance.go('/tax-rules', 'Taxes');
  await finance.sees('Owed to places');
  // A quarter of the price without tax is a fifth of 100.00, for two seats.
  await finance.sees(/Erie, PA, US 40\.00 0\.00 0\.00 40\.00/);
  await finance.press('It was paid');
  await finance.sees('40.00 is owed to it by the books.');
  await finance.fill('Amount', '41');
  await finance.typeInto('Paid on', '01022026');
  await finance.fill('Reference', 'Return 4711');
  await finance.keys('Control+Enter');
  await finance.sees('That is more than is owed to Erie, PA, US.');
  expect(await finance.inspect('tax-payment', screens)).toEqual([]);
  await finance.fill('Amount', '30');
  await finance.keys('Control+Enter');
  await finance.sees(/Erie, PA, US 40\.00 0\.00 −30\.00 10\.00/);
  await finance.sees('Return 4711');
  expect(await finance.inspect('taxes-owed', screens)).toEqual([]);
  await finance.go('/reports?report=taxes', 'Tax collected');
  await finance.sees('Paid to places');
  await finance.sees('−30.00');
  await app.verify();
});
