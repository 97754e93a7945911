/** The desk's figures in a browser: by keyboard from a figure to the tickets behind it, and out as a file. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/consignment';
import type { Reservation } from '@holdfast/shared/reservations';
import { beforeAll, expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import { type Desk, widths } from './office/desk.ts';

let house: TestedHouse;
let desk: Desk;
atTheDesk({
  // What is counted is what the test itself has bought.
  demo: { history: false },
  house: (each) => {
    house = each;
  },
  desk: (each) => {
    desk = each;
  },
});
let orders: Reservation[];
beforeAll(async () => {
  orders = await someOrders();
});

const read = async <T>(path: string) => (await (await fetch(`${house.url}/api${path}`)).json()) as T;

/** Two tickets each: two orders of one game, which sells best, and one of another. */
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
    for (const offer of fit.slice(0, count)) bought.push(await new Fan(house).buy(offer.id, 2));
  }
  throw new Error('Not enough is on sale.');
}

test('from a figure to the tickets behind it, by keyboard', async () => {
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.keys('g', 'n');
  await desk.title('Statistics');
  const rows = await desk.rows();
  expect(rows[0]).toMatch(/\| 4 \|/);
  await desk.sees('All 2 events');
  await desk.sees('Most popular');

  // What lies behind the first row, and from there to its tickets and their order.
  await desk.keys('k', 'Enter');
  await desk.sees('4 sold the rows behind the figure');
  await desk.sees(/Sold by section, .+ 4 tickets/);
  await desk.sees('Sold over time');
  expect(desk.page.url()).toContain('open=evt_');
  await desk.press('Open all 4');
  await desk.title('Sold tickets');
  await desk.sees('4 behind the figure, newest first');
  expect(await desk.rows(4)).toHaveLength(4);
  await desk.keys('k', 'Enter');
  await desk.sees(orders[1]?.code ?? '');

  // The address brings the same figures back to anybody.
  await desk.page.goBack();
  await desk.page.goBack();
  await desk.title('Statistics');
  await desk.sees('4 sold the rows behind the figure');
  await desk.keys('Escape');
  await desk.sees('Best selling');
});

test('by each dimension, in any order, of any period, and out as a file', async () => {
  await desk.signIn('finance');
  await desk.title(/\w+day, /);
  await desk.go('/statistics', 'Statistics');
  await desk.rows(3);
  for (const [total, by] of [
    ['1 ticket type', 'tickettype'],
    [/(All \d|1) consignors?/, 'consignor'],
    [/(All \d|1) teams?/, 'team'],
    [/(All \d|1) venues?/, 'venue'],
    ['1 day', 'day'],
  ] as const) {
    await desk.keys('d');
    await desk.page.waitForFunction(
      (words) => window.location.hash.toLowerCase().includes(`by=${words}`),
      {},
      by,
    );
    await desk.rows();
    await desk.sees(total);
  }
  await desk.keys('d');
  await desk.rows(3);
  await desk.keys('s');
  await desk.sees('Most popular first');
  await desk.press('by event date');
  await desk.page.waitForFunction(() => window.location.hash.includes('countedBy=event'));
  await desk.sees(/All \d\d+ events/);
  await desk.press('by payment date');
  await desk.press('30 days');
  await desk.sees('All 2 events');

  // The file asks for what the page shows.
  await desk.keys('x');
  await desk.sees('any program, any size');
  const address = await desk.page.$eval('.menu-list a', (link) => (link as HTMLAnchorElement).href);
  expect(address).toMatch(
    /statistics\.csv\?countedBy=payment&currency=USD&from=[\d-]+&until=[\d-]+&by=event&sort=reservations&order=desc$/,
  );
  const csv = await desk.page.evaluate(async (url) => (await fetch(url)).text(), address);
  expect(csv.trim().split('\r\n')).toHaveLength(4);
  await desk.keys('Escape');

  // Nothing in the period: said, with the next step.
  await desk.go('/statistics?until=2020-01-01', 'Statistics');
  await desk.sees('Nothing was counted in this period.');
  await desk.press('Take the filters away');
  await desk.sees('All 2 events');
});

test('for everybody’s eyes and ears', async () => {
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.go('/statistics', 'Statistics');
  await desk.rows(3);
  const wrong = await desk.inspect('statistics');
  await desk.keys('k', 'Enter');
  await desk.sees('4 sold the rows behind the figure');
  await desk.page.waitForSelector('.chart svg');
  await desk.page.waitForNetworkIdle({ idleTime: 300 });
  wrong.push(...(await desk.inspect('statistics-drill', [widths.desk, widths.laptop])));
  wrong.push(...(await desk.inspectInTheDark('statistics-drill')));
  await desk.press('Open all 4');
  await desk.title('Sold tickets');
  await desk.rows(4);
  wrong.push(...(await desk.inspect('statistics-tickets', [widths.desk])));
  expect(wrong).toEqual([]);
});
