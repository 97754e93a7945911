/** Season packages at the desk: calendar, consigning, the ticket site's login; withdrawing and breaking while a fan holds. */
import { randomUUID } from 'node:crypto';
import { demoAccounts } from '@holdfast/server/accounts/index';
import { Fan } from '@holdfast/server/test/fan';
import { mailNewsNow } from '@holdfast/server/test/news';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { PackageCalendar, SeasonPackage } from '@holdfast/shared/consignment';
import type { Browser } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startHouse } from './house.ts';
import { Desk, widths } from './office/desk.ts';

let house: TestedHouse;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([startHouse(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});
afterEach(() => house.verify());

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open(browser, house);
  return async () => {
    await desk.close();
    expect(desk.complaints).toEqual([]);
  };
});

/** The demo's member of staff, asking the API beside the browser. */
async function clerk(): Promise<Fan> {
  const account = demoAccounts.find(({ role }) => role === 'staff');
  const staff = new Fan(house);
  await staff.signIn(account?.email ?? '', account?.password ?? '');
  return staff;
}

const deed = (staff: Fan, body: object) =>
  staff.ask('POST', '/office/listings/actions', body, { 'idempotency-key': randomUUID() });

test('from a draft to the calendar, to the queue, to a fan who holds, a withdrawal, a payment and the mail', async () => {
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.go('/packages/create', 'Consign games of a season');
  await desk.choose('Consignor', 'a', /\w/);
  await desk.choose('Season', 'Steelers', /Steelers/);
  await desk.fill('Section', '777');
  await desk.fill('Row', 'C');
  await desk.fill('Seats', '12–9');
  await desk.fill('Price each, before the fee', '100');
  await desk.press('None');
  await desk.press('Take it in as a draft');
  await desk.sees('The low seat comes first. Write 9–12.');
  await desk.fill('Seats', '9–12');
  await desk.press('Take it in as a draft');
  await desk.title('777 / C / 9–12');
  await desk.sees('A draft: nothing is consigned before it is confirmed');
  const wrong = await desk.inspect('package-draft', [widths.desk, widths.laptop]);
  await desk.press('Confirm this package');
  await desk.sees('Confirmed by Ann Keller');

  // Two games by keyboard: what it would make, then the deed.
  await desk.keys('j', 'x', 'j', 'x');
  await desk.sees('2 games chosen');
  await desk.keys('c');
  await desk.sees('Nothing has happened yet. This is what would.');
  await desk.sees('2 listings, with 8 tickets');
  await desk.sees(/Price 800\.00/);
  wrong.push(...(await desk.inspect('package-consign')));
  await desk.look('dark');
  wrong.push(...(await desk.inspect('package-consign-dark', [widths.desk])));
  await desk.look('light');
  await desk.keys('Control+Enter');
  await desk.sees('2 listings with 8 tickets wait for approval');
  await desk.sees(/Consigned 2/);

  const staff = await clerk();
  const packages = await staff.ask<{ data: SeasonPackage[] }>('GET', '/office/packages?perPage=1');
  const [found] = packages.body.data;
  const games = async () =>
    (await staff.ask<PackageCalendar>('GET', `/office/packages/${found?.id}/calendar`)).body.games;
  const ids = (await games()).flatMap(({ listing }) => (listing?.ofPackage ? [listing.id] : []));
  await deed(staff, { action: 'approve', ids });
  await desk.sees(/Listed 2/);

  const fan = new Fan(house);
  const held = await fan.hold(ids[0] as string, 2);
  expect(held.status).toBe(201);
  await deed(staff, { action: 'withdraw', ids: [ids[0]], reason: 'They go after all' });
  await desk.sees(/Held 1/);
  wrong.push(...(await desk.inspect('package-held', [widths.desk, widths.laptop])));
  await fan.pay(held.body.id);
  await fan.until(held.body.id, ({ state }) => state === 'paid');
  await desk.sees(/Sold 1/);

  // Two of the four of the other game go back, at once; the middle two would leave singles.
  await desk.press('Take seats back');
  for (const seat of ['10', '11']) await (await desk.field(seat)).click();
  await desk.sees(/Possible are 9–10; 11–12/);
  for (const seat of ['10', '12']) await (await desk.field(seat)).click();
  await desk.sees('Off sale at once: 11–12.');
  await desk.fill('Reason, goes into the log', 'Their cousins come after all');
  wrong.push(...(await desk.inspect('package-take-back', [widths.desk, widths.laptop])));
  await desk.press('Take 2 seats back');
  await desk.sees('2 seats taken back.');
  await desk.sees(/Free, held, sold, withdrawn 2, 0, 0, 2/);

  const [mail] = await mailNewsNow(house, found?.consignor.id ?? '');
  expect(mail?.text_body).toMatch(
    /section 777, row C.*seats 9–10 sold\. Withdrawn .*; held by the fan since .*; paid /,
  );
  await desk.go('/mails', 'Outbox');
  await desk.sees(/Sold although you withdrew them/);
  expect(wrong).toEqual([]);
});

test('the ticket site’s login is kept by the desk, and read by who may, for a reason that all see', async () => {
  const staff = await clerk();
  const { body } = await staff.ask<{ data: SeasonPackage[] }>(
    'GET',
    '/office/packages?perPage=1&sort=section',
  );
  const [found] = body.data;
  await desk.signIn('admin');
  await desk.title(/\w+day, /);
  await desk.go(`/packages/${found?.id}/show`, new RegExp(`^${found?.section} / `));
  await desk.sees('Nothing is kept.');
  await desk.press('Keep a login');
  await desk.fill('Login', 'fan@example.com');
  await desk.fill('Password', 'not-for-the-log');
  await desk.press('Keep it sealed');
  await desk.sees('Kept sealed since');
  await desk.press('Read it');
  await desk.fill('Reason, goes into the log', 'Transfer of the third game');
  await desk.press('Read the login');
  await desk.sees('not-for-the-log');
  await desk.sees(/Ruth Adeyemi .*Transfer of the third game/);
  expect(await desk.inspect('package-access', [widths.desk, widths.laptop])).toEqual([]);
  await desk.press('Hide it');
});

test('a hold is broken for a named cause, once the order code is typed', async () => {
  const { rows } = await house.house.db.raw(
    `SELECT l.id FROM listings l JOIN events e ON e.id = l.event_id WHERE l.state = 'live' AND l.available = l.quantity
       AND l.quantity = 2 AND l.kind = 'seated' AND e.starts_at > now() + interval '3 days' AND e.status = 'scheduled' LIMIT 1`,
  );
  const fan = new Fan(house);
  const held = await fan.hold(rows[0].id, 2);
  expect(held.status).toBe(201);
  const { code } = await fan.read(held.body.id);
  await desk.signIn('support');
  await desk.title(/\w+day, /);
  await desk.page.goto(`${house.url}/admin/#/reservations/${held.body.id}/show`);
  await desk.sees('Break this hold');
  await desk.press(/Break this hold/);
  await desk.sees('the fan gets a mail with the cause');
  await desk.fill('Reason, goes into the log', 'The consignor sold them himself');
  await (await desk.field('Cause')).select('doubleSale');
  await desk.sees('these seats had been sold elsewhere already');
  await desk.keys('Control+Enter');
  expect(await fan.read(held.body.id)).toMatchObject({ state: 'pending.holding' });
  await desk.fill(`Type ${code} to confirm`, code.toLowerCase());
  const wrong = await desk.inspect('case-break', [widths.desk, widths.laptop]);
  await desk.keys('Control+Enter');
  await desk.sees('Break this hold: done.');
  await desk.sees('The hold was broken: sold elsewhere already.');
  expect(await fan.read(held.body.id)).toMatchObject({ state: 'cancelled' });
  expect(wrong).toEqual([]);
});
