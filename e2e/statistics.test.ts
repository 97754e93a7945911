/** Statistics in a browser: by keyboard from a figure to the tickets behind it, and as a file. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import type { Reservation } from '@holdfast/shared/reservations';
import { expect } from 'vitest';
import { widths } from './admin/staffPage.ts';
import { test as base } from './fixtures.ts';

// Only the file's own purchases are counted.
const test = base.extend('demo', { scope: 'file' }, 'withoutSales');

let orders: Reservation[];
test.beforeAll(async ({ app }) => {
  orders = await someOrders(app);
});

/** Two tickets each: two orders of one event, which sells best, and one of another. */
async function someOrders(app: TestApp): Promise<Reservation[]> {
  const read = async <T>(path: string) => (await (await fetch(`${app.url}/api${path}`)).json()) as T;
  const { data: games } = await read<EventList>('/events?onSale=true&perPage=50');
  const wanted = [2, 1];
  const bought: Reservation[] = [];
  for (const game of games) {
    const { data: offers } = await read<PublicListings>(`/events/${game.id}/listings?quantity=2`);
    const fit = offers.filter(({ quantities }) => quantities.includes(2));
    const [count] = wanted;
    if (count === undefined) return bought;
    if (fit.length < count) continue;
    wanted.shift();
    for (const offer of fit.slice(0, count)) bought.push(await new Fan(app).buy(offer.id, 2));
  }
  throw new Error('Not enough is on sale.');
}

test('from a figure to the tickets behind it, by keyboard', async ({ staff }) => {
  await staff.start();
  await staff.keys('g', 'n');
  await staff.title('Statistics');
  const rows = await staff.rows();
  expect(rows[0]).toMatch(/\| 4 \|/);
  await staff.sees('All 2 events');
  await staff.sees('Most popular');

  // From the first row to its tickets and their order.
  await staff.keys('k', 'Enter');
  await staff.sees('4 sold the rows behind the figure');
  await staff.sees(/Sold by section, .+ 4 tickets/);
  await staff.sees('Sold over time');
  expect(staff.page.url()).toContain('open=evt_');
  // By keyboard: charts that are still drawn move the link under a mouse.
  await staff.page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('main a')];
    links.find(({ textContent }) => textContent?.startsWith('Open all 4'))?.focus();
  });
  await staff.keys('Enter');
  await staff.title('Sold tickets');
  await staff.sees('4 behind the figure, newest first');
  expect(await staff.rows(4)).toHaveLength(4);
  await staff.keys('k', 'Enter');
  await staff.sees(orders[1]?.code ?? '');

  // The address restores the same figures.
  await staff.page.goBack();
  await staff.page.goBack();
  await staff.title('Statistics');
  await staff.sees('4 sold the rows behind the figure');
  await staff.keys('Escape');
  await staff.sees('Best selling');
});

test('by each dimension', async ({ finance }) => {
  await finance.go('/statistics', 'Statistics');
  await finance.rows(2);
  for (const [total, by] of [
    ['1 ticket type', 'ticketType'],
    [/(All \d|1) consignors?/, 'consignor'],
    [/(All \d|1) teams?/, 'team'],
    [/(All \d|1) venues?/, 'venue'],
    ['1 day', 'day'],
  ] as const) {
    await finance.keys('d');
    await finance.at(new RegExp(`by=${by}`));
    await finance.rows();
    await finance.sees(total);
  }
});

test('of any period, in another order, and out as a file with the filters of the page', async ({
  finance,
}) => {
  await finance.go('/statistics', 'Statistics');
  await finance.rows(2);
  await finance.keys('s');
  await finance.sees('Most reserved first');
  await finance.press('by event date');
  await finance.at(/countedBy=event/);
  await finance.sees(/All \d\d+ events/);
  await finance.press('by payment date');
  await finance.press('30 days');
  await finance.at(/from=/);
  await finance.sees('All 2 events');

  // The file has the page's filters.
  await finance.keys('x');
  await finance.sees('any program, any size');
  const address = await finance.page.$eval('.menu-list a', (link) => (link as HTMLAnchorElement).href);
  expect(address).toMatch(
    /statistics\.csv\?countedBy=payment&currency=USD&from=[\d-]+&until=[\d-]+&by=event&sort=reservations&order=desc$/,
  );
  const csv = await finance.page.evaluate(async (url) => (await fetch(url)).text(), address);
  expect(csv.trim().split('\r\n')).toHaveLength(4);
  await finance.keys('Escape');

  // An empty period: a message with the next step.
  await finance.go('/statistics?until=2020-01-01', 'Statistics');
  await finance.sees('Nothing was counted in this period.');
  await finance.press('Take the filters away');
  await finance.sees('All 2 events');
});

test('is accessible', async ({ staff }) => {
  await staff.go('/statistics', 'Statistics');
  await staff.rows(2);
  const wrong = await staff.inspect('statistics');
  await staff.keys('k', 'Enter');
  await staff.sees('4 sold the rows behind the figure');
  await staff.shows('.chart svg');
  await staff.page.waitForNetworkIdle({ idleTime: 300 });
  wrong.push(...(await staff.inspect('statistics-drill', [widths.desktop, widths.laptop])));
  wrong.push(...(await staff.inspectDark('statistics-drill')));
  await staff.press('Open all 4');
  await staff.title('Sold tickets');
  await staff.rows(4);
  wrong.push(...(await staff.inspect('statistics-tickets', [widths.desktop])));
  expect(wrong).toEqual([]);
});
