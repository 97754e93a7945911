/** Statistics in a browser: by keyboard from a figure to the tickets behind it, and as a file. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import type { Reservation } from '@holdfast/shared/reservations';
import { beforeAll, expect, test } from 'vitest';
import { useStaffPage } from './admin/staffFixture.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';

let app: TestApp;
let staffPage: StaffPage;
useStaffPage({
  // Only the test's own purchases are counted.
  demo: { history: false },
  app: (each) => {
    app = each;
  },
  staffPage: (each) => {
    staffPage = each;
  },
});
let orders: Reservation[];
beforeAll(async () => {
  orders = await someOrders();
});

const read = async <T>(path: string) => (await (await fetch(`${app.url}/api${path}`)).json()) as T;

/** Two tickets each: two orders of one event, which sells best, and one of another. */
async function someOrders(): Promise<Reservation[]> {
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

test('from a figure to the tickets behind it, by keyboard', async () => {
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.keys('g', 'n');
  await staffPage.title('Statistics');
  const rows = await staffPage.rows();
  expect(rows[0]).toMatch(/\| 4 \|/);
  await staffPage.sees('All 2 events');
  await staffPage.sees('Most popular');

  // From the first row to its tickets and their order.
  await staffPage.keys('k', 'Enter');
  await staffPage.sees('4 sold the rows behind the figure');
  await staffPage.sees(/Sold by section, .+ 4 tickets/);
  await staffPage.sees('Sold over time');
  expect(staffPage.page.url()).toContain('open=evt_');
  await staffPage.press('Open all 4');
  await staffPage.title('Sold tickets');
  await staffPage.sees('4 behind the figure, newest first');
  expect(await staffPage.rows(4)).toHaveLength(4);
  await staffPage.keys('k', 'Enter');
  await staffPage.sees(orders[1]?.code ?? '');

  // The address restores the same figures.
  await staffPage.page.goBack();
  await staffPage.page.goBack();
  await staffPage.title('Statistics');
  await staffPage.sees('4 sold the rows behind the figure');
  await staffPage.keys('Escape');
  await staffPage.sees('Best selling');
});

test('by each dimension, in any order, of any period, and out as a file', async () => {
  await staffPage.signIn('finance');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/statistics', 'Statistics');
  await staffPage.rows(2);
  for (const [total, by] of [
    ['1 ticket type', 'tickettype'],
    [/(All \d|1) consignors?/, 'consignor'],
    [/(All \d|1) teams?/, 'team'],
    [/(All \d|1) venues?/, 'venue'],
    ['1 day', 'day'],
  ] as const) {
    await staffPage.keys('d');
    await staffPage.page.waitForFunction(
      (words) => window.location.hash.toLowerCase().includes(`by=${words}`),
      {},
      by,
    );
    await staffPage.rows();
    await staffPage.sees(total);
  }
  await staffPage.keys('d');
  await staffPage.rows(2);
  await staffPage.keys('s');
  await staffPage.sees('Most popular first');
  await staffPage.press('by event date');
  await staffPage.page.waitForFunction(() => window.location.hash.includes('countedBy=event'));
  await staffPage.sees(/All \d\d+ events/);
  await staffPage.press('by payment date');
  await staffPage.press('30 days');
  await staffPage.sees('All 2 events');

  // The file has the page's filters.
  await staffPage.keys('x');
  await staffPage.sees('any program, any size');
  const address = await staffPage.page.$eval('.menu-list a', (link) => (link as HTMLAnchorElement).href);
  expect(address).toMatch(
    /statistics\.csv\?countedBy=payment&currency=USD&from=[\d-]+&until=[\d-]+&by=event&sort=reservations&order=desc$/,
  );
  const csv = await staffPage.page.evaluate(async (url) => (await fetch(url)).text(), address);
  expect(csv.trim().split('\r\n')).toHaveLength(4);
  await staffPage.keys('Escape');

  // An empty period: a message with the next step.
  await staffPage.go('/statistics?until=2020-01-01', 'Statistics');
  await staffPage.sees('Nothing was counted in this period.');
  await staffPage.press('Take the filters away');
  await staffPage.sees('All 2 events');
});

test('is accessible', async () => {
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/statistics', 'Statistics');
  await staffPage.rows(2);
  const wrong = await staffPage.inspect('statistics');
  await staffPage.keys('k', 'Enter');
  await staffPage.sees('4 sold the rows behind the figure');
  await staffPage.page.waitForSelector('.chart svg');
  await staffPage.page.waitForNetworkIdle({ idleTime: 300 });
  wrong.push(...(await staffPage.inspect('statistics-drill', [widths.desktop, widths.laptop])));
  wrong.push(...(await staffPage.inspectDark('statistics-drill')));
  await staffPage.press('Open all 4');
  await staffPage.title('Sold tickets');
  await staffPage.rows(4);
  wrong.push(...(await staffPage.inspect('statistics-tickets', [widths.desktop])));
  expect(wrong).toEqual([]);
});
