/** Prices in their cells: saved and down, refused, in conflict, taken back; and what they are measured against. */
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Browser } from 'puppeteer';
import { expect, test } from 'vitest';
import { atTheDesk } from '../office/atTheDesk.ts';
import { Desk, widths } from '../office/desk.ts';
import { Colleague } from './colleague.ts';

let browser: Browser;
let house: TestedHouse;
let desk: Desk;
let other: Colleague;
atTheDesk({
  as: 'staff',
  async house(each, launched) {
    house = each;
    browser = launched;
    other = await Colleague.of(each);
  },
  desk(each) {
    desk = each;
  },
});

const screens = [widths.desk, widths.laptop];

test('prices are changed in their cells: saved and down, one unit, to market, and never below a floor', async () => {
  const [row, next] = await other.listings('state=live&sort=price&order=desc&perPage=2&league=NFL');
  await desk.go('/pricing?state=live&league=NFL&sort=price&order=desc', 'Pricing');
  await desk.rows();
  await desk.keys('j', 'k', 'Enter');
  await desk.page.waitForSelector('.price-edit');
  const typed = row!.price.amount + 1_000;
  await desk.type((typed / 100).toFixed(2));
  await desk.page.waitForSelector('.price-line');
  await desk.sees(/was [\d,]+\.\d\d/);
  expect(await desk.inspect('desk-price-in-place', screens)).toEqual([]);
  await desk.keys('Control+Enter');
  await expect.poll(() => other.priceOf(row!.id), { timeout: 60_000 }).toBe(typed);
  // It went down; + opens the next one a unit dearer, Esc leaves it as it was.
  await desk.page.waitForFunction(() => !document.querySelector('.price-edit'));
  await desk.page.keyboard.press('+');
  await desk.page.waitForSelector('.price-edit');
  expect(
    await desk.page.$eval('.price-edit', (field) => (field as HTMLInputElement).value.replaceAll(',', '')),
  ).toBe(((next!.price.amount + 100) / 100).toFixed(2));
  await desk.keys('ArrowDown', '-', 'Escape');
  await desk.page.waitForFunction(() => !document.querySelector('.price-edit'));
  expect(await other.priceOf(next!.id)).toBe(next!.price.amount);

  // A floor: set by keyboard, then a price below it is refused under the cell, and nothing is saved.
  await desk.keys('l');
  await desk.sees('The consignor’s own limits');
  await desk.type((next!.price.amount / 100).toFixed(2));
  await desk.sees('1, with');
  await desk.ready();
  expect(await desk.inspect('desk-limits', screens)).toEqual([]);
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Escape');
  await desk.keys('Enter');
  await desk.page.waitForSelector('.price-edit');
  await desk.type('1.50');
  await desk.keys('Control+Enter');
  await desk.sees('is below its floor of');
  await desk.keys('Escape');
  expect(await other.priceOf(next!.id)).toBe(next!.price.amount);
  await other.act({ action: 'limits', ids: [next!.id], floor: null });

  // Who, when and why; and z takes back the last price of this session.
  await desk.keys('k', 'h');
  await desk.sees('Price history');
  await desk.sees(/Undo to [\d,.]+/);
  expect(await desk.inspect('desk-history', screens)).toEqual([]);
  await desk.keys('Escape', 'z');
  await desk.sees('Undo the price of 1 listing');
  await desk.ready();
  await desk.keys('Enter');
  await desk.sees('This is what happened.');
  expect(await other.priceOf(row!.id)).toBe(row!.price.amount);
});

test('two people, one price: what was seen, what the other saved, what was typed; mine goes on top if I say so', async () => {
  const [row] = await other.listings('state=live&sort=price&order=desc&perPage=1&league=NHL');
  await desk.go('/pricing?state=live&league=NHL&sort=price&order=desc', 'Pricing');
  await desk.rows();
  await desk.keys('j', 'k', 'Enter');
  await desk.page.waitForSelector('.price-edit');
  const theirs = row!.price.amount + 2_000;
  const mine = row!.price.amount + 3_000;
  await other.act({
    action: 'price',
    ids: [row!.id],
    change: { by: 'set', amount: theirs },
    reason: 'Two pairs went this morning',
  });
  await desk.type((mine / 100).toFixed(2));
  await desk.keys('Control+Enter');
  await desk.sees('You saw');
  await desk.sees('“Two pairs went this morning” Yours was not saved.');
  await desk.page.waitForSelector('.ag-row.row-conflict');
  await desk.page.waitForFunction(() => !document.querySelector('.conflict .btn:disabled'));
  expect(await desk.inspect('desk-conflict', screens)).toEqual([]);
  expect(await desk.inspectInTheDark('desk-conflict')).toEqual([]);
  expect(await other.priceOf(row!.id)).toBe(theirs);
  await desk.keys('y');
  await expect.poll(() => other.priceOf(row!.id), { timeout: 60_000 }).toBe(mine);
  await desk.page.waitForFunction(() => !document.querySelector('.ag-row.row-conflict'));

  // Where it isn't legal any more, it isn't offered.
  await desk.rows();
  await desk.page.waitForNetworkIdle({ idleTime: 300 });
  await desk.keys('Enter');
  await desk.page.waitForSelector('.price-edit');
  await other.act({ action: 'withdraw', ids: [row!.id], reason: 'Sold elsewhere' });
  await desk.type('77.00');
  await desk.keys('Control+Enter');
  await desk.sees(/It can’t go on top:/);
  await desk.keys('Escape');
});

test('its page says what the price is measured against; a cap is set by finance and read by the desk', async () => {
  const [row] = await other.listings('state=live&perPage=1');
  await desk.go(`/listings/${row!.id}/show`, /./);
  await desk.sees('What its price is measured against');
  expect(await desk.inspect('desk-listing-page', screens)).toEqual([]);
  await desk.go('/price-caps', 'Legal caps');
  expect(await desk.page.$('.page-head .btn')).toBeNull();

  const finance = await Desk.open(browser, house);
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
