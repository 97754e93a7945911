import { Fan } from '@holdfast/server/test/fan';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { AuditRow } from '@holdfast/shared/audit';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/consignment';
import { describe, expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import { type Desk, widths } from './office/desk.ts';
import { aPaidOrder } from './office/order.ts';

let house: TestedHouse;
let desk: Desk;
atTheDesk({
  house: (each) => {
    house = each;
  },
  desk: (each) => {
    desk = each;
  },
});

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(`${house.url}/api${path}`)).json()) as T;
}

describe('consignment', () => {
  test('a new consignor’s season seats are taken in, approved by keyboard, on sale, and repriced', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);

    // A consignor; what is wrong stands beside its field.
    await desk.keys('g', 'c');
    await desk.title('Consignors');
    await desk.sees('new consignor');
    await desk.keys('n');
    await desk.fill('Name', 'Wexler Family');
    await desk.fill('Mail address', 'wexler');
    await desk.keys('Control+Enter');
    await desk.sees('Give a mail address');
    await desk.fill('Mail address', 'wexler@example.com');
    await desk.keys('Control+Enter');
    await desk.title('Wexler Family');
    await desk.sees('They have no listings yet.');

    // Their seats for every home game ahead, with the sum while it is typed.
    await desk.press('Consign their games');
    await desk.title('Consign games of a season');
    await desk.choose('Season', 'Steelers', /Steelers/);
    await desk.fill('Section', '777');
    await desk.fill('Row', 'C');
    await desk.fill('Seats', '7–6');
    await desk.fill('Price each, before the fee', '100');
    await desk.press('None');
    await desk.page.click('.games li:nth-child(1) input');
    await desk.page.click('.games li:nth-child(2) input');
    await desk.press('Consign 2 games');
    await desk.sees('Nothing was saved');
    await desk.fill('Seats', '7–8');
    await desk.sees('2 games × 2 seats = 4 tickets');
    await desk.sees(/Wexler Family gets 80\.00 each 320\.00/);
    await desk.press('Consign 2 games');
    await desk.title('Season packages');
    await desk.sees('2 listings wait for approval');

    // The queue, without a mouse: filter, select both, look at what would happen, do it.
    await desk.keys('g', 'a');
    await desk.title('To approve');
    await desk.rows();
    await desk.keys('f');
    await desk.type('Wexler');
    await desk.keys('Enter');
    await desk.sees('2 listings, 4 tickets');
    await desk.rows(2);
    await desk.keys('j', 'k', 'x', 'Shift+j');
    await desk.sees('2 selected');
    await desk.keys('a');
    await desk.sees('Nothing has happened yet. This is what would.');
    await desk.sees('2, with 4 tickets');
    await desk.sees(/Consignors get 320\.00 House keeps 80\.00 Price 400\.00 Fans pay, all-in 448\.00/);
    await desk.keys('Enter');
    await desk.sees('This is what happened.');
    await desk.keys('Enter');

    // Fans see them, all-in.
    const games = await read<EventList>('/events?q=Steelers&perPage=50&onSale=true');
    const offers = await Promise.all(
      games.data.map((game) => read<PublicListings>(`/events/${game.id}/listings`)),
    );
    const ours = offers.flatMap(({ data }) => data).filter((offer) => offer.section === '777');
    expect(ours.map((offer) => offer.price.amount)).toEqual([11_200, 11_200]);

    // A new price in the cell: the sums follow, and it is shown before it is saved.
    await desk.go('/listings?state=live&q=Wexler', 'Listings');
    await desk.sees('2 listings, 4 tickets');
    await desk.rows();
    await desk.keys('j');
    await desk.keys('Enter');
    await desk.page.waitForSelector('.price-edit');
    await desk.type('125.50');
    await desk.sees(/80\.00 100\.40/);
    await desk.keys('Enter');
    await desk.sees('Reprice 1 listing');
    await desk.sees(/Fans pay, all-in 224\.00 281\.12/);
    await desk.keys('Control+Enter');
    await desk.sees('This is what happened.');
    await desk.keys('Escape');
    await desk.sees('140.56');

    // Its page tells how it came here.
    await desk.keys('Shift+o');
    await desk.title(/Steelers 777 \/ C \/ 7–8$/);
    await desk.sees('Price history');
    await desk.sees('125.50');
    expect(await desk.inspect('listing')).toEqual([]);
  });

  test('somebody else’s change is left out of a bulk and named', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await desk.go('/to-approve', 'To approve');
    await desk.rows();
    await desk.keys('j', 'k', 'x', 'Shift+j');
    await desk.sees('2 selected');

    const other = new Fan(house);
    await other.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
    const queue = await other.ask<{ data: { id: string }[] }>(
      'GET',
      '/office/listings?state=submitted&sort=submittedAt&order=asc&perPage=1',
    );
    const first = queue.body.data[0]!.id;
    await other.ask(
      'POST',
      '/office/listings/actions',
      { action: 'price', ids: [first], change: { by: 'amount', amount: 500 } },
      { 'idempotency-key': crypto.randomUUID() },
    );

    await desk.keys('a');
    await desk.sees('Left out: changed since you looked');
    await desk.page.waitForSelector('.ag-row.row-conflict');
    expect(await desk.inspect('conflict', [widths.desk, widths.laptop])).toEqual([]);
    await desk.press('Look at the changed ones again');
    await desk.press('Approve 2 listings');
    await desk.sees('This is what happened.');
    await desk.keys('Escape');
  });

  test('a rejection asks for its reason, and the reason is kept', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await desk.go('/to-approve', 'To approve');
    const [first] = await desk.rows();
    await desk.keys('j', 'k', 'r');
    await desk.sees('A few words; without them it can’t be done.');
    await desk.type('Seats are behind a pillar');
    await desk.ready();
    await desk.keys('Control+Enter');
    await desk.sees('This is what happened.');
    await desk.keys('Escape');
    await desk.go('/audit', 'Audit log');
    await desk.sees('Seats are behind a pillar');
    expect(first).toBeDefined();
  });

  test('an event of the house goes on sale in ticket types', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await desk.go('/events/create', 'New event of the house');
    await desk.fill('Name', 'Holdfast Winter Gala');
    await desk.choose('Venue', 'Lambeau', /Lambeau/);
    const start = await desk.field('Starts, in the venue’s time');
    await start.evaluate((input) => {
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
      const ahead = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
      set.call(input, `${ahead}T19:30`);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await desk.fill('Price of ticket type 1', '250');
    await desk.fill('Quantity of ticket type 1', '50');
    await desk.press('Create the event');
    await desk.sees('Nothing was saved');
    await desk.fill('Price of ticket type 2', '90');
    await desk.fill('Quantity of ticket type 2', '200');
    expect(await desk.inspect('own-event')).toEqual([]);
    await desk.press('Create the event');
    await desk.title('Events');
    await desk.sees('“Holdfast Winter Gala” stands in the book.');
  });
});

describe('support', () => {
  test('an order is found by its code, its story read, the money given back with a reason, and audited', async () => {
    const order = await aPaidOrder(house);
    await desk.signIn('support');
    await desk.title(/\w+day, /);
    await desk.keys('/');
    await desk.type(order.code);
    await desk.keys('Enter');
    await desk.title(order.code);
    await desk.sees('Held');
    await desk.page.waitForSelector('svg.mach[aria-label*="now Paid"]');
    expect(await desk.inspect('case-paid')).toEqual([]);

    // Back in time: the machine is where it was, and nothing can be done from there.
    for (let steps = 0; steps < 40 && !(await desk.text()).includes('Then:'); steps += 1)
      await desk.keys('ArrowLeft');
    while (!(await desk.page.$('svg.mach[aria-label*="now Holding"]'))) await desk.keys('ArrowLeft');
    await desk.sees('Nothing can be done from the past.');
    expect(await desk.inspect('case-past')).toEqual([]);
    await desk.keys('Escape');

    await desk.press(/Refund the order/);
    await desk.sees('Nothing is done yet.');
    await desk.type('Fan fell ill, agreed on the phone');
    expect(await desk.inspect('case-refund', [widths.desk])).toEqual([]);
    await desk.keys('Control+Enter');
    await desk.sees('It stands in the timeline with your reason.');
    await desk.page.waitForSelector('svg.mach[aria-label^="reservation"][aria-label*="now Refunded"]', {
      timeout: 60_000,
    });

    const admin = new Fan(house);
    await admin.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
    const log = await admin.ask<{ data: AuditRow[] }>('GET', '/office/audit?perPage=5');
    expect(log.body.data[0]).toMatchObject({
      by: { name: expect.stringContaining('Luis Ferreira') },
      reason: 'Fan fell ill, agreed on the phone',
    });
    await desk.go('/audit', 'Audit log');
    await desk.sees('Fan fell ill, agreed on the phone');
  });

  test('mails are shown as they look, and can’t run anything', async () => {
    await aPaidOrder(house);
    await desk.signIn('support');
    await desk.title(/\w+day, /);
    await desk.go('/mails', 'Outbox');
    await desk.press(/^Your tickets/);
    await desk.title(/^Your tickets/);
    const frame = await desk.page.$eval('iframe', (each) => each.getAttribute('sandbox'));
    expect(frame).toBe('');
    expect(await desk.inspect('mail')).toEqual([]);
  });
});

describe('who may', () => {
  test('a fan is told that they have no business here', async () => {
    await desk.signIn('fan');
    await desk.sees(/no business here|for those who work here/);
    expect(await desk.page.$('.rail')).toBeNull();
    expect(await desk.inspect('sign-in')).toEqual([]);
  });

  test('a role that may not see a page reads so in words', async () => {
    await desk.signIn('finance');
    await desk.title(/\w+day, /);
    await desk.page.goto(`${house.url}/admin/#/listings`);
    await desk.sees('This page isn’t yours to see.');
    expect((await desk.text()).includes('To approve')).toBe(false);
  });
});

test('a lost connection is said, and letters typed into a field do nothing else', async () => {
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.go('/to-approve', 'To approve');
  await desk.rows();
  await desk.keys('/');
  await desk.type('ar');
  expect(await desk.page.$('aside.side')).toBeNull();
  await desk.keys('Escape');

  // The figures stay as of then, and it goes on by itself.
  await desk.page.setOfflineMode(true);
  await desk.sees(/No answer since \d\d:\d\d: figures as of then/);
  expect((await desk.rows()).length).toBeGreaterThan(0);
  await desk.page.setOfflineMode(false);
  await desk.sees(/ Live$/);
  desk.complaints.length = 0;
});
