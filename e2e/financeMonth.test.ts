/**
 * Finance's month, from what is owed to the closed month: a sale, its payout, the refund that comes after it, the statement,
 * the report whose figure opens its entries, and the checks.
 */
import { runBalance } from '@holdfast/server/dailyBalance/index';
import { bankDoes } from '@holdfast/server/test/bank';
import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildConsignor, buildPercentages } from '@holdfast/server/test/factories/consignors';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { dayMs, fromNow, hourMs } from '@holdfast/server/test/factories/times';
import { eventually, Fan } from '@holdfast/server/test/fan';
import { sandboxStripe } from '@holdfast/server/test/sandboxStripe';
import { moveClock } from '@holdfast/server/test/travel';
import { expect } from 'vitest';
import { StaffPage, widths } from './admin/staffPage.ts';
import { test as base } from './fixtures.ts';

const test = base.extend('demo', { scope: 'file' }, 'withoutSales');
const screens = [widths.desktop, widths.phone];

test('a month goes from what is owed to closed, with a payout and a refund after it', async ({
  app,
  profiles,
}) => {
  const { context } = app;
  // The run is made by a person: the calendar would have made one meanwhile.
  await context.db('payout_calendar').update({ rhythm: 'none' });
  await buildPercentages(context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  const consignorId = await buildConsignor(context, { name: 'Pat Owner' });
  const eventId = await buildEvent(context, { startsAt: fromNow(hourMs) });
  const { id: listingId } = await buildListing(context, {
    eventId,
    consignorId,
    priceAmount: 10_000,
    seats: [1, 2],
  });
  const fan = new Fan(app);
  const order = await fan.buy(listingId, 2);

  const month = await currentMonth(context.db);
  const backInTime = await moveClock(context.db, 8 * dayMs);
  const open = async (role: 'finance' | 'admin') =>
    StaffPage.open(await profiles.newPage(role), profiles.url);
  const finance = await open('finance');
  const colleague = await open('admin');

  // What is owed, and the preview of what a run would pay.
  await finance.go('/payables', 'Owed to consignors');
  await finance.sees(/USD owed: 180\.00 payable now/);
  await finance.go(`/payables/${consignorId}/show`, 'Pat Owner');
  await finance.sees(order.code);
  expect(await finance.inspect('month-owed', screens)).toEqual([]);
  await finance.go('/payables', 'Owed to consignors');
  await finance.press('Make a run');
  await finance.keys('Control+Enter');
  await finance.title(/^Run of/);
  const run = new URL(finance.page.url()).hash.slice(1);

  // A colleague approves and pays it.
  await colleague.go(run, /^Run of/);
  await colleague.press('Approve');
  await colleague.sees('1 payout to pay.');
  await colleague.press('They were paid');
  await colleague.fill('Reference', 'Transfer 4711');
  await colleague.typeInto('Paid on', '12022037');
  await colleague.keys('Control+Enter');
  await colleague.sees(/Bank transfer, Transfer 4711/);

  // The refund comes after the payout: the consignor owes it, and the statement says so.
  await colleague.go(`/reservations/${order.id}/show`, order.code);
  await colleague.press(/Refund the order/);
  await colleague.fill('Reason, goes into the log', 'The seat was broken');
  await colleague.keys('Control+Enter');
  await fan.until(order.id, ({ state }) => state === 'refunded');
  await finance.go(`/payables/${consignorId}/show`, 'Pat Owner');
  await finance.sees(/−180\.00/);
  await finance.sees('Transfer 4711');
  await finance.sees('Closing balance');
  expect(await finance.inspect('month-statement', screens)).toEqual([]);

  // The month is over: each figure opens its entries.
  await backInTime();
  const backAgain = await moveClock(context.db, 40 * dayMs);
  expect(await runBalance(context, sandboxStripe(app), { grace: 0 })).toBe(0);
  // Nobody was there for a month.
  await finance.signIn('finance');
  await finance.title(/\w+day, /);
  await finance.go('/reports?report=earned&by=consignor', 'Consignors’ proceeds');
  await finance.sees(/Pat Owner/);
  await finance.press(/^180\.00/);
  await finance.title('General ledger');
  await finance.sees(order.code);

  await finance.go(`/months/${month}/show`, /20\d\d/);
  await finance.sees('The month is over');
  await finance.press('Close the month');
  await finance.sees('What each account holds at its end is stored.');
  expect(await finance.inspect('month-checks', screens)).toEqual([]);
  await finance.keys('Control+Enter');
  await finance.sees(/Closed .* by/);
  expect(await finance.inspect('month-closed', screens)).toEqual([]);
  expect(await context.db('month_closings').where({ reopened_at: null })).toHaveLength(1);
  expect(finance.complaints).toEqual([]);
  expect(colleague.complaints).toEqual([]);
  await backAgain();
});

test('a sale that a fan’s bank took back waits on finance’s start page until it is decided who bears it', async ({
  app,
  profiles,
}) => {
  const { context } = app;
  const consignorId = await buildConsignor(context, { name: 'Dana Lostandfound' });
  const { id: listingId } = await buildListing(context, { consignorId, priceAmount: 10_000 });
  const order = await new Fan(app).buy(listingId, 2);
  const payment = await context.db('payments').where({ reservation_id: order.id }).first();
  const { id: dispute } = await bankDoes(app, 'disputes', { paymentIntent: payment.stripe_id });
  await bankDoes(app, `disputes/${dispute}`, { status: 'lost' });
  const cases = () => context.db('cases').where({ kind: 'lossUndecided', closed_at: null });
  await eventually('its case is open', async () => (await cases()).length === 1);

  const finance = await StaffPage.open(await profiles.newPage('finance'), profiles.url);
  await finance.go('/', /\w+day, /);
  await finance.press(/Lost sales to decide/);
  await finance.title(/Cases|Lost sales to decide/);
  await finance.sees('The fan’s bank took the payment back for good: who bears it?');
  expect(await finance.inspect('loss-case', screens)).toEqual([]);
  await finance.go(`/payables/${consignorId}/show`, 'Dana Lostandfound');
  await finance.press('Decide…');
  await finance.sees('The consignor’s part of it is');
  expect(await finance.inspect('loss-decision', screens)).toEqual([]);
  await finance.click('input[type=radio][value=consignor]');
  await finance.fill('Reason, goes into the log', 'The seats did not exist');
  await finance.keys('Control+Enter');
  await finance.sees('It is decided.');
  await eventually('its case is done', async () => (await cases()).length === 0);
  expect(finance.complaints).toEqual([]);
});

test('a report that finance reads is emailed by itself', async ({ app, profiles }) => {
  const finance = await StaffPage.open(await profiles.newPage('finance'), profiles.url);
  await finance.go('/scheduled-reports', 'Reports by email');
  await finance.sees('No report is emailed yet.');
  expect(await finance.inspect('reports-by-email-none', screens)).toEqual([]);
  await finance.go('/reports?report=sales&by=team', 'Sales');
  await finance.press('Email it…');
  await finance.title('Reports by email');
  await finance.fill('Name, the subject of the email', 'Sales by team');
  await finance.keys('Control+Enter');
  await finance.sees('Choose who gets it.');
  await finance.click('input[type=checkbox]');
  expect(await finance.inspect('reports-by-email-new', screens)).toEqual([]);
  await finance.keys('Control+Enter');
  await finance.sees('On day 2 of each month');
  await finance.press('Send now');
  await finance.sees('“Sales by team” is on its way.');
  expect(await finance.inspect('reports-by-email', screens)).toEqual([]);
  const emails = () => app.context.db('emails').where({ kind: 'scheduledReport' });
  await eventually('it is written', async () => (await emails()).length === 1);
  expect((await emails())[0]?.subject).toMatch(/^Sales by team: /);
  await finance.press('Change…');
  await finance.sees('It is emailed at six in the morning');
  await finance.click('input[type=checkbox][name=isPaused]');
  await finance.keys('Control+Enter');
  await finance.sees('Paused');
  await finance.press('Drop');
  await finance.sees('No report is emailed yet.');
  expect(finance.complaints).toEqual([]);
});

const currentMonth = async (db: { raw(text: string): Promise<{ rows: { month: string }[] }> }) =>
  (await db.raw(`SELECT to_char(stats_day(now()), 'YYYY-MM') AS month`)).rows[0]?.month;
