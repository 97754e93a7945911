/** Staff take one listing in by hand, and correct it: over the forms, refusals beside their fields. */
import { randomUUID } from 'node:crypto';
import { buildGame } from '@holdfast/server/test/factories/catalog';
import { expect } from 'vitest';
import { consignorWith } from '../admin/data.ts';
import { widths } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { sees } from '../page.ts';
import { Colleague } from './colleague.ts';

const confirmed = 'label:has(input[name="confirmedPriceAmount"])';
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
  await staff.sees('12.00 is right');
  expect(await staff.inspect('listing-create', screens)).toEqual([]);
  await staff.click(confirmed);
  // What was confirmed is that price alone: another one is asked about again.
  await staff.fill('Price each', '560.00');
  await staff.gone('input[name="confirmedPriceAmount"]');
  await staff.press('Add the listing');
  await staff.sees(/5 times the market/);
  await staff.click(confirmed);
  await staff.press('Add the listing');
  await staff.sees('Where it is');
  await staff.sees('101 / D / 5–8');
  const [made] = await app.context.db('listings').where({ event_id: eventId, row: 'D' });
  expect(made).toMatchObject({ state: 'submitted', price_amount: 56_000, source: 'By hand' });
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

test('two people correct one listing: the later form is refused, says what changed, and puts nothing back', async ({
  app,
  staff,
}) => {
  const { ids } = await consignorWith(app, 'Harbor Row', [{ section: '101', row: 'A', seats: [1, 2, 3, 4] }]);
  const colleague = await Colleague.of(app);
  await staff.go(`/listings/${ids[0]}`, /^Correct /);
  await staff.fill('Delivery note, for staff', 'Mobile transfer');
  await staff.fill('Reason, goes into the log', 'They said so');
  const { version } = await colleague.listing(ids[0]!);
  const correction = { seats: '1–3', version, reason: 'Seat 4 went elsewhere' };
  await colleague.ask('PUT', `/admin/listings/${ids[0]}`, correction, { 'idempotency-key': randomUUID() });
  await staff.press('Save the correction');
  await staff.sees(/changed it meanwhile \(seats\): “Seat 4 went elsewhere”/);
  expect(await staff.inspect('listing-correct-conflict', screens)).toEqual([]);
  await staff.press('Open the form again');
  await staff.gone('[role="alert"]');
  await staff.fill('Delivery note, for staff', 'Mobile transfer');
  await staff.fill('Reason, goes into the log', 'They said so');
  await staff.press('Save the correction');
  // The form names the listing too; its page is shown after the answer.
  await staff.title(/^(?!Correct ).*101 \/ A \/ 1–3/);
  expect(await app.context.db('listings').where({ id: ids[0] }).first()).toMatchObject({
    seats: [1, 2, 3],
    delivery: 'Mobile transfer',
  });
});
