import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { AuditRow } from '@holdfast/shared/audit';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import { describe, expect, test } from 'vitest';
import { buyTwoTickets } from './admin/order.ts';
import { useStaffPage } from './admin/staffFixture.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';

let app: TestApp;
let staffPage: StaffPage;
useStaffPage({
  app: (each) => {
    app = each;
  },
  staffPage: (each) => {
    staffPage = each;
  },
});

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(`${app.url}/api${path}`)).json()) as T;
}

describe('consignment', () => {
  test('a new consignor’s season seats are consigned, approved by keyboard, on sale, and repriced', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);

    // A consignor; errors are beside their fields.
    await staffPage.keys('g', 'c');
    await staffPage.title('Consignors');
    await staffPage.sees('new consignor');
    await staffPage.keys('n');
    await staffPage.fill('Name', 'Wexler Family');
    await staffPage.fill('Email', 'wexler');
    await staffPage.keys('Control+Enter');
    await staffPage.sees('Give an email address');
    await staffPage.fill('Email', 'wexler@example.com');
    await staffPage.keys('Control+Enter');
    await staffPage.title('Wexler Family');
    await staffPage.sees('They have no listings yet.');

    // Their seats for every upcoming home game, with the sum while typing.
    await staffPage.press('Consign their games');
    await staffPage.title('Consign games of a season');
    await staffPage.choose('Season', 'Steelers', /Steelers/);
    await staffPage.fill('Section', '777');
    await staffPage.fill('Row', 'C');
    await staffPage.fill('Seats', '7–6');
    await staffPage.fill('Price each, before the fee', '100');
    await staffPage.press('None');
    await staffPage.page.click('.games li:nth-child(1) input');
    await staffPage.page.click('.games li:nth-child(2) input');
    await staffPage.press('Consign 2 games');
    await staffPage.sees('Not saved.');
    await staffPage.fill('Seats', '7–8');
    await staffPage.sees('2 games × 2 seats = 4 tickets');
    await staffPage.sees(/Wexler Family gets 80\.00 each 320\.00/);
    await staffPage.press('Consign 2 games');
    await staffPage.title('Season packages');
    await staffPage.sees('2 listings wait for approval');

    // The queue by keyboard: filter, select both, preview, approve.
    await staffPage.keys('g', 'a');
    await staffPage.title('To approve');
    await staffPage.rows();
    await staffPage.keys('f');
    await staffPage.type('Wexler');
    await staffPage.keys('Enter');
    await staffPage.sees('2 listings, 4 tickets');
    await staffPage.rows(2);
    await staffPage.keys('j', 'k', 'x', 'Shift+j');
    await staffPage.sees('2 selected');
    await staffPage.keys('a');
    await staffPage.sees('Nothing has happened yet. This is what would.');
    await staffPage.sees('2, with 4 tickets');
    await staffPage.sees(/Consignors get 320\.00 Commission 80\.00 Price 400\.00 Fans pay, all-in 448\.00/);
    await staffPage.keys('Enter');
    await staffPage.sees('This is what happened.');
    await staffPage.keys('Enter');

    // Fans see them with all-in prices.
    const games = await read<EventList>('/events?q=Steelers&perPage=50&onSale=true');
    const offers = await Promise.all(
      games.data.map((game) => read<PublicListings>(`/events/${game.id}/listings`)),
    );
    const ours = offers.flatMap(({ data }) => data).filter((offer) => offer.section === '777');
    expect(ours.map((offer) => offer.price.amount)).toEqual([11_200, 11_200]);

    // A new price in the cell: the sums follow before it is saved.
    await staffPage.go('/listings?state=live&q=Wexler', 'Listings');
    await staffPage.sees('2 listings, 4 tickets');
    await staffPage.rows();
    await staffPage.keys('j');
    await staffPage.keys('Enter');
    await staffPage.page.waitForSelector('.price-edit');
    await staffPage.type('125.50');
    await staffPage.sees(/80\.00 100\.40/);
    await staffPage.keys('Enter');
    await staffPage.sees('Reprice 1 listing');
    await staffPage.sees(/Fans pay, all-in 224\.00 281\.12/);
    await staffPage.keys('Control+Enter');
    await staffPage.sees('This is what happened.');
    await staffPage.keys('Escape');
    await staffPage.sees('140.56');

    // Its page shows its history.
    await staffPage.keys('Shift+o');
    await staffPage.title(/Steelers 777 \/ C \/ 7–8$/);
    await staffPage.sees('Price history');
    await staffPage.sees('125.50');
    expect(await staffPage.inspect('listing')).toEqual([]);
  });

  test('a listing that somebody else changed is left out of a bulk action and named', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await staffPage.go('/to-approve', 'To approve');
    await staffPage.rows();
    await staffPage.keys('j', 'k', 'x', 'Shift+j');
    await staffPage.sees('2 selected');

    const other = new Fan(app);
    await other.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
    const queue = await other.ask<{ data: { id: string }[] }>(
      'GET',
      '/admin/listings?state=submitted&sort=submittedAt&order=asc&perPage=1',
    );
    const first = queue.body.data[0]!.id;
    await other.ask(
      'POST',
      '/admin/listings/actions',
      { action: 'price', ids: [first], change: { by: 'amount', amount: 500 } },
      { 'idempotency-key': crypto.randomUUID() },
    );

    await staffPage.keys('a');
    await staffPage.sees('Left out: changed since you looked');
    await staffPage.page.waitForSelector('.ag-row.row-conflict');
    expect(await staffPage.inspect('conflict', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.press('Look at the changed ones again');
    await staffPage.press('Approve 2 listings');
    await staffPage.sees('This is what happened.');
    await staffPage.keys('Escape');
  });

  test('a rejection requires a reason, which is stored', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await staffPage.go('/to-approve', 'To approve');
    const [first] = await staffPage.rows();
    await staffPage.keys('j', 'k', 'r');
    await staffPage.sees('A few words; without them it can’t be done.');
    await staffPage.type('Seats are behind a pillar');
    await staffPage.ready();
    await staffPage.keys('Control+Enter');
    await staffPage.sees('This is what happened.');
    await staffPage.keys('Escape');
    await staffPage.go('/audit', 'Audit log');
    await staffPage.sees('Seats are behind a pillar');
    expect(first).toBeDefined();
  });

  test('an own event goes on sale in ticket types', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await staffPage.go('/events/create', 'New own event');
    await staffPage.fill('Name', 'Holdfast Winter Gala');
    await staffPage.choose('Venue', 'Lambeau', /Lambeau/);
    // A date that is typed digit by digit; alone it means 0:00.
    const ahead = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await (await staffPage.field('Starts, in the venue’s time')).focus();
    await staffPage.type(`${ahead.slice(5, 7)}${ahead.slice(8)}${ahead.slice(0, 4)}`);
    const time = await staffPage.field('Starts, in the venue’s time, time of day');
    expect(await time.evaluate((input) => input.value)).toBe('00:00');
    await staffPage.fill('Price of ticket type 1', '250');
    await staffPage.fill('Quantity of ticket type 1', '50');
    await staffPage.press('Create the event');
    await staffPage.sees('Not saved.');
    await staffPage.fill('Price of ticket type 2', '90');
    await staffPage.fill('Quantity of ticket type 2', '200');
    expect(await staffPage.inspect('own-event')).toEqual([]);
    await staffPage.press('Create the event');
    await staffPage.title('Events');
    await staffPage.sees('“Holdfast Winter Gala” is created.');
  });
});

describe('support', () => {
  test('an order is found by its code, its history read, refunded with a reason, and audited', async () => {
    const order = await buyTwoTickets(app);
    await staffPage.signIn('support');
    await staffPage.title(/\w+day, /);
    await staffPage.keys('/');
    await staffPage.type(order.code);
    await staffPage.keys('Enter');
    await staffPage.title(order.code);
    await staffPage.sees('Held');
    await staffPage.page.waitForSelector('svg.mach[aria-label*="now Paid"]');
    expect(await staffPage.inspect('case-paid')).toEqual([]);

    // An earlier step: the diagram shows the state of then, without actions.
    for (let steps = 0; steps < 40 && !(await staffPage.text()).includes('Then:'); steps += 1)
      await staffPage.keys('ArrowLeft');
    while (!(await staffPage.page.$('svg.mach[aria-label*="now Holding"]')))
      await staffPage.keys('ArrowLeft');
    await staffPage.sees('Nothing can be done from the past.');
    expect(await staffPage.inspect('case-past')).toEqual([]);
    await staffPage.keys('Escape');

    await staffPage.press(/Refund the order/);
    await staffPage.sees('Nothing is done yet.');
    await staffPage.type('Fan fell ill, agreed on the phone');
    expect(await staffPage.inspect('case-refund', [widths.desktop])).toEqual([]);
    await staffPage.keys('Control+Enter');
    await staffPage.sees('It stands in the timeline with your reason.');
    await staffPage.page.waitForSelector('svg.mach[aria-label^="reservation"][aria-label*="now Refunded"]', {
      timeout: 60_000,
    });

    const admin = new Fan(app);
    await admin.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
    const log = await admin.ask<{ data: AuditRow[] }>('GET', '/admin/audit?perPage=5');
    expect(log.body.data[0]).toMatchObject({
      by: { name: expect.stringContaining('Luis Ferreira') },
      reason: 'Fan fell ill, agreed on the phone',
    });
    await staffPage.go('/audit', 'Audit log');
    await staffPage.sees('Fan fell ill, agreed on the phone');
  });

  test('emails are rendered, and can’t run scripts', async () => {
    await buyTwoTickets(app);
    await staffPage.signIn('support');
    await staffPage.title(/\w+day, /);
    await staffPage.go('/emails', 'Outbox');
    await staffPage.press(/^Your tickets/);
    await staffPage.title(/^Your tickets/);
    const frame = await staffPage.page.$eval('iframe', (each) => each.getAttribute('sandbox'));
    expect(frame).toBe('');
    expect(await staffPage.inspect('mail')).toEqual([]);
  });
});

describe('permissions', () => {
  test('a fan sees that the back office isn’t for them', async () => {
    await staffPage.signIn('fan');
    await staffPage.sees(/no business here|for those who work here/);
    expect(await staffPage.page.$('.rail')).toBeNull();
    expect(await staffPage.inspect('sign-in')).toEqual([]);
  });

  test('a role without access to a page sees a message', async () => {
    await staffPage.signIn('finance');
    await staffPage.title(/\w+day, /);
    await staffPage.page.goto(`${app.url}/admin/#/listings`);
    await staffPage.sees('This page isn’t yours to see.');
    expect((await staffPage.text()).includes('To approve')).toBe(false);
  });
});

test('a lost connection is shown, and letters typed into a field trigger no shortcut', async () => {
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/to-approve', 'To approve');
  await staffPage.rows();
  await staffPage.keys('/');
  await staffPage.type('ar');
  expect(await staffPage.page.$('aside.side')).toBeNull();
  await staffPage.keys('Escape');

  // The figures stay, and reload when the connection returns.
  await staffPage.page.setOfflineMode(true);
  await staffPage.sees(/No answer since \d\d:\d\d: figures as of then/);
  expect((await staffPage.rows()).length).toBeGreaterThan(0);
  await staffPage.page.setOfflineMode(false);
  await staffPage.sees(/ Live$/);
  staffPage.complaints.length = 0;
});
