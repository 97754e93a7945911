/** From an empty database, by the screens alone: administrator, staff, a consignor and their sign-in. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newestToken } from '@holdfast/server/test/invitationLinks';
import { startTestApp } from '@holdfast/server/test/runningApp';
import { pdfOf } from '@holdfast/server/test/ticketFiles';
import { expect } from 'vitest';
import { StaffPage } from './admin/staffPage.ts';
import { createAccount } from './fan/createAccount.ts';
import { cards, fillCard, holdFirst, open, press, seesTickets } from './fan/journey.ts';
import { inspect, type Visitor, visitor, widths } from './fan/watch.ts';
import { test as base } from './fixtures.ts';
import { sees } from './page.ts';

/** A whole application on an empty database, without the demo. */
// biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
const test = base.extend('empty', { scope: 'file' }, async ({}, { onCleanup }) => {
  const app = await startTestApp({ DEMO: '0' });
  onCleanup(async () => {
    try {
      await app.verify();
    } finally {
      await app.close();
    }
  });
  return app;
});

const people = {
  admin: { name: 'Ruth Adeyemi', email: 'ruth@market.example', password: 'the first of them all' },
  staff: { name: 'Noor Haddad', email: 'noor@market.example', password: 'a password of her own' },
  fan: { name: 'Dana Cole', email: 'dana@fans.example', password: 'seats for the two of us' },
  consignor: { name: 'Ben Abara', email: 'ben@abara.example', password: 'tickets for everybody' },
};

/** Types into the fields of the page's form, in their order. */
async function give({ page }: Visitor, ...texts: string[]): Promise<void> {
  const fields = await page.$$('main form input:not([type=hidden])');
  expect(fields).toHaveLength(texts.length);
  for (const [at, text] of texts.entries()) await fields[at]!.type(text);
}

test('an operator sets up, invites staff, who add a consignor, who signs in', async ({
  empty,
  browser,
  visit,
}) => {
  const { page } = visit;
  await open(page, `${empty.url}/`);
  await sees(page, 'Set up Holdfast');
  expect(await inspect(page, 'set-up')).toEqual([]);
  const { admin, staff, consignor } = people;
  await give(
    visit,
    ...['AAAA-BBBB-CCCC-DDDD', admin.name, admin.email, admin.password],
    ...['Lakeside Tickets', 'help@lakeside.example', 'tickets@lakeside.example', '', '', ''],
  );
  await page.select('select[name=timeZone]', 'America/New_York');
  await page.select('select[name=currency]', 'CAD');
  await sees(
    page,
    'the marketplace keeps CA$20.00, its seller gets CA$80.00, and the fan pays CA$112.00 in all',
  );
  await press(page, 'Make the administrator');
  await sees(page, 'This isn’t the code.');
  expect(await inspect(page, 'set-up-refused')).toEqual([]);
  const code = (await page.$('main form input'))!;
  await code.click({ count: 3 });
  await code.type(empty.setUpCode ?? '');
  await press(page, 'Make the administrator');
  await sees(page, 'Holdfast is set up');
  await press(page, 'Sign in to the back office');
  await sees(page, 'Sign in to the back office');
  await give(visit, admin.email, admin.password);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Work queues');

  const office = await StaffPage.open(page, empty.url);
  await office.go('/settings', 'Settings');
  await office.sees('The sandbox: play money');
  await office.fill('Postal address', '12 Lake Drive, Erie');
  await office.press('Save the settings');
  await office.sees('The settings are saved.');
  expect(await office.inspect('settings')).toEqual([]);
  await office.go('/staff', 'Staff');
  await office.press('Invite somebody');
  await office.fill('Email', staff.email);
  await office.click('input[value="staff"]');
  await office.press('Send the invitation');
  await office.title('Staff');

  const hers = await visitor(browser, widths.desktop);
  await open(hers.page, `${empty.url}/invitation#${await newestToken(empty, staff.email)}`);
  await sees(hers.page, 'Ruth Adeyemi invited noor@market.example');
  expect(await inspect(hers.page, 'invitation')).toEqual([]);
  await give(hers, staff.name, staff.password);
  await press(hers.page, 'Accept and sign in');
  await sees(hers.page, 'Work queues');
  const desk = await StaffPage.open(hers.page, empty.url);
  await desk.go('/consignors/create', 'New consignor');
  await desk.fill('Name', 'Abara and sons');
  await desk.fill('Email', 'office@abara.example');
  await desk.press('Add the consignor');
  await desk.title('Abara and sons');
  await desk.sees('Nobody signs in for Abara and sons yet.');
  await desk.fill('Email of whom to invite', consignor.email);
  await desk.press('Invite a sign-in');
  await desk.sees(consignor.email);
  expect(await desk.inspect('consignor-sign-ins')).toEqual([]);

  const his = await visitor(browser, widths.desktop);
  await open(his.page, `${empty.url}/invitation#${await newestToken(empty, consignor.email)}`);
  await give(his, consignor.name, consignor.password);
  await press(his.page, 'Accept and sign in');
  await sees(his.page, 'Abara and sons');
  await sees(his.page, 'Lakeside Tickets');
  expect(new URL(his.page.url()).pathname).toBe('/selling');

  await desk.page.reload();
  await desk.sees('Ben Abara');
  await desk.press('Deactivate');
  await desk.sees('Ben Abara is signed out and can’t sign in.');
  await open(his.page, `${empty.url}/selling`);
  await sees(his.page, 'Sign in');
  await his.close();

  await desk.press('Stop consigning…');
  await desk.sees('Owed, stays owed');
  expect(await desk.inspect('consignor-deactivation')).toEqual([]);
  await desk.fill('Reason, goes into the log', 'They gave up their seats');
  await desk.press('Deactivate the consignor');
  await desk.sees('Deactivated since');
  await desk.press('Reactivate');
  await desk.sees('Listings stay paused until you put them on sale.');
  await desk.go('/consignor-file', 'Consignors from a file');
  await desk.fill(
    'Or copied cells',
    'name,email,phone\nAbara and sons,office@abara.example,+1 412 555 0100\nNo One,nowhere,',
  );
  await desk.press('Read the cells');
  await desk.sees('Email: Give an email address');
  expect(await desk.inspect('consignor-file')).toEqual([]);
  await desk.press('Leave out the refused 1 row');
  await desk.press('Correct 1 consignor');
  await desk.title('Consignors');
  await hers.close();
});

test('a forgotten password is set by an email’s link', async ({ empty, visit }) => {
  const { page } = visit;
  await open(page, `${empty.url}/sign-in`);
  await press(page, 'Forgot your password?');
  await sees(page, 'We send you a link');
  expect(await inspect(page, 'forgot-password')).toEqual([]);
  await give(visit, people.staff.email);
  await press(page, 'Send me a link');
  await sees(page, 'Look into your email');
  const token = await newestToken(empty, people.staff.email, { kind: 'passwordReset' });
  await open(page, `${empty.url}/reset-password#${token}`);
  await sees(page, 'For the account of noor@market.example');
  expect(await inspect(page, 'reset-password')).toEqual([]);
  await give(visit, 'yet another password');
  await press(page, 'Set the password');
  await sees(page, 'Your password is set');
  await press(page, 'To the back office');
  await sees(page, 'Sign in to the back office');
  await give(visit, people.staff.email, 'yet another password');
  await press(page, 'Sign in', 'main');
  await sees(page, 'Work queues');
});

/** Chooses a file in the page's file input. */
async function upload(desk: StaffPage, name: string, text: string | Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
  await writeFile(join(folder, name), text);
  await (await desk.page.$('input[type=file]'))?.uploadFile(join(folder, name));
}

/** A league, a venue, two teams and a season with three games: by their forms, and another venue by a file. */
async function makeSeason(desk: StaffPage): Promise<void> {
  await desk.go('/leagues/create', 'New league');
  await desk.fill('Code', 'RIVER');
  await desk.fill('Name', 'River League');
  await desk.press('Add the league');
  await desk.title('River League');
  await desk.go('/venues/create', 'New venue');
  await desk.fill('Name', 'Lake Rink');
  await desk.fill('City', 'Erie');
  await desk.choose('Country', 'United Sta', /^United States$/);
  await desk.choose('Time zone', 'New York', /New York/);
  await desk.fill('Sections by level', 'Lower: 110, 9');
  await desk.press('Add the venue');
  await desk.title('Lake Rink');
  await desk.sees('9, 110');
  await desk.go('/venues', 'Venues');
  await desk.click('.catalog-file summary');
  await upload(desk, 'venues.csv', 'name,city,country,time zone\nPond Hall,Erie,US,Europe/Vienna');
  await desk.sees('0 new, 0 changed, 0 unchanged, 1 refused.');
  await upload(desk, 'venues.csv', 'name,city,country,time zone\nPond Hall,Erie,US,America/New_York');
  await desk.sees('1 new, 0 changed, 0 unchanged, 0 refused.');
  expect(await desk.inspect('catalog-file')).toEqual([]);
  await desk.press('Apply: 1 new, 0 changed');
  await desk.sees('Pond Hall');
  await desk.go('/performers/create', 'New team or artist');
  await desk.fill('Full name', 'Erie Otters');
  await desk.fill('Short name', 'Otters');
  await desk.choose('League', 'River', /River League/);
  await desk.choose('Home venue', 'Lake', /Lake Rink/);
  await desk.press('Add the team');
  await desk.title('Erie Otters');
  await desk.go('/seasons/create', 'New season');
  await desk.choose('Team', 'Otters', /Erie Otters/);
  await desk.fill('Name', 'Summer 2038');
  await desk.press('Make the season');
  await desk.title('Erie Otters, Summer 2038');
  await desk.click('.schedule-text summary');
  const games = ['2038-06-01,7:30 PM', '2038-06-03,19:30', '2038-06-05,TBD'];
  const lines = games.map((when) => `${when},Erie Otters,Gulls`);
  const table = ['date,time,home,away', ...lines, '2038-06-07,TBD,Pikes,Gulls'];
  await upload(desk, 'games.csv', table.join('\n'));
  await desk.sees('3 games read from the CSV file. 1 game of other teams left out.');
  await desk.press('Check the rows');
  await desk.sees('Not in the catalogue: Gulls.');
  await desk.press('make this team');
  await desk.sees('3 new, 0 changed');
  expect(await desk.inspect('schedule')).toEqual([]);
  await desk.press('Add 3 games');
  await desk.sees('3 home games, of which 3 ahead.');
}

test('staff make a season by hand, and consign and sell its games', async ({ empty, visit }) => {
  const { page } = visit;
  await open(page, `${empty.url}/admin/`);
  await sees(page, 'Sign in to the back office');
  await give(visit, people.staff.email, 'yet another password');
  await press(page, 'Sign in', 'main');
  await sees(page, 'Work queues');
  const desk = await StaffPage.open(page, empty.url);
  await makeSeason(desk);
  await desk.go('/packages/create', 'Consign games of a season');
  await desk.choose('Consignor', 'Abara', /Abara and sons/);
  await desk.choose('Season', 'Otters', /Summer 2038/);
  await desk.fill('Section', '110');
  await desk.fill('Row', 'C');
  await desk.fill('Seats', '1–4');
  await desk.fill('Price each, before the fee', '100');
  await desk.pick('How the tickets reach the fan', /PDF or picture/);
  await desk.press('Consign 3 games');
  await desk.sees('3 listings wait for approval.');
  const approved = await desk.page.evaluate(async () => {
    const read = await fetch('/api/admin/listings?state=submitted');
    const { data } = (await read.json()) as { data: Array<{ id: string }> };
    const answer = await fetch('/api/admin/listings/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ action: 'approve', ids: data.map(({ id }) => id) }),
    });
    return answer.status;
  });
  expect(approved).toBe(200);
  await open(page, `${empty.url}/games`);
  await sees(page, 'Gulls at Erie Otters');
});

test('a guest buys, makes an account, gets the tickets as files and has them', async ({
  empty,
  browser,
  visit,
}) => {
  const { page } = visit;
  await holdFirst(page, `${empty.url}/games/gulls-at-erie-otters-2038-06-01`);
  await fillCard(page, cards.pays, people.fan.email);
  await press(page, 'Pay CA$224.00');
  await seesTickets(page, 2);
  await sees(page, 'Not sent yet');
  const code = await page.$eval('.order-head b', (element) => element.textContent ?? '');
  await empty.verify();

  await open(page, `${empty.url}/sign-in?next=/orders`);
  await createAccount(page, empty, people.fan);
  // The order of the guest is the account's now.
  await sees(page, '2 tickets, CA$224.00');

  const hers = await visitor(browser, widths.desktop);
  await open(hers.page, `${empty.url}/admin/`);
  await give(hers, people.staff.email, 'yet another password');
  await press(hers.page, 'Sign in', 'main');
  await sees(hers.page, 'Work queues');
  const desk = await StaffPage.open(hers.page, empty.url);
  await desk.go(`/deliveries?queue=toSend&q=${code}`, 'Deliveries');
  await desk.sees(code);
  await desk.keys('Enter');
  await desk.title('Gulls at Erie Otters');
  await upload(desk, 'tickets.pdf', await pdfOf('5000001', '5000002'));
  await desk.sees('Remove');
  await desk.press('Mark as sent');
  await desk.sees('The fan gets an email');
  await desk.keys('Control+Enter');
  await desk.sees('the fan hasn’t answered');
  await empty.verify();

  await press(page, 'Gulls at Erie Otters', 'main');
  await sees(page, 'I can’t accept them');
  await press(page, 'I have them');
  await desk.sees('Received');
  await hers.close();
});
