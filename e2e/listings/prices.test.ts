/**
 * Prices edited in cells: saved, refused, in conflict, undone; and the values that they are compared with.
 */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Browser } from 'puppeteer';
import { expect, test } from 'vitest';
import { useStaffPage } from '../admin/staffFixture.ts';
import { StaffPage, widths } from '../admin/staffPage.ts';
import { Colleague } from './colleague.ts';

let browser: Browser;
let app: TestApp;
let staffPage: StaffPage;
let other: Colleague;
useStaffPage({
  as: 'staff',
  async app(each, launched) {
    app = each;
    browser = launched;
    other = await Colleague.of(each);
  },
  staffPage(each) {
    staffPage = each;
  },
});

const screens = [widths.desktop, widths.laptop];

test('prices are edited in cells: saved with a move down, by one unit, to market, and never below a floor', async () => {
  const [row, next] = await other.listings('state=live&sort=price&order=desc&perPage=2&league=NFL');
  await staffPage.go('/pricing?state=live&league=NFL&sort=price&order=desc', 'Pricing');
  await staffPage.rows();
  // The totals of the whole view stand below their columns.
  await staffPage.sees(/All \d+, if all sell, USD( [1-9][\d,]*\.\d\d){4}/);
  await staffPage.keys('j', 'k', 'Enter');
  await staffPage.page.waitForSelector('.price-edit');
  const typed = row!.price.amount + 1_000;
  await staffPage.type((typed / 100).toFixed(2));
  await staffPage.page.waitForSelector('.price-line');
  await staffPage.sees(/was [\d,]+\.\d\d/);
  expect(await staffPage.inspect('desk-price-in-place', screens)).toEqual([]);
  await staffPage.keys('Control+Enter');
  await expect.poll(() => other.priceOf(row!.id), { timeout: 60_000 }).toBe(typed);
  // The cursor moved down; + opens the next price one unit higher, Esc cancels.
  await staffPage.page.waitForFunction(() => !document.querySelector('.price-edit'));
  await staffPage.page.keyboard.press('+');
  await staffPage.page.waitForSelector('.price-edit');
  expect(
    await staffPage.page.$eval('.price-edit', (field) =>
      (field as HTMLInputElement).value.replaceAll(',', ''),
    ),
  ).toBe(((next!.price.amount + 100) / 100).toFixed(2));
  await staffPage.keys('ArrowDown', '-', 'Escape');
  await staffPage.page.waitForFunction(() => !document.querySelector('.price-edit'));
  expect(await other.priceOf(next!.id)).toBe(next!.price.amount);

  // A floor, set by keyboard: a lower price is refused below the cell, and not saved.
  await staffPage.keys('l');
  await staffPage.sees('The consignor’s own limits');
  await staffPage.type((next!.price.amount / 100).toFixed(2));
  await staffPage.sees('1, with');
  await staffPage.ready();
  expect(await staffPage.inspect('desk-limits', screens)).toEqual([]);
  await staffPage.keys('Control+Enter');
  await staffPage.sees('This is what happened.');
  await staffPage.keys('Escape');
  await staffPage.keys('Enter');
  await staffPage.page.waitForSelector('.price-edit');
  await staffPage.type('1.50');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('is below its floor of');
  await staffPage.keys('Escape');
  expect(await other.priceOf(next!.id)).toBe(next!.price.amount);
  await other.act({ action: 'limits', ids: [next!.id], floor: null });

  // The history with person, time and reason; z undoes the last price of this session.
  await staffPage.keys('k', 'h');
  await staffPage.sees('Price history');
  await staffPage.sees(/Undo to [\d,.]+/);
  expect(await staffPage.inspect('desk-history', screens)).toEqual([]);
  await staffPage.keys('Escape', 'z');
  await staffPage.sees('Undo the price of 1 listing');
  await staffPage.ready();
  await staffPage.keys('Enter');
  await staffPage.sees('This is what happened.');
  expect(await other.priceOf(row!.id)).toBe(row!.price.amount);
});

test('a conflict shows the price that was read, the saved one and the typed one; overwriting is possible', async () => {
  const [row] = await other.listings('state=live&sort=price&order=desc&perPage=1&league=NHL');
  await staffPage.go('/pricing?state=live&league=NHL&sort=price&order=desc', 'Pricing');
  await staffPage.rows();
  await staffPage.keys('j', 'k', 'Enter');
  await staffPage.page.waitForSelector('.price-edit');
  const theirs = row!.price.amount + 2_000;
  const mine = row!.price.amount + 3_000;
  await other.act({
    action: 'price',
    ids: [row!.id],
    change: { by: 'set', amount: theirs },
    reason: 'Two pairs went this morning',
  });
  await staffPage.type((mine / 100).toFixed(2));
  await staffPage.keys('Control+Enter');
  await staffPage.sees('You saw');
  await staffPage.sees('“Two pairs went this morning” Yours was not saved.');
  await staffPage.page.waitForSelector('.ag-row.row-conflict');
  await staffPage.page.waitForFunction(() => !document.querySelector('.conflict .btn:disabled'));
  expect(await staffPage.inspect('desk-conflict', screens)).toEqual([]);
  expect(await staffPage.inspectDark('desk-conflict')).toEqual([]);
  expect(await other.priceOf(row!.id)).toBe(theirs);
  await staffPage.keys('y');
  await expect.poll(() => other.priceOf(row!.id), { timeout: 60_000 }).toBe(mine);
  await staffPage.page.waitForFunction(() => !document.querySelector('.ag-row.row-conflict'));

  // When the state no longer allows it, it isn't offered.
  await staffPage.rows();
  await staffPage.page.waitForNetworkIdle({ idleTime: 300 });
  await staffPage.keys('Enter');
  await staffPage.page.waitForSelector('.price-edit');
  await other.act({ action: 'withdraw', ids: [row!.id], reason: 'Sold elsewhere' });
  await staffPage.type('77.00');
  await staffPage.keys('Control+Enter');
  await staffPage.sees(/It can’t go on top:/);
  await staffPage.keys('Escape');
});

test('its page shows what the price is compared with; finance set a cap and staff read it', async () => {
  const [row] = await other.listings('state=live&perPage=1');
  await staffPage.go(`/listings/${row!.id}/show`, /./);
  await staffPage.sees('What its price is measured against');
  expect(await staffPage.inspect('desk-listing-page', screens)).toEqual([]);
  await staffPage.go('/price-caps', 'Legal caps');
  expect(await staffPage.page.$('.page-head .btn')).toBeNull();

  const finance = await StaffPage.open(browser, app);
  await finance.signIn('finance');
  await finance.title(/\w+day, /);
  await finance.go('/price-caps', 'Legal caps');
  await finance.keys('n');
  await finance.fill('Region', 'MN');
  await finance.fill('Above face value', '10');
  await finance.fill('Law', 'A law of Minnesota');
  expect(await finance.inspect('desk-caps', screens)).toEqual([]);
  await finance.keys('Control+Enter');
  await finance.sees('face value + 10%');
  await finance.sees('A law of Minnesota');
  await finance.close();
});
