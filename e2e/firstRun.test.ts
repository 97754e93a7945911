/**
 * From an empty database, by the screens alone: administrator, staff with passkeys and codes, a consignor, a season by a schedule
 * file, a package, a sale to a guest, its delivery, and a game that is moved and called off. The tests follow each other in one
 * marketplace.
 */
import { appCode } from '@holdfast/server/test/appCode';
import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { fromNow, hourMs } from '@holdfast/server/test/factories/times';
import { Fan } from '@holdfast/server/test/fan';
import { newestToken } from '@holdfast/server/test/invitationLinks';
import { pdfOf } from '@holdfast/server/test/ticketFiles';
import { clock, dayLong } from '@holdfast/shared/time';
import { expect } from 'vitest';
import { StaffPage } from './admin/staffPage.ts';
import { createAccount } from './fan/createAccount.ts';
import { cards, fillCard, holdFirst, open, press, seesTickets, signOut } from './fan/journey.ts';
import { inspect, inspectWidths } from './fan/watch.ts';
import { addAuthenticator, addPasskey, setUpSecondFactor } from './firstRun/authenticators.ts';
import { callOffAcrossKill } from './firstRun/callOffAcrossKill.ts';
import { addCamera } from './firstRun/camera.ts';
import { consignGames } from './firstRun/consignGames.ts';
import { expectCalm, give, newPassword, people, test } from './firstRun/fixture.ts';
import { makeSeason, upload } from './firstRun/makeSeason.ts';
import { sees } from './page.ts';

test('an operator sets the marketplace up', async ({ empty, his }) => {
  const { page } = his;
  await open(page, `${empty.url}/`);
  await sees(page, 'Set up Holdfast');
  expect(await inspect(page, 'set-up')).toEqual([]);
  const { admin } = people;
  await give(
    page,
    ...['AAAA-BBBB-CCCC-DDDD', admin.name, admin.email, admin.password],
    ...['Lakeside Tickets', 'help@lakeside.example', 'tickets@lakeside.example', '', '', ''],
  );
  await page.select('select[name=timeZone]', 'America/New_York');
  await sees(page, 'Mailboxes show Lakeside Tickets <tickets@lakeside.example>.');
  const clockThere = clock(Date.now(), 'America/New_York');
  await sees(
    page,
    new RegExp(`It is ${clockThere.slice(0, clockThere.indexOf(':'))}:.* there: a sale of this moment`),
  );
  await page.select('select[name=currency]', 'CAD');
  await sees(page, 'A ticket for a hundred shows as CA$100.00.');
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
  await give(page, admin.email, admin.password);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Work queues');
  expectCalm(his);
});

test('the administrator adds a passkey, signs in with it at both doors, and shows by it that it is them', async ({
  empty,
  his,
}) => {
  const { page } = his;
  await addAuthenticator(page);
  const faults = await addPasskey(page, empty.url, people.admin.password);
  await signOut(page);
  await open(page, `${empty.url}/sign-in`);
  await press(page, 'Sign in with a passkey');
  await sees(page, 'Your orders');
  await signOut(page);
  await page.goto(`${empty.url}/admin/`);
  await sees(page, 'Sign in to the back office');
  await press(page, 'Sign in with a passkey');
  await sees(page, 'Work queues');

  // The next day, before anything that people or money hang on.
  await empty.context.db('sessions').update({ proven_at: new Date(Date.now() - 24 * 60 * 60 * 1000) });
  const office = await StaffPage.open(page, empty.url);
  await office.go('/settings', 'Settings');
  await office.sees('The sandbox: play money');
  await office.click('input[value="stripe"]');
  await office.sees('Signing secret of the webhook endpoint');
  await office.sees('A ticket for a hundred shows as CA$100.00.');
  await office.fill('Refund choice when an event moves by more than, hours', '24');
  await office.fill('Days to choose', '10');
  const lastDay = dayLong(fromNow(10 * 24 * hourMs), 'America/New_York');
  await office.sees(`fans choose until the end of ${lastDay}.`);
  await office.fill('Postal address', '12 Lake Drive, Erie');
  await office.press('Save the settings');
  await sees(page, 'Show that it is you');
  faults.push(...(await inspect(page, 'fresh-proof')));
  await office.press('Use a passkey');
  await office.sees('The settings are saved.');
  expect([...faults, ...(await office.inspect('settings'))]).toEqual([]);
  expectCalm(his);
});

test('a member of staff is invited, and sets a forgotten password by an email’s link', async ({
  empty,
  his,
  hers,
}) => {
  const { staff } = people;
  const office = await StaffPage.open(his.page, empty.url);
  await office.go('/staff', 'Staff');
  await office.press('Invite somebody');
  await office.fill('Email', staff.email);
  await office.click('input[value="staff"]');
  await office.press('Send the invitation');
  await office.title('Staff');

  const { page } = hers;
  await open(page, `${empty.url}/invitation#${await newestToken(empty, staff.email)}`);
  await sees(page, 'Ruth Adeyemi invited noor@market.example');
  expect(await inspect(page, 'invitation')).toEqual([]);
  await give(page, staff.name, staff.password);
  await press(page, 'Accept and sign in');
  await sees(page, 'Work queues');

  await page.goto(`${empty.url}/account`);
  await sees(page, 'Sign out');
  await signOut(page);
  await open(page, `${empty.url}/sign-in`);
  await press(page, 'Forgot your password?');
  await sees(page, 'We send you a link');
  expect(await inspect(page, 'forgot-password')).toEqual([]);
  await give(page, staff.email);
  await press(page, 'Send me a link');
  await sees(page, 'Look into your email');
  const token = await newestToken(empty, staff.email, { kind: 'passwordReset' });
  await open(page, `${empty.url}/reset-password#${token}`);
  await sees(page, 'For the account of noor@market.example');
  expect(await inspect(page, 'reset-password')).toEqual([]);
  await give(page, newPassword);
  await press(page, 'Set the password');
  await sees(page, 'Your password is set');
  await press(page, 'To the back office');
  await sees(page, 'Sign in to the back office');
  await give(page, staff.email, newPassword);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Work queues');
  expectCalm(hers);
});

test('she adds a passkey, which opens the back office, and a second factor, which both doors ask for', async ({
  empty,
  hers,
}) => {
  const { page } = hers;
  await addAuthenticator(page);
  const faults = await addPasskey(page, empty.url, newPassword);
  await signOut(page);
  await page.goto(`${empty.url}/admin/`);
  await sees(page, 'Sign in to the back office');
  await press(page, 'Sign in with a passkey');
  await sees(page, 'Work queues');
  expectCalm(hers);

  const factor = await setUpSecondFactor(page, empty.url, newPassword);
  faults.push(...factor.faults);
  await signOut(page);
  await page.goto(`${empty.url}/sign-in`);
  const [name, password] = await page.$$('main form input');
  await name!.type(people.staff.email);
  await password!.type(newPassword);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Code of your app');
  faults.push(...(await inspectWidths(page, 'second-factor-asked')));
  await page.type('main form input[name=code]', appCode(factor.secret));
  await press(page, 'Sign in', 'main');
  await sees(page, 'Your orders');
  await signOut(page);
  await page.goto(`${empty.url}/admin/`);
  await sees(page, 'Sign in to the back office');
  await page.type('#email', people.staff.email);
  await page.type('#password', newPassword);
  await press(page, 'Sign in', 'main form');
  await sees(page, 'Code of your app, or a recovery code');
  await page.type('#code', appCode(factor.secret, 1));
  await press(page, 'Sign in', 'main form');
  await sees(page, 'Work queues');
  expect(faults).toEqual([]);
  expectCalm(hers, true);
  await empty.verify();
});

test('staff add a consignor, who is invited and signs in, and is stopped, brought back and corrected', async ({
  empty,
  hers,
  visit,
}) => {
  const { consignor } = people;
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

  const { page } = visit;
  await open(page, `${empty.url}/invitation#${await newestToken(empty, consignor.email)}`);
  await give(page, consignor.name, consignor.password);
  await press(page, 'Accept and sign in');
  await sees(page, 'Abara and sons');
  await sees(page, 'Lakeside Tickets');
  expect(new URL(page.url()).pathname).toBe('/selling');

  await desk.page.reload();
  await desk.sees('Ben Abara');
  await desk.press('Deactivate');
  await desk.sees('Ben Abara is signed out and can’t sign in.');
  await open(page, `${empty.url}/selling`);
  await sees(page, 'Sign in');

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
  expectCalm(hers);
});

test('staff make a season by hand and by a file', async ({ empty, hers }) => {
  await makeSeason(await StaffPage.open(hers.page, empty.url));
  expectCalm(hers);
  await empty.verify();
});

test('they consign its games as a package, and put the listings on sale', async ({ empty, hers, visit }) => {
  await consignGames(await StaffPage.open(hers.page, empty.url), { row: 'C', seats: '1–4' });
  await open(visit.page, `${empty.url}/games`);
  await sees(visit.page, 'Gulls at Erie Otters');
  expectCalm(hers);
  await empty.verify();
});

test('a guest buys, makes an account, gets the tickets as files and has them', async ({
  empty,
  hers,
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
  expectCalm(hers);
});

test('somebody is invited for the gate, lets a fan in by the camera, and once', async ({
  empty,
  his,
  visit,
}) => {
  const { gate } = people;
  const office = await StaffPage.open(his.page, empty.url);
  await office.go('/staff', 'Staff');
  await office.press('Invite somebody');
  await office.fill('Email', gate.email);
  await office.click('input[value="gate"]');
  await office.press('Send the invitation');
  await office.title('Staff');

  const startsAt = fromNow(3 * hourMs);
  const eventId = await buildEvent(empty.context, { name: 'Open rehearsal', startsAt });
  const listing = await buildListing(empty.context, { eventId, quantity: 4 });
  const order = await new Fan(empty).buy(listing.id, 2);
  const [first] = order.items.flatMap(({ tickets }) => tickets.map(({ code }) => code ?? ''));

  const { page } = visit;
  await addCamera(page, first ?? '');
  await open(page, `${empty.url}/invitation#${await newestToken(empty, gate.email)}`);
  await sees(page, 'Welcome to the gate');
  await give(page, gate.name, gate.password);
  await press(page, 'Accept and sign in');
  await sees(page, 'Which event?');
  expect(await inspectWidths(page, 'gate-events')).toEqual([]);
  await page.type('input[name=gate]', 'Main entrance');
  await press(page, 'Scan tickets');
  await sees(page, '0 of 2 came');
  await press(page, 'Start the camera');
  await sees(page, 'Admitted');
  await sees(page, '1 of 2 came');
  await press(page, 'Stop the camera');
  expect(await inspectWidths(page, 'gate-admitted')).toEqual([]);
  await page.type('input[name=code]', (first ?? '').toLowerCase());
  await press(page, 'Check');
  await sees(page, /Already admitted.*Main entrance, by Gil Okafor/);
  expect(await inspectWidths(page, 'gate-twice')).toEqual([]);
  await press(page, 'Take back');
  await page.type('input[name=reason]', 'They left again');
  await press(page, 'Take it back');
  await sees(page, '0 of 2 came');
  await page.type('input[name=code]', first ?? '');
  await press(page, 'Check');
  await sees(page, '1 of 2 came');
  await office.go(`/reservations/${order.id}/show`, new RegExp(order.code));
  await office.sees('1 ticket of 2 scanned');
  expectCalm(his);
  await empty.verify();
});

test('a game of hers with forty orders is moved, then called off, and the process is killed meanwhile', async ({
  empty,
  browser,
  his,
  hers,
}) => {
  await consignGames(await StaffPage.open(hers.page, empty.url), {
    row: 'D',
    seats: '1–40',
    splitRule: /Any quantity/,
  });
  await callOffAcrossKill(empty, browser, await StaffPage.open(his.page, empty.url));
});
