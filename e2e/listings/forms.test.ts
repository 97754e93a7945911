/** Staff take one listing in by hand, and correct it: over the forms, refusals beside their fields. */
import { buildGame } from '@holdfast/server/test/factories';
import { expect } from 'vitest';
import { consignorWith } from '../admin/data.ts';
import { widths } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { sees } from '../page.ts';

const screens = [widths.desktop, widths.phone];

test('a listing is taken in by hand, asked about its price, and waits for approval', async ({
  app,
  staff,
}) => {
  const rows = ['A', 'B', 'C'].map((row) => ({ section: '101', row, priceAmount: 10_000 }));
  const { eventId } = await consignorWith(app, 'Harbor Row Tickets', rows);
  const { name } = await app.context.db('events').where({ id: eventId }).first();
  await staff.go('/listings', 'Listings');
  await staff.press('New listing');
  await staff.title('New listing');
  await staff.press('Add the listing');
  await staff.sees('Correct the marked fields.');
  await staff.choose('Consignor', 'Harbor Row', /Harbor Row Tickets/);
  await staff.choose('Event', name.split(' at ')[0], new RegExp(name.split(' at ')[0]));
  await staff.fill('Section', '101');
  await staff.fill('Row', 'D');
  await staff.fill('Seats', '5-8');
  await staff.fill('Price each', '12.00');
  await staff.press('Add the listing');
  await staff.sees(/less than a third of the market/);
  await staff.sees('This price is right');
  expect(await staff.inspect('listing-create', screens)).toEqual([]);
  await staff.fill('Price each', '120.00');
  await staff.press('Add the listing');
  await staff.sees('Where it is');
  await staff.sees('101 / D / 5–8');
  const [made] = await app.context.db('listings').where({ event_id: eventId, row: 'D' });
  expect(made).toMatchObject({ state: 'submitted', price_amount: 12_000, source: 'By hand' });
});

test('a listing is corrected with a reason; the log names it, and the storefront shows it at once', async ({
  app,
  staff,
  visit,
}) => {
  const { eventId, ids } = await consignorWith(app, 'Harbor Row', [
    { section: '101', row: 'A', seats: [1, 2, 3, 4] },
  ]);
  await buildGame(app.context);
  await staff.go(`/listings/${ids[0]}/show`, /101 \/ A \/ 1–4/);
  await staff.press('Correct');
  await staff.title(/^Correct /);
  await staff.fill('Row', 'B');
  await staff.fill('Seats', '1, 2, 9');
  await staff.fill('Disclosure', 'A pillar in view');
  await staff.fill('Reason, goes into the log', 'The consignor sent the wrong row');
  await staff.press('Save the correction');
  await staff.sees('These seats have a gap.');
  expect(await staff.inspect('listing-correct', screens)).toEqual([]);
  await staff.fill('Seats', '3-6');
  await staff.press('Save the correction');
  await staff.title(/101 \/ B \/ 3–6/);
  const { slug } = await app.context.db('events').where({ id: eventId }).first();
  await visit.page.goto(`${app.url}/games/${slug}`);
  await sees(visit.page, 'A pillar in view');
  await staff.go(`/listings/${ids[0]}`, /^Correct /);
  await staff.sees('The consignor sent the wrong row');
});
