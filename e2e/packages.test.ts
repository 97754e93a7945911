/** Season packages: calendar, consigning, the ticket site's login; taking seats back and breaking a hold. */
import { randomUUID } from 'node:crypto';
import { demoAccounts } from '@holdfast/server/accounts/index';
import { sendConsignorEmailsNow } from '@holdfast/server/test/consignorEmails';
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { PackageCalendar, SeasonPackage } from '@holdfast/shared/packages';
import { expect, test } from 'vitest';
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

/** A signed-in staff member of the demo, through the API. */
async function signedInStaff(): Promise<Fan> {
  const account = demoAccounts.find(({ role }) => role === 'staff');
  const staff = new Fan(app);
  await staff.signIn(account?.email ?? '', account?.password ?? '');
  return staff;
}

const action = (staff: Fan, body: object) =>
  staff.ask('POST', '/admin/listings/actions', body, { 'idempotency-key': randomUUID() });

test('from a draft to the calendar, the queue, a hold, a withdrawal, a payment and the email', async () => {
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/packages/create', 'Consign games of a season');
  await staffPage.choose('Consignor', 'a', /\w/);
  await staffPage.choose('Season', 'Steelers', /Steelers/);
  await staffPage.fill('Section', '777');
  await staffPage.fill('Row', 'C');
  await staffPage.fill('Seats', '12–9');
  await staffPage.fill('Price each, before the fee', '100');
  await staffPage.press('None');
  await staffPage.press('Save as a draft');
  await staffPage.sees('The low seat comes first. Write 9–12.');
  await staffPage.fill('Seats', '9–12');
  await staffPage.press('Save as a draft');
  await staffPage.title('777 / C / 9–12');
  await staffPage.sees('A draft: nothing is consigned before it is confirmed');
  const wrong = await staffPage.inspect('package-draft', [widths.desktop, widths.laptop]);
  await staffPage.press('Confirm this package');
  await staffPage.sees('Confirmed by Ann Keller');

  // Two games by keyboard: the preview, then the action.
  await staffPage.keys('j', 'x', 'j', 'x');
  await staffPage.sees('2 games chosen');
  await staffPage.keys('c');
  await staffPage.sees('Nothing has happened yet. This is what would.');
  await staffPage.sees('2 listings, with 8 tickets');
  await staffPage.sees(/Price 800\.00/);
  wrong.push(...(await staffPage.inspect('package-consign')));
  wrong.push(...(await staffPage.inspectDark('package-consign')));
  await staffPage.keys('Control+Enter');
  await staffPage.sees('2 listings with 8 tickets wait for approval');
  await staffPage.sees(/Consigned 2/);

  const staff = await signedInStaff();
  const packages = await staff.ask<{ data: SeasonPackage[] }>('GET', '/admin/packages?perPage=1');
  const [found] = packages.body.data;
  const games = async () =>
    (await staff.ask<PackageCalendar>('GET', `/admin/packages/${found?.id}/calendar`)).body.games;
  const ids = (await games()).flatMap(({ listing }) => (listing?.ofPackage ? [listing.id] : []));
  await action(staff, { action: 'approve', ids });
  await staffPage.sees(/Listed 2/);

  const fan = new Fan(app);
  const held = await fan.hold(ids[0] as string, 2);
  expect(held.status).toBe(201);
  await action(staff, { action: 'withdraw', ids: [ids[0]], reason: 'They go after all' });
  await staffPage.sees(/Held 1/);
  wrong.push(...(await staffPage.inspect('package-held', [widths.desktop, widths.laptop])));
  await fan.pay(held.body.id);
  await fan.until(held.body.id, ({ state }) => state === 'paid');
  await staffPage.sees(/Sold 1/);

  // Two of the four seats of the other game are taken back at once; the middle two would leave single seats.
  await staffPage.press('Take seats back');
  for (const seat of ['10', '11']) await (await staffPage.field(seat)).click();
  await staffPage.sees(/Possible are 9–10; 11–12/);
  for (const seat of ['10', '12']) await (await staffPage.field(seat)).click();
  await staffPage.sees('Off sale at once: 11–12.');
  await staffPage.fill('Reason, goes into the log', 'No');
  await staffPage.keys('Enter');
  await staffPage.sees('Give a reason of three letters or more.');
  await staffPage.fill('Reason, goes into the log', 'Their cousins come after all');
  wrong.push(...(await staffPage.inspect('package-take-back', [widths.desktop, widths.laptop])));
  await staffPage.press('Take 2 seats back');
  await staffPage.sees('2 seats taken back.');
  await staffPage.sees(/Free, held, sold, withdrawn 2, 0, 0, 2/);

  const [mail] = await sendConsignorEmailsNow(app, found?.consignor.id ?? '');
  expect(mail?.text_body).toMatch(
    /section 777, row C.*seats 9–10 sold\. Withdrawn .*; held by the fan since .*; paid /,
  );
  await staffPage.go('/emails', 'Outbox');
  await staffPage.sees(/Sold although you withdrew them/);
  expect(wrong).toEqual([]);
});

test('terms, season windows and the end of a package, by keyboard, each refusal at its field', async () => {
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/packages/create', 'Consign games of a season');
  await staffPage.choose('Consignor', 'a', /\w/);
  await staffPage.choose('Season', 'Steelers', /Steelers/);
  await staffPage.fill('Section', '778');
  await staffPage.fill('Row', 'D');
  await staffPage.fill('Seats', '1–4');
  await staffPage.fill('Price each, before the fee', '100');
  await staffPage.fill('Floor each', '120');
  const opponent = await chooseOpponent();
  await staffPage.fill(`Against ${opponent}, price each`, '90');
  await staffPage.keys('Control+Enter');
  expect(await refusalAt('Price each, before the fee')).toBe(
    'The price comes to 100.00, below the floor of 120.00. Change one of the two.',
  );
  expect(await refusalAt(`Against ${opponent}, price each`)).toMatch(/^The price comes to 90\.00, below/);
  const wrong = await staffPage.inspect('package-prices', [widths.desktop, widths.laptop]);
  await staffPage.fill('Price each, before the fee', '130');
  await staffPage.fill(`Against ${opponent}, price each`, '150');
  await staffPage.press('None');
  await staffPage.press('Save as a draft');
  await staffPage.title('778 / D / 1–4');
  await staffPage.sees(`Against ${opponent} 150.00`);
  await staffPage.press('Confirm this package');
  await staffPage.sees('Confirmed by Ann Keller');
  await staffPage.keys('j', 'x', 'c');
  await staffPage.sees('1 listing, with 4 tickets');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('1 listing with 4 tickets waits for approval');

  // Other terms for the games after these.
  await staffPage.keys('t');
  await staffPage.sees('For the games that are consigned from now on');
  await staffPage.sees('1 listing of this package keeps its price and rules.');
  await staffPage.pick('The price is', /face value/);
  await staffPage.fill('Percent above the face value', '10');
  await staffPage.keys('Control+Enter');
  expect(await refusalAt('Face value each')).toMatch(/^The price follows the face value/);
  await staffPage.fill('Face value each', '100');
  await staffPage.keys('Control+Enter');
  expect(await refusalAt('Percent above the face value')).toMatch(/comes to 110\.00, below the floor/);
  wrong.push(...(await staffPage.inspect('package-terms', [widths.desktop, widths.laptop])));
  await staffPage.fill('Percent above the face value', '40');
  await staffPage.fill('Delivery', 'Mobile, two days before');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('The terms are changed.');
  await staffPage.sees('Price each Face value + 40%');
  await staffPage.sees('Mobile, two days before');

  await staffPage.keys('w');
  await staffPage.sees('Every package of this season reads these days.');
  const day = async (label: string, value: string) => {
    const field = await staffPage.field(label);
    await field.focus();
    await field.type(value);
  };
  await day('Regular season, first day', '09102037');
  await day('Regular season, last day', '01102038');
  await day('Play-offs, first day', '01092038');
  await day('Play-offs, last day', '02142038');
  await staffPage.keys('Control+Enter');
  expect(await refusalAt('Play-offs, first day')).toBe(
    'The play-offs begin after the regular season. Give a later first day.',
  );
  wrong.push(...(await staffPage.inspect('package-season', [widths.desktop, widths.laptop])));
  await day('Play-offs, first day', '01162038');
  await (await staffPage.field('On sale, last day')).press('Delete');
  await staffPage.keys('Control+Enter');
  expect(await refusalAt('On sale, last day')).toBe('Finish this date, such as 11/29/2026, or clear it.');
  await day('On sale, last day', '09092037');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('The days of the season are set.');
  await staffPage.sees('Play-offs Jan 16, 2038 to Feb 14, 2038');

  await staffPage.keys('e');
  await staffPage.sees('What becomes of its games');
  await staffPage.sees('Consigned 1 stays in the queue');
  await staffPage.keys('Control+Enter');
  expect(await refusalAt('Reason, goes into the log')).toBe('Say why, in a few words.');
  wrong.push(...(await staffPage.inspect('package-end', [widths.desktop, widths.laptop])));
  await staffPage.fill('Reason, goes into the log', 'He moved away');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('Ended: He moved away');
  wrong.push(...(await staffPage.inspect('package-ended', [widths.desktop, widths.laptop])));
  expect(wrong).toEqual([]);
});

/** Gives the first opponent in the list its own price. @returns the opponent's name */
async function chooseOpponent(): Promise<string> {
  const list = await staffPage.field('Another price against');
  const [id, name] = await list.evaluate((select) => {
    const option = (select as unknown as HTMLSelectElement).options[1];
    return [option?.value ?? '', option?.text ?? ''] as const;
  });
  await list.select(id);
  return name;
}

/** The message below the field with this label. */
async function refusalAt(label: string): Promise<string> {
  const field = await staffPage.field(label);
  const handle = await staffPage.page.waitForFunction(
    (input) =>
      input.getAttribute('aria-invalid') === 'true' &&
      document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent,
    { timeout: 60_000 },
    field,
  );
  return (await handle.jsonValue()) as string;
}

test('staff store the ticket site’s login; permitted people read it with a reason that all staff see', async () => {
  const staff = await signedInStaff();
  const { body } = await staff.ask<{ data: SeasonPackage[] }>(
    'GET',
    '/admin/packages?perPage=1&sort=section',
  );
  const [found] = body.data;
  await staffPage.signIn('admin');
  await staffPage.title(/\w+day, /);
  await staffPage.go(`/packages/${found?.id}/show`, new RegExp(`^${found?.section} / `));
  await staffPage.sees('Nothing is kept.');
  await staffPage.press('Keep a login');
  await staffPage.fill('Login', 'fan@example.com');
  await staffPage.fill('Password', 'not-for-the-log');
  await staffPage.press('Keep it sealed');
  await staffPage.sees('Kept sealed since');
  await staffPage.press('Read it');
  await staffPage.fill('Reason, goes into the log', 'Transfer of the third game');
  await staffPage.press('Read the login');
  await staffPage.sees('not-for-the-log');
  await staffPage.sees(/Ruth Adeyemi .*Transfer of the third game/);
  expect(await staffPage.inspect('package-access', [widths.desktop, widths.laptop])).toEqual([]);
  await staffPage.press('Hide it');
});

test('a hold is broken for a named cause, after the order code is typed', async () => {
  const { rows } = await app.context.db.raw(
    `SELECT l.id FROM listings l JOIN events e ON e.id = l.event_id WHERE l.state = 'live' AND l.available = l.quantity
       AND l.quantity = 2 AND l.kind = 'seated' AND e.starts_at > now() + interval '3 days' AND e.status = 'scheduled' LIMIT 1`,
  );
  const fan = new Fan(app);
  const held = await fan.hold(rows[0].id, 2);
  expect(held.status).toBe(201);
  const { code } = await fan.read(held.body.id);
  await staffPage.signIn('support');
  await staffPage.title(/\w+day, /);
  await staffPage.page.goto(`${app.url}/admin/#/reservations/${held.body.id}/show`);
  await staffPage.sees('Break this hold');
  await staffPage.press(/Break this hold/);
  await staffPage.sees('the fan gets an email with the cause');
  await staffPage.fill('Reason, goes into the log', 'The consignor sold them himself');
  await (await staffPage.field('Cause')).select('doubleSale');
  await staffPage.sees('these seats had been sold elsewhere already');
  await staffPage.keys('Control+Enter');
  expect(await fan.read(held.body.id)).toMatchObject({ state: 'pending.holding' });
  await staffPage.fill(`Type ${code} to confirm`, code.toLowerCase());
  const wrong = await staffPage.inspect('case-break', [widths.desktop, widths.laptop]);
  await staffPage.keys('Control+Enter');
  await staffPage.sees('Break this hold: done.');
  await staffPage.sees('The hold was broken: sold elsewhere already.');
  expect(await fan.read(held.body.id)).toMatchObject({ state: 'cancelled' });
  expect(wrong).toEqual([]);
});
