/** Listings by mouse and touch: a click opens beside, a double click edits a price, Tab leaves the grid. */
import { expect, test } from 'vitest';
import { useStaffPage } from '../admin/staffFixture.ts';
import { type StaffPage, widths } from '../admin/staffPage.ts';
import { Colleague } from './colleague.ts';

let staffPage: StaffPage;
let other: Colleague;
useStaffPage({
  demo: { history: false },
  as: 'staff',
  async app(each) {
    other = await Colleague.of(each);
  },
  staffPage(each) {
    staffPage = each;
  },
});

const cell = (column: string, row = 0) =>
  `.ag-row:not(.ag-row-pinned)[row-index="${row}"] .ag-cell[col-id="${column}"]`;
const widthOf = (column: string) =>
  staffPage.page.$eval(cell(column), (each) => Math.round(each.getBoundingClientRect().width));

test('a click opens the listing beside, where the game and the seats keep their width', async () => {
  await staffPage.go('/pricing?league=NFL', 'Pricing');
  await staffPage.rows();
  const widthsOfKeys = async () => [await widthOf('event'), await widthOf('section')];
  const before = await widthsOfKeys();
  await staffPage.page.click(cell('section', 1));
  await staffPage.sees('Where it came from');
  await staffPage.page.waitForFunction(() => !document.querySelector('.ag-cell[col-id="startsAt"]'));
  // Rows are drawn anew while columns leave.
  await expect.poll(widthsOfKeys, { timeout: 30_000 }).toEqual(before);
  for (const column of ['price', 'consignorProceeds', 'fanPays'])
    expect(await staffPage.page.$(cell(column)), column).not.toBeNull();
  expect(await staffPage.inspect('listings-beside', [widths.desktop, widths.laptop])).toEqual([]);
  // The totals stand below the columns that they sum up.
  const edges = await staffPage.page.$$eval('.ag-cell[col-id="price"]', (cells) => [
    ...new Set(cells.map((each) => Math.round(each.getBoundingClientRect().right))),
  ]);
  expect(edges).toHaveLength(1);
  await staffPage.sees(/All \d+, if all sell, USD/);
});

test('a price waits for the second click, which edits it', async () => {
  await staffPage.go('/pricing?league=NFL', 'Pricing');
  await staffPage.rows();
  await staffPage.page.click(cell('price'));
  expect(await staffPage.page.$('aside')).toBeNull();
  await staffPage.page.click(cell('price'), { count: 2 });
  await staffPage.page.waitForSelector('.price-edit');
  await staffPage.keys('Escape');
});

test('on a phone a listing opens its page', async () => {
  await staffPage.resize(widths.phone);
  await staffPage.go('/pricing?league=NFL', 'Pricing');
  await staffPage.rows();
  await staffPage.page.click(cell('event'));
  await staffPage.sees('What its price is measured against');
  expect(staffPage.page.url()).toMatch(/\/listings\/lst_\w+\/show/);
  await staffPage.resize(widths.desktop);
});

test('Tab leaves the grid', async () => {
  await staffPage.go('/to-approve', 'To approve');
  await staffPage.rows();
  await staffPage.keys('j', 'k', 'x');
  await staffPage.sees('1 selected');
  await staffPage.keys('Tab');
  expect(await staffPage.page.evaluate(() => document.activeElement?.closest('.grid'))).toBeNull();
});

test('unticking rows of the whole view keeps the others ticked, and only those are acted on', async () => {
  await staffPage.go('/to-approve?league=NHL', 'To approve');
  await staffPage.rows();
  const waiting = await other.listings('queue=toApprove&league=NHL&sort=submittedAt&perPage=1000');
  await staffPage.keys('Control+a');
  await staffPage.sees(`All ${waiting.length} of this view selected`);
  await staffPage.page.click(`${cell('pick', 1)} input`);
  await staffPage.sees(`${waiting.length - 1} of the ${waiting.length} in this view selected`);
  await staffPage.keys('o');
  await staffPage.sees(`Assign ${waiting.length - 1} listings`);
  await staffPage.ready();
  await staffPage.keys('Control+Enter');
  await staffPage.sees('It runs in the background, and goes on if you leave.');
  const left = waiting[1]!.id;
  await staffPage.keys('Escape');
  await staffPage.sees(/Assign: \d+ done/);
  const now = await other.listings('queue=toApprove&league=NHL&perPage=1000');
  expect(now.filter(({ owner }) => owner?.name === 'Ann Keller').length).toBeGreaterThanOrEqual(
    waiting.length - 1,
  );
  expect(now.find(({ id }) => id === left)?.owner).toEqual(waiting[1]!.owner);
});
