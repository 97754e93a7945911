/**
 * Prices edited in cells: saved, refused, in conflict, undone; and the values that they are compared with.
 */
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from '../admin/data.ts';
import { type StaffPage, widths } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { Colleague } from './colleague.ts';

let other: Colleague;
test.beforeAll(async ({ app }) => {
  other = await Colleague.of(app);
});

const screens = [widths.desktop, widths.laptop];

/** The whole view of a consignor, dearest first. */
const viewOf = (consignorId: string) => `/pricing?consignorId=${consignorId}&sort=price&order=desc`;

/** Opens the price of the first row for typing. */
async function openPrice(staff: StaffPage): Promise<void> {
  await staff.keys('j', 'k', 'Enter');
  await staff.shows('.price-edit');
}

test('prices are edited in cells: saved with a move down, and by one unit', async ({ app, staff }) => {
  const { consignorId, ids } = await consignorWith(app, 'Leopold Ashgrove', sectionsOf(3));
  const [, next, first] = ids as [string, string, string];
  await staff.go(viewOf(consignorId), 'Pricing');
  await staff.rows(3);
  // The totals of the whole view stand below their columns.
  await staff.sees(/All 3, if all sell, USD( [1-9][\d,]*\.\d\d){4}/);
  await openPrice(staff);
  await staff.type('120.00');
  await staff.shows('.price-line');
  await staff.sees(/was 110\.00/);
  expect(await staff.inspect('desk-price-in-place', screens)).toEqual([]);
  await staff.keys('Control+Enter');
  await expect.poll(() => other.priceOf(first)).toBe(12_000);
  // The cursor moved down; + opens the next price one unit higher, Esc cancels.
  await staff.gone('.price-edit');
  await staff.page.keyboard.press('+');
  await staff.shows('.price-edit');
  expect(await staff.page.$eval('.price-edit', (field) => (field as HTMLInputElement).value)).toBe('106.00');
  await staff.keys('ArrowDown', '-', 'Escape');
  await staff.gone('.price-edit');
  expect(await other.priceOf(next)).toBe(10_500);
});

test('a price below its floor, which was set by keyboard, is refused below the cell', async ({
  app,
  staff,
}) => {
  const { consignorId, ids } = await consignorWith(app, 'Harriet Cobb', sectionsOf(1));
  const [id] = ids as [string];
  await staff.go(viewOf(consignorId), 'Pricing');
  await staff.rows(1);
  await staff.keys('j', 'l');
  await staff.sees('The consignor’s own limits');
  await staff.type('100.00');
  await staff.sees('1, with');
  await staff.ready();
  expect(await staff.inspect('desk-limits', screens)).toEqual([]);
  await staff.perform();
  await staff.keys('Escape', 'Enter');
  await staff.shows('.price-edit');
  await staff.type('1.50');
  await staff.keys('Control+Enter');
  await staff.sees('is below its floor of');
  await staff.keys('Escape');
  expect(await other.priceOf(id)).toBe(10_000);
});

test('the history names person, time and reason; z undoes the last price of this session', async ({
  app,
  staff,
}) => {
  const { consignorId, ids } = await consignorWith(app, 'Florian Detmers', sectionsOf(1));
  const [id] = ids as [string];
  await staff.go(viewOf(consignorId), 'Pricing');
  await staff.rows(1);
  await openPrice(staff);
  await staff.type('120.00');
  await staff.keys('Control+Enter');
  await expect.poll(() => other.priceOf(id)).toBe(12_000);
  await staff.gone('.price-edit');
  await staff.keys('k', 'h');
  await staff.sees('Price history');
  await staff.sees('Undo to 100.00');
  expect(await staff.inspect('desk-history', screens)).toEqual([]);
  await staff.keys('Escape', 'z');
  await staff.sees('Undo repricing 1 listing');
  await staff.perform('Enter');
  expect(await other.priceOf(id)).toBe(10_000);
});

test('a conflict shows the price that was read, the saved one and the typed one; overwriting is possible', async ({
  app,
  staff,
}) => {
  const { consignorId, ids } = await consignorWith(app, 'Sybil Ravensworth', sectionsOf(1));
  const [id] = ids as [string];
  await staff.go(viewOf(consignorId), 'Pricing');
  await staff.rows(1);
  await openPrice(staff);
  await other.act({
    action: 'price',
    ids: [id],
    change: { by: 'set', amount: 12_000 },
    reason: 'Two pairs went this morning',
  });
  await staff.type('130.00');
  await staff.keys('Control+Enter');
  await staff.sees('You saw');
  await staff.sees('“Two pairs went this morning” Yours was not saved.');
  await staff.shows('.ag-row.row-conflict');
  await staff.gone('.conflict .btn:disabled');
  expect(await staff.inspect('desk-conflict', screens)).toEqual([]);
  expect(await staff.inspectDark('desk-conflict')).toEqual([]);
  expect(await other.priceOf(id)).toBe(12_000);
  await staff.keys('y');
  await expect.poll(() => other.priceOf(id)).toBe(13_000);
  await staff.gone('.ag-row.row-conflict');
});

test('when the state no longer allows it, overwriting isn’t offered', async ({ app, staff }) => {
  const { consignorId, ids } = await consignorWith(app, 'Tobias Wren', sectionsOf(1));
  await staff.go(viewOf(consignorId), 'Pricing');
  await staff.rows(1);
  await openPrice(staff);
  await other.act({ action: 'withdraw', ids, reason: 'Sold elsewhere' });
  await staff.type('77.00');
  await staff.keys('Control+Enter');
  await staff.sees(/It can’t go on top:/);
  await staff.keys('Escape');
});

test('its page shows what the price of a listing is compared with', async ({ app, staff }) => {
  const { ids } = await consignorWith(app, 'Gwendolyn Marsh', sectionsOf(1));
  await staff.go(`/listings/${ids[0]}/show`, /./);
  await staff.sees('What its price is measured against');
  expect(await staff.inspect('desk-listing-page', screens)).toEqual([]);
});

test('finance set a legal cap, and staff read it', async ({ finance, staff }) => {
  await staff.go('/price-caps', 'Legal caps');
  expect(await staff.page.$('.page-head .btn')).toBeNull();
  await finance.go('/price-caps', 'Legal caps');
  await finance.keys('n');
  await finance.fill('Region', 'MN');
  await finance.fill('Above face value', '10');
  await finance.fill('Law', 'A law of Minnesota');
  expect(await finance.inspect('desk-caps', screens)).toEqual([]);
  await finance.keys('Control+Enter');
  await finance.sees('face value + 10%');
  await finance.sees('A law of Minnesota');
});
