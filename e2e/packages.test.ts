/** Season packages: calendar, consigning, the ticket site's login; taking seats back and breaking a hold. */
import { sendConsignorEmailsNow } from '@holdfast/server/test/consignorEmails';
import { buildConsignor } from '@holdfast/server/test/factories/consignors';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { Fan } from '@holdfast/server/test/fan';
import { expect } from 'vitest';
import { newPackage } from './admin/package.ts';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

const action = (staff: Fan, body: object) => staff.ask('POST', '/admin/listings/actions', body);
const screens = [widths.desktop, widths.laptop];

test('a draft is saved with its seats in order, and confirmed', async ({ app, staff }) => {
  await buildConsignor(app.context, { name: 'Delphine Okafor' });
  await staff.go('/packages/create', 'Consign games of a season');
  await staff.choose('Consignor', 'Okafor', /Delphine Okafor/);
  await staff.choose('Season', 'Steelers', /Steelers/);
  await staff.fill('Section', '777');
  await staff.fill('Row', 'C');
  await staff.fill('Seats', '12–9');
  await staff.fill('Price each, before the fee', '100');
  await staff.press('None');
  await staff.press('Save as a draft');
  await staff.sees('The low seat comes first. Write 9–12.');
  await staff.fill('Seats', '9–12');
  await staff.press('Save as a draft');
  await staff.title('777 / C / 9–12');
  await staff.sees('A draft: nothing is consigned before it is confirmed');
  expect(await staff.inspect('package-draft', screens)).toEqual([]);
  await staff.press('Confirm this package');
  await staff.sees('Confirmed by Ann Keller');
});

test('the season of a package is on one page, with what each seat gave and what it cost', async ({
  app,
  staff,
}) => {
  const season = await newPackage(app, { consigned: 2, onSale: true });
  const [id] = await season.listings();
  await new Fan(app).buy(id as string, 2);
  await staff.go(`/packages/${season.id}/show`, season.title);
  await staff.press('The season in figures');
  await staff.title(/^The season of /);
  await staff.sees(/2 seats of \d+ sold, [\d,.]+ USD for the consignor/);
  await staff.sees(/No forecast for \d+ seats of games ahead|Forecast for \d+ seats of games ahead/);
  await staff.press('What it cost');
  await staff.fill('Cost', '4100');
  await staff.keys('Control+Enter');
  await staff.sees(/of 4,100\.00 that the package cost/);
  await staff.sees(/All games \d+ 2 sold/);
  expect(await staff.inspect('package-season', screens)).toEqual([]);
});

test('two games are consigned by keyboard, after a preview, and listed once they are approved', async ({
  app,
  staff,
}) => {
  const season = await newPackage(app);
  await staff.go(`/packages/${season.id}/show`, season.title);
  await staff.keys('j', 'x', 'j', 'x');
  await staff.sees('2 games chosen');
  await staff.keys('c');
  await staff.sees('Nothing has happened yet. This is what would.');
  await staff.sees('2 listings, with 8 tickets');
  await staff.sees(/Price 800\.00/);
  const wrong = await staff.inspect('package-consign');
  wrong.push(...(await staff.inspectDark('package-consign')));
  await staff.keys('Control+Enter');
  await staff.sees('2 listings with 8 tickets wait for approval');
  await staff.sees(/Consigned 2/);
  await action(season.api, { action: 'approve', ids: await season.listings() });
  await staff.sees(/Listed 2/);
  expect(wrong).toEqual([]);
});

test('the calendar shows a hold and a payment; seats withdrawn meanwhile are named in the email', async ({
  app,
  staff,
}) => {
  const season = await newPackage(app, { consigned: 2, onSale: true });
  const [id] = await season.listings();
  await staff.go(`/packages/${season.id}/show`, season.title);
  const fan = new Fan(app);
  const held = await fan.hold(id as string, 2);
  expect(held.status).toBe(201);
  await action(season.api, { action: 'withdraw', ids: [id], reason: 'They go after all' });
  await staff.sees(/Held 1/);
  expect(await staff.inspect('package-held', screens)).toEqual([]);
  await fan.pay(held.body.id);
  await fan.until(held.body.id, ({ state }) => state === 'paid');
  await staff.sees(/Sold 1/);
  const [mail] = await sendConsignorEmailsNow(app, season.consignorId);
  expect(mail?.text_body).toMatch(
    /section \d+, row C.*seats 9–10 sold\. Withdrawn .*; held by the fan since .*; paid /,
  );
  // One email tells of both: the seats that left the sale, and those that were sold all the same.
  await staff.go(`/emails/${mail?.id}/show`, /^News of 2 of your listings/);
  await staff.sees(/Taken off sale/i);
  await staff.sees(/Sold although you withdrew them/i);
});

test('two of four seats are taken back at once; the middle two would leave single seats', async ({
  app,
  staff,
}) => {
  const season = await newPackage(app, { consigned: 2, onSale: true });
  await staff.go(`/packages/${season.id}/show`, season.title);
  await staff.sees(/Listed 2/);
  await staff.keys('j');
  await staff.press('Take seats back');
  for (const seat of ['10', '11']) await staff.field(seat).click();
  await staff.sees(/Possible are 9–10; 11–12/);
  for (const seat of ['10', '12']) await staff.field(seat).click();
  await staff.sees('Off sale at once: 11–12.');
  await staff.fill('Reason, goes into the log', 'No');
  await staff.keys('Enter');
  await staff.sees('Give a reason of three letters or more.');
  await staff.fill('Reason, goes into the log', 'Their cousins come after all');
  expect(await staff.inspect('package-take-back', screens)).toEqual([]);
  await staff.press('Take 2 seats back');
  await staff.sees('2 seats taken back.');
  await staff.sees(/Free, held, sold, withdrawn 2, 0, 0, 2/);
});

test('staff store the ticket site’s login; permitted people read it with a reason that all staff see', async ({
  admin,
  app,
}) => {
  const { id, title } = await newPackage(app);
  await admin.go(`/packages/${id}/show`, title);
  await admin.sees('Nothing is kept.');
  await admin.press('Keep a login');
  await admin.fill('Login', 'fan@example.com');
  await admin.fill('Password', 'not-for-the-log');
  await admin.press('Keep it sealed');
  await admin.sees('Kept sealed since');
  await admin.press('Read it');
  await admin.fill('Reason, goes into the log', 'Transfer of the third game');
  await admin.press('Read the login');
  await admin.sees('not-for-the-log');
  await admin.sees(/Ruth Adeyemi .*Transfer of the third game/);
  expect(await admin.inspect('package-access', [widths.desktop, widths.laptop])).toEqual([]);
  await admin.press('Hide it');
});

test('a hold is broken for a named cause, after the order code is typed', async ({ app, support }) => {
  const { id: listingId } = await buildListing(app.context);
  const fan = new Fan(app);
  const held = await fan.hold(listingId, 2);
  expect(held.status).toBe(201);
  const { code } = await fan.read(held.body.id);
  await support.page.goto(`${app.url}/admin/#/reservations/${held.body.id}/show`);
  await support.sees('Break this hold');
  await support.press(/Break this hold/);
  await support.sees('the fan gets an email with the cause');
  await support.fill('Reason, goes into the log', 'The consignor sold them himself');
  await support.fill('Cause', 'doubleSale');
  await support.sees('these seats had been sold elsewhere already');
  await support.keys('Control+Enter');
  expect(await fan.read(held.body.id)).toMatchObject({ state: 'pending.holding' });
  await support.fill(`Type ${code} to confirm`, code.toLowerCase());
  const wrong = await support.inspect('case-break', [widths.desktop, widths.laptop]);
  await support.keys('Control+Enter');
  await support.sees('Break this hold: done.');
  await support.sees('The hold was broken: sold elsewhere already.');
  expect(await fan.read(held.body.id)).toMatchObject({ state: 'cancelled' });
  expect(wrong).toEqual([]);
});
