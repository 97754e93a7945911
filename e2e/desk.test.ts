/** The desk over listings, in a browser and without a mouse. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { BulkRun, Listing, ListingAction, ListingList } from '@holdfast/shared/consignment';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startHouse } from './house.ts';
import { Desk, widths } from './office/desk.ts';

let house: TestedHouse;
let browser: Browser;
/** Somebody else at the desk, by the API. */
let other: Fan;
beforeAll(async () => {
  [house, browser] = await Promise.all([startHouse(), launchBrowser()]);
  other = new Fan(house);
  await other.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
});
afterAll(async () => {
  await browser?.close();
  await house?.verify();
  await house?.close();
});

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open(browser, house);
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  return async () => {
    await desk.close();
    expect(desk.complaints).toEqual([]);
  };
});

const screens = [widths.desk, widths.laptop];

async function listings(query: string): Promise<Listing[]> {
  return (await other.ask<ListingList>('GET', `/office/listings?${query}`)).body.data;
}
async function act(action: ListingAction): Promise<void> {
  const { status } = await other.ask('POST', '/office/listings/actions', action, {
    'idempotency-key': crypto.randomUUID(),
  });
  expect(status).toBe(200);
}
/** Listings of one consignor who has many on sale: a view that no other test touches. */
async function consignorWithMany(least: number): Promise<{ id: string; name: string; count: number }> {
  const live = await listings('state=live&perPage=1000&sort=consignor');
  const counts = new Map<string, { name: string; count: number }>();
  for (const { consignor } of live) {
    const before = counts.get(consignor.id)?.count ?? 0;
    counts.set(consignor.id, { name: consignor.name, count: before + 1 });
  }
  const [id, found] = [...counts]
    .filter(([, { count }]) => count >= least)
    .sort((a, b) => a[1].count - b[1].count)[0]!;
  return { id, ...found };
}

const toldPrice = async (id: string) =>
  (await other.ask<Listing>('GET', `/office/listings/${id}`)).body.price.amount;

test('every queue is a desk of its own, and an owner is chosen without a mouse', async () => {
  for (const [key, title, wait] of [
    ['q', 'To price', 'Priced'],
    ['x', 'Soon and unsold', 'Begins in'],
    ['d', 'Delist asked', 'Asked'],
    ['h', 'In-hand date passed', 'In hand on'],
    ['a', 'To approve', 'Waiting'],
  ] as const) {
    await desk.keys('g', key);
    await desk.title(title);
    await desk.rows();
    await desk.sees(wait);
    await desk.page.waitForNetworkIdle({ idleTime: 300 });
    expect(await desk.inspect(`desk-${title.replaceAll(' ', '-').toLowerCase()}`, screens)).toEqual([]);
  }
  // Nobody's become mine.
  await desk.press('No owner');
  await desk.sees('Owner nobody');
  await desk.rows();
  await desk.keys('j', 'k', 'x', 'Shift+j', 'o');
  await desk.sees('Who looks after them');
  await desk.sees('2, with');
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Escape');
  const mine = await listings('queue=toApprove&perPage=1000');
  expect(mine.filter(({ owner }) => owner?.name === 'Ann Keller').length).toBeGreaterThanOrEqual(2);
});

test('a deed over a whole view runs in the background, reports each row, and retries what was left out', async () => {
  const whose = await consignorWithMany(12);
  const [first] = await listings(`consignorId=${whose.id}&state=live&perPage=1`);
  await act({ action: 'pause', ids: [first!.id], reason: 'A call from the venue' });
  await desk.go(`/pricing?consignorId=${whose.id}`, 'Pricing');
  await desk.rows();
  await desk.sees(`Consignor ${whose.name}`);
  await desk.keys('Control+a');
  await desk.sees(/All \d+ of this view selected/);
  await desk.keys('s');
  await desk.sees('Nothing has happened yet. This is what would, over the whole view.');
  await desk.page.keyboard.type('=Gates are closed');
  await desk.sees(/Left out: not possible in their state/);
  await desk.page.waitForNetworkIdle({ idleTime: 300 });
  expect(await desk.inspect('desk-bulk-preview', screens)).toEqual([]);
  await desk.keys('Control+Enter');
  await desk.sees('It runs in the background, and goes on if you leave.');
  await desk.keys('Escape');
  await desk.sees(/Pause: \d+ done, \d+ left out/);
  // What is said in the key line survives a reload, and opens the report.
  await desk.page.reload();
  await desk.press(/^Pause: \d+ done/);
  await desk.title(/^Pause \d+ listings$/);
  await desk.press('Left out');
  await desk.sees("It is paused: pause isn't possible now.");
  expect(await desk.inspect('desk-report', screens)).toEqual([]);

  // The file of it runs no formula.
  const file = desk.page.evaluate(
    () =>
      new Promise<string>((done) => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => {
          (blob as Blob).text().then(done);
          return make(blob);
        };
      }),
  );
  await desk.keys('d');
  expect(await file).toMatch(/^listing,label,outcome,code,why\r\nlst_/);

  // What was in the way is gone: the retry does the rest.
  const paused = await listings(`consignorId=${whose.id}&state=paused&perPage=1000`);
  await act({ action: 'resume', ids: paused.map(({ id }) => id) });
  await desk.keys('r');
  await desk.sees(/Pause: \d+ done\. /);
  await desk.sees('Nothing was left out.');
  expect((await listings(`consignorId=${whose.id}&state=paused`)).length).toBeGreaterThan(0);

  // And the view is resumed again, by hand and singly first.
  await desk.go(`/pricing?consignorId=${whose.id}&state=paused`, 'Pricing');
  await desk.rows();
  await desk.keys('j', 'e');
  await desk.sees('Resume 1 listing');
  await desk.ready();
  await desk.keys('Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Enter');
});

test('prices are changed in their cells: saved and down, one unit, to market, and never below a floor', async () => {
  const [row, next] = await listings('state=live&sort=price&order=desc&perPage=2&league=NFL');
  await desk.go('/pricing?state=live&league=NFL&sort=price&order=desc', 'Pricing');
  await desk.rows();
  await desk.keys('j', 'k', 'Enter');
  await desk.page.waitForSelector('.price-edit');
  const typed = row!.price.amount + 1_000;
  await desk.page.keyboard.type((typed / 100).toFixed(2));
  await desk.page.waitForSelector('.price-line');
  await desk.sees(/was [\d,]+\.\d\d/);
  expect(await desk.inspect('desk-price-in-place', screens)).toEqual([]);
  await desk.keys('Control+Enter');
  await expect.poll(() => toldPrice(row!.id), { timeout: 10_000 }).toBe(typed);
  // It went down; + opens the next one a unit dearer, Esc leaves it as it was.
  await desk.page.waitForFunction(() => !document.querySelector('.price-edit'));
  await desk.page.keyboard.press('+');
  await desk.page.waitForSelector('.price-edit');
  expect(
    await desk.page.$eval('.price-edit', (field) => (field as HTMLInputElement).value.replaceAll(',', '')),
  ).toBe(((next!.price.amount + 100) / 100).toFixed(2));
  await desk.keys('ArrowDown', '-', 'Escape');
  await desk.page.waitForFunction(() => !document.querySelector('.price-edit'));
  expect(await toldPrice(next!.id)).toBe(next!.price.amount);

  // A floor: set by keyboard, then a price below it is refused under the cell, and nothing is saved.
  await desk.keys('l');
  await desk.sees('The consignor’s own limits');
  await desk.page.keyboard.type((next!.price.amount / 100).toFixed(2));
  await desk.sees('1, with');
  await desk.ready();
  expect(await desk.inspect('desk-limits', screens)).toEqual([]);
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Escape');
  await desk.keys('Enter');
  await desk.page.waitForSelector('.price-edit');
  await desk.page.keyboard.type('1.50');
  await desk.keys('Control+Enter');
  await desk.sees('is below its floor of');
  await desk.keys('Escape');
  expect(await toldPrice(next!.id)).toBe(next!.price.amount);
  await act({ action: 'limits', ids: [next!.id], floor: null });

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
  expect(await toldPrice(row!.id)).toBe(row!.price.amount);
});

test('two people, one price: what was seen, what the other saved, what was typed; mine goes on top if I say so', async () => {
  const [row] = await listings('state=live&sort=price&order=desc&perPage=1&league=NHL');
  await desk.go('/pricing?state=live&league=NHL&sort=price&order=desc', 'Pricing');
  await desk.rows();
  await desk.keys('j', 'k', 'Enter');
  await desk.page.waitForSelector('.price-edit');
  const theirs = row!.price.amount + 2_000;
  const mine = row!.price.amount + 3_000;
  await act({
    action: 'price',
    ids: [row!.id],
    change: { by: 'set', amount: theirs },
    reason: 'Two pairs went this morning',
  });
  await desk.page.keyboard.type((mine / 100).toFixed(2));
  await desk.keys('Control+Enter');
  await desk.sees('You saw');
  await desk.sees('“Two pairs went this morning” Yours was not saved.');
  await desk.page.waitForSelector('.ag-row.row-conflict');
  await desk.page.waitForFunction(() => !document.querySelector('.conflict .btn:disabled'));
  expect(await desk.inspect('desk-conflict', screens)).toEqual([]);
  expect(await desk.inspectInTheDark('desk-conflict')).toEqual([]);
  expect(await toldPrice(row!.id)).toBe(theirs);
  await desk.keys('y');
  await expect.poll(() => toldPrice(row!.id), { timeout: 10_000 }).toBe(mine);
  await desk.page.waitForFunction(() => !document.querySelector('.ag-row.row-conflict'));

  // Where it isn't legal any more, it isn't offered.
  await desk.rows();
  await desk.page.waitForNetworkIdle({ idleTime: 300 });
  await desk.keys('Enter');
  await desk.page.waitForSelector('.price-edit');
  await act({ action: 'withdraw', ids: [row!.id], reason: 'Sold elsewhere' });
  await desk.page.keyboard.type('77.00');
  await desk.keys('Control+Enter');
  await desk.sees(/It can’t go on top:/);
  await desk.keys('Escape');
});

test('a rule reprices a view, and z takes the whole run back but for what somebody changed since', async () => {
  const whose = await consignorWithMany(8);
  const before = await listings(`consignorId=${whose.id}&state=live,paused&perPage=1000`);
  await desk.keys('g', 'm');
  await desk.title('Pricing');
  await desk.rows();
  // A filter by keyboard: its name, then a part of the consignor's.
  await desk.keys('f');
  await desk.page.keyboard.type('Consignor');
  await desk.keys('Enter');
  await desk.choose('Consignor', whose.name.slice(0, 8), new RegExp(`^${whose.name}$`));
  await desk.sees(`Consignor ${whose.name}`);
  await desk.sees(new RegExp(`${before.length} listings?,`));
  await desk.keys('Shift+p');
  await desk.sees('over the whole view');
  await desk.page.keyboard.type('-10');
  await desk.page.select('#price-round', '100');
  await desk.sees(/\d+, with [\d,]+ tickets?/);
  await desk.ready();
  expect(await desk.inspect('desk-rule', screens)).toEqual([]);
  await desk.keys('Control+Enter');
  await desk.sees('It runs in the background');
  await desk.keys('Escape');
  await desk.sees(/Reprice: \d+ done/);
  const [changed] = (await listings(`consignorId=${whose.id}&state=live&perPage=1000`)).filter(
    ({ id, price }) => price.amount < before.find((each) => each.id === id)!.price.amount,
  );
  const ours = changed!.price.amount - 100;
  await act({ action: 'price', ids: [changed!.id], change: { by: 'set', amount: ours }, reason: 'By hand' });
  await desk.keys('z');
  await desk.sees(/Left out: changed since you looked/);
  await desk.ready();
  await desk.keys('Enter');
  await desk.sees('It runs in the background');
  await desk.keys('Escape');
  await desk.sees(/Undo the price of: \d+ done, 1 left out/);
  const after = await listings(`consignorId=${whose.id}&state=live,paused&perPage=1000`);
  for (const { id, price } of after)
    expect(price.amount).toBe(
      id === changed!.id ? ours : before.find((each) => each.id === id)!.price.amount,
    );
  const { body } = await other.ask<{ data: BulkRun[] }>('GET', '/office/bulk-runs?perPage=2');
  expect(body.data.map(({ deed }) => deed.action)).toEqual(['undoPrice', 'price']);
});

test('a view is an address: saved under a name, shared with the office, opened by its link', async () => {
  await desk.go('/to-approve', 'To approve');
  await desk.rows();
  await desk.keys('f');
  await desk.page.keyboard.type('NHL');
  await desk.keys('Enter');
  await desk.sees('League NHL');
  await desk.keys('Shift+s');
  await desk.page.keyboard.type('Ice first');
  await desk.keys('Tab', 'Space', 'Enter');
  await desk.sees(/Ice first \d+/);
  expect(await desk.inspect('desk-saved-view', screens)).toEqual([]);
  const { body } = await other.ask<{ data: { name: string; query: string; shared: boolean }[] }>(
    'GET',
    '/office/views?page=to-approve',
  );
  expect(body.data).toContainEqual(
    expect.objectContaining({ name: 'Ice first', query: 'league=NHL', shared: true }),
  );
  await desk.go('/to-approve?waiting=24&owner=none', 'To approve');
  await desk.sees('Waiting longer than 24 hours');
  await desk.sees('Owner nobody');
  await desk.press(/^Ice first/);
  await desk.sees('League NHL');
  await desk.press('Drop this view');
  await desk.sees('Save this view');
});

test('a listing is returned with a reason and put back; a wish to delist is declined; tickets come to hand', async () => {
  await desk.go('/to-approve', 'To approve');
  await desk.rows();
  const [first] = await listings('queue=toApprove&sort=submittedAt&perPage=1');
  await desk.keys('j', 'k', 'b');
  await desk.sees('goes into the log and to the consignor');
  await desk.page.keyboard.type('Which seats are they?');
  await desk.sees('1, with');
  await desk.ready();
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Escape');
  await desk.go(`/listings?state=draft&q=${first!.id}`, 'Listings');
  await desk.rows(1);
  await desk.keys('j', 'u');
  await desk.sees('Put back in the queue 1 listing');
  await desk.ready();
  await desk.keys('Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Enter');

  await desk.keys('g', 'd');
  await desk.title('Delist asked');
  const [asked] = await listings('queue=delistAsked&sort=delistAskedAt&perPage=1');
  await desk.rows();
  await desk.keys('j', 'k', 't');
  await desk.page.keyboard.type('They called: it stays');
  await desk.ready();
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Escape');
  expect((await listings('queue=delistAsked&perPage=1000')).map(({ id }) => id)).not.toContain(asked!.id);

  await desk.keys('g', 'h');
  await desk.title('In-hand date passed');
  await desk.rows();
  const [late] = await listings('queue=inHandPassed&sort=inHandOn&perPage=1');
  await desk.keys('j', 'k', 'd', 'Space');
  await desk.ready();
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  expect((await other.ask<Listing>('GET', `/office/listings/${late!.id}`)).body.inHandOn).toBeNull();
});

test('its page says what the price is measured against; a cap is set by finance and read by the desk', async () => {
  const [row] = await listings('state=live&perPage=1');
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
