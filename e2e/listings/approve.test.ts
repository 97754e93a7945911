/** Approving: with a price in the same step, and undone again. */
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from '../admin/data.ts';
import { widths } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { Colleague } from './colleague.ts';

let other: Colleague;
test.beforeAll(async ({ app }) => {
  other = await Colleague.of(app);
});

const screens = [widths.desktop, widths.laptop, widths.phone];

test('a listing is approved at a new price in one step, with old and new price shown before', async ({
  app,
  staff,
}) => {
  const { consignorId, ids } = await consignorWith(
    app,
    'Philippa Marchetti',
    sectionsOf(3, { state: 'submitted' }),
  );
  await staff.go(`/to-approve?consignorId=${consignorId}`, 'To approve');
  await staff.rows(3);
  await staff.keys('j', 'k', 'x', 'Shift+j', 'a');
  await staff.sees('Approve 2 listings');
  await staff.sees('Philippa Marchetti');
  await staff.keys('p');
  await staff.type('-10');
  await staff.sees('90.00');
  await staff.ready();
  expect(await staff.inspect('desk-approve-price', screens)).toEqual([]);
  await staff.perform();
  const prices = await other.listings(`consignorId=${consignorId}&state=live`);
  expect(prices.map(({ price }) => price.amount).sort()).toHaveLength(2);
  const approved = new Map(prices.map(({ id, price }) => [id, price.amount]));
  for (const [at, id] of ids.entries()) if (approved.has(id)) expect(approved.get(id)).toBe(9_000 + at * 450);
});

test('z undoes approving: from its report, and later from the list', async ({ app, staff }) => {
  const { consignorId, ids } = await consignorWith(
    app,
    'Leopold Ashgrove',
    sectionsOf(2, { state: 'submitted' }),
  );
  const waiting = async () => (await other.listings(`consignorId=${consignorId}&state=submitted`)).length;
  await staff.go(`/to-approve?consignorId=${consignorId}`, 'To approve');
  await staff.rows(2);
  await staff.keys('j', 'k', 'x', 'Shift+j', 'a');
  await staff.perform('Enter');
  expect(await waiting()).toBe(0);
  await staff.keys('z');
  await staff.sees('Undo approving 2 listings');
  await staff.ready();
  expect(await staff.inspect('desk-undo', screens)).toEqual([]);
  await staff.perform('Enter');
  expect(await waiting()).toBe(2);
  await staff.keys('Escape');

  await staff.go(`/to-approve?q=${ids[0]}`, 'To approve');
  await staff.rows(1);
  await staff.keys('j', 'k', 'r');
  await staff.type('No such row');
  await staff.perform();
  await staff.keys('Escape');
  await staff.go(`/listings?state=rejected&q=${ids[0]}`, 'Listings');
  await staff.rows(1);
  await staff.sees('Rejected 1 listing. Undo');
  await staff.keys('z');
  await staff.sees('Undo rejecting 1 listing');
  await staff.perform('Enter');
  expect(await other.listing(ids[0] as string)).toMatchObject({ state: 'submitted', stateReason: null });
});

test('the report of a run undoes what the run did', async ({ app, staff }) => {
  const { consignorId, ids } = await consignorWith(
    app,
    'Cordelia Whitlock',
    sectionsOf(3, { state: 'submitted' }),
  );
  await staff.go(`/to-approve?consignorId=${consignorId}`, 'To approve');
  await staff.rows(3);
  await staff.keys('Control+a', 'a');
  await staff.ready();
  await staff.keys('Enter');
  await staff.sees('It runs in the background');
  await staff.keys('Escape');
  await staff.press('Approve: 3 done');
  await staff.title('Approve 3 listings');
  await other.act({ action: 'pause', ids: [ids[0] as string], reason: 'The club asks' });
  await staff.keys('z');
  await staff.sees('2 listings can be put back as before; 1 can’t');
  await staff.press('Undo approving 2 listings');
  await staff.title('Undo approving 3 listings');
  await staff.sees('Undo approving: 2 done, 1 left out');
  expect(await other.listings(`consignorId=${consignorId}&state=submitted`)).toHaveLength(2);
});
