/** Listings by mouse and touch: a click opens beside, a double click edits a price, Tab leaves the grid. */
import { expect } from 'vitest';
import { type StaffPage, widths } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { Colleague } from './colleague.ts';

let other: Colleague;
test.beforeAll(async ({ app }) => {
  other = await Colleague.of(app);
});

const cell = (column: string, row = 0) =>
  `.ag-row:not(.ag-row-pinned)[row-index="${row}"] .ag-cell[col-id="${column}"]`;
const widthOf = ({ page }: StaffPage, column: string) =>
  page.$eval(cell(column), (each) => Math.round(each.getBoundingClientRect().width));

test('a click opens the listing beside, where the game and the seats keep their width', async ({ staff }) => {
  await staff.go('/pricing?league=NFL', 'Pricing');
  await staff.rows();
  const widthsOfKeys = async () => [await widthOf(staff, 'event'), await widthOf(staff, 'section')];
  const before = await widthsOfKeys();
  await staff.click(cell('section', 1));
  await staff.sees('Where it came from');
  await staff.shows('body:not(:has(.ag-cell[col-id="startsAt"]))');
  // Rows are drawn anew while columns leave.
  await expect.poll(widthsOfKeys).toEqual(before);
  for (const column of ['price', 'consignorProceeds', 'fanPays'])
    expect(await staff.page.$(cell(column)), column).not.toBeNull();
  expect(await staff.inspect('listings-beside', [widths.desktop, widths.laptop])).toEqual([]);
  // The totals stand below the columns that they sum up.
  const edges = await staff.page.$$eval('.ag-cell[col-id="price"]', (cells) => [
    ...new Set(cells.map((each) => Math.round(each.getBoundingClientRect().right))),
  ]);
  expect(edges).toHaveLength(1);
  await staff.sees(/All \d+, if all sell, USD/);
});

test('a price waits for the second click, which edits it', async ({ staff }) => {
  await staff.go('/pricing?league=NFL', 'Pricing');
  await staff.rows();
  await staff.click(cell('price'));
  expect(await staff.page.$('aside')).toBeNull();
  await staff.click(cell('price'), { count: 2 });
  await staff.shows('.price-edit');
  await staff.keys('Escape');
});

test('on a phone a listing opens its page', async ({ staff }) => {
  await staff.resize(widths.phone);
  await staff.go('/pricing?league=NFL', 'Pricing');
  await staff.rows();
  await staff.click(cell('event'));
  await staff.sees('What its price is measured against');
  expect(staff.page.url()).toMatch(/\/listings\/lst_\w+\/show/);
  await staff.resize(widths.desktop);
});

test('Tab leaves the grid', async ({ staff }) => {
  await staff.go('/to-approve', 'To approve');
  await staff.rows();
  await staff.keys('j', 'k', 'x');
  await staff.sees('1 selected');
  // Nothing has the focus for an instant while the browser moves it.
  const isInGrid = () => staff.page.evaluate(() => Boolean(document.activeElement?.closest('.grid')));
  await expect.poll(isInGrid).toBe(true);
  await staff.keys('Tab');
  await expect.poll(isInGrid).toBe(false);
});

test('unticking rows of the whole view keeps the others ticked, and only those are acted on', async ({
  staff,
}) => {
  await staff.go('/to-approve?league=NHL', 'To approve');
  await staff.rows();
  const waiting = await other.listings('queue=toApprove&league=NHL&sort=submittedAt&perPage=1000');
  await staff.keys('Control+a');
  await staff.sees(`All ${waiting.length} of this view selected`);
  await staff.click(`${cell('pick', 1)} input`);
  await staff.sees(`${waiting.length - 1} of the ${waiting.length} in this view selected`);
  await staff.keys('o');
  await staff.sees(`Assign ${waiting.length - 1} listings`);
  await staff.ready();
  await staff.keys('Control+Enter');
  await staff.sees('It runs in the background, and goes on if you leave.');
  const left = waiting[1]!.id;
  await staff.keys('Escape');
  await staff.sees(/Assign: \d+ done/);
  const now = await other.listings('queue=toApprove&league=NHL&perPage=1000');
  expect(now.filter(({ owner }) => owner?.name === 'Ann Keller').length).toBeGreaterThanOrEqual(
    waiting.length - 1,
  );
  expect(now.find(({ id }) => id === left)?.owner).toEqual(waiting[1]!.owner);
});
