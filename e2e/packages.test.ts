/** Season packages at the desk: calendar, consigning, the ticket site's login; withdrawing and breaking while a fan holds. */
import { randomUUID } from 'node:crypto';
import { demoAccounts } from '@holdfast/server/accounts/index';
import { Fan } from '@holdfast/server/test/fan';
import { mailNewsNow } from '@holdfast/server/test/news';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { PackageCalendar, SeasonPackage } from '@holdfast/shared/consignment';
import { expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import { type Desk, widths } from './office/desk.ts';

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
  wrong.push(...(await desk.inspectInTheDark('package-consign')));
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
  await desk.fill('Reason, goes into the log', 'No');
  await desk.keys('Enter');
  await desk.sees('Give a reason of three letters or more.');
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

test('terms, days of the season and the end of a package, by keyboard, each refusal at its field', async () => {
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.go('/packages/create', 'Consign games of a season');
  await desk.choose('Consignor', 'a', /\w/);
  await desk.choose('Season', 'Steelers', /Steelers/);
  await desk.fill('Section', '778');
  await desk.fill('Row', 'D');
  await desk.fill('Seats', '1–4');
  await desk.fill('Price each, before the fee', '100');
  await desk.fill('Floor each', '120');
  const opponent = await chooseOpponent();
  await desk.fill(`Against ${opponent}, price each`, '90');
  await desk.keys('Control+Enter');
  expect(await refusalAt('Price each, before the fee')).toBe(
    'The price comes to 100.00, below the floor of 120.00. Change one of the two.',
  );
  expect(await refusalAt(`Against ${opponent}, price each`)).toMatch(/^The price comes to 90\.00, below/);
  const wrong = await desk.inspect('package-prices', [widths.desk, widths.laptop]);
  await desk.fill('Price each, before the fee', '130');
  await desk.fill(`Against ${opponent}, price each`, '150');
  await desk.press('None');
  await desk.press('Take it in as a draft');
  await desk.title('778 / D / 1–4');
  await desk.sees(`Against ${opponent} 150.00`);
  await desk.press('Confirm this package');
  await desk.sees('Confirmed by Ann Keller');
  await desk.keys('j', 'x', 'c');
  await desk.sees('1 listing, with 4 tickets');
  await desk.keys('Control+Enter');
  await desk.sees('1 listing with 4 tickets waits for approval');

  // Other terms for those that follow.
  await desk.keys('t');
  await desk.sees('For the games that are consigned from now on');
  await desk.sees('1 listing of this package keeps its price and rules.');
  await (await desk.field('The price is')).select('face');
  await desk.fill('Percent above the face value', '10');
  await desk.keys('Control+Enter');
  expect(await refusalAt('Face value each')).toMatch(/^The price follows the face value/);
  await desk.fill('Face value each', '100');
  await desk.keys('Control+Enter');
  expect(await refusalAt('Percent above the face value')).toMatch(/comes to 110\.00, below the floor/);
  wrong.push(...(await desk.inspect('package-terms', [widths.desk, widths.laptop])));
  await desk.fill('Percent above the face value', '40');
  await desk.fill('Delivery', 'Mobile, two days before');
  await desk.keys('Control+Enter');
  await desk.sees('The terms are changed.');
  await desk.sees('Price each Face value + 40%');
  await desk.sees('Mobile, two days before');

  await desk.keys('w');
  await desk.sees('Every package of this season reads these days.');
  const day = async (label: string, value: string) => {
    const field = await desk.field(label);
    await field.focus();
    await field.type(value);
  };
  await day('Regular season, first day', '09102037');
  await day('Regular season, last day', '01102038');
  await day('Play-offs, first day', '01092038');
  await day('Play-offs, last day', '02142038');
  await desk.keys('Control+Enter');
  expect(await refusalAt('Play-offs, first day')).toBe(
    'The play-offs begin after the regular season. Give a later first day.',
  );
  wrong.push(...(await desk.inspect('package-season', [widths.desk, widths.laptop])));
  await day('Play-offs, first day', '01162038');
  await (await desk.field('On sale, last day')).press('Delete');
  await desk.keys('Control+Enter');
  expect(await refusalAt('On sale, last day')).toBe('Give the last day.');
  await day('On sale, last day', '09092037');
  await desk.keys('Control+Enter');
  await desk.sees('The days of the season are set.');
  await desk.sees('Play-offs Jan 16, 2038 to Feb 14, 2038');

  await desk.keys('e');
  await desk.sees('What becomes of its games');
  await desk.sees('Consigned 1 stays in the queue');
  await desk.keys('Control+Enter');
  expect(await refusalAt('Reason, goes into the log')).toBe('Say why, in a few words.');
  wrong.push(...(await desk.inspect('package-end', [widths.desk, widths.laptop])));
  await desk.fill('Reason, goes into the log', 'He moved away');
  await desk.keys('Control+Enter');
  await desk.sees('Ended: He moved away');
  wrong.push(...(await desk.inspect('package-ended', [widths.desk, widths.laptop])));
  expect(wrong).toEqual([]);
});

/** Gives the first opponent on the list a price of its own, and says who that is. */
async function chooseOpponent(): Promise<string> {
  const list = await desk.field('Another price against');
  const [id, name] = await list.evaluate((select) => {
    const option = (select as unknown as HTMLSelectElement).options[1];
    return [option?.value ?? '', option?.text ?? ''] as const;
  });
  await list.select(id);
  return name;
}

/** What stands below the field with this label. */
async function refusalAt(label: string): Promise<string> {
  const field = await desk.field(label);
  const handle = await desk.page.waitForFunction(
    (input) => input.closest('.fld')?.querySelector('[role="alert"]')?.textContent,
    { timeout: 60_000 },
    field,
  );
  return (await handle.jsonValue()) as string;
}

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
