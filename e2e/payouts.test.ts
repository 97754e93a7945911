/** Payouts: finance makes a run, a colleague approves and pays it, by hand and by bank file, and the bank’s answer is booked. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { achAnswer } from '@holdfast/server/test/bankAnswers';
import { owedConsignors } from '@holdfast/server/test/factories/owed';
import { expect } from 'vitest';
import { buyTwoTickets } from './admin/order.ts';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

const screens = [widths.desktop, widths.phone];

test('the calendar makes runs each month instead of each week', async ({ finance }) => {
  await finance.go('/payout-runs', 'Payout runs');
  await finance.sees('The calendar makes the next one on');
  await finance.press('Calendar');
  await finance.sees('waits for a person’s approval like any other');
  expect(await finance.inspect('payout-calendar', screens)).toEqual([]);
  await finance.pick('Runs are made', /Every month/);
  await finance.fill('On day', '29');
  await finance.keys('Control+Enter');
  await finance.sees('Give a day that every month has, 1 to 28.');
  await finance.fill('On day', '15');
  await finance.keys('Control+Enter');
  await finance.sees(/The next run is made on \w+ 15, /);
  await finance.sees(/The calendar makes the next one on \w+ 15, /);
});

test('what is owed becomes a run, which a colleague approves and pays', async ({ app, finance, admin }) => {
  // Every sale of the demo's next two weeks is due at once: none of its events has to be waited for.
  await app.context.db('consignors').update({ payout_days: 0 });
  await finance.go('/payables', 'Owed to consignors');
  await finance.sees(/USD owed: [1-9][\d,.]* payable now/);
  expect(await finance.inspect('payables', screens)).toEqual([]);
  await finance.press('Make a run');
  await finance.sees('Nothing is paid before a colleague approves it.');
  await finance.keys('Control+Enter');
  await finance.title(/^Run of/);
  await finance.sees('You made it, so a colleague in finance approves it.');
  const address = new URL(finance.page.url()).hash.slice(1);
  await admin.go(address, /^Run of/);
  await admin.press('Approve');
  await admin.sees(/payouts? to pay\./);
  await admin.press('They were paid');
  await admin.sees('each consignor gets an email with the reference');
  await admin.fill('Reference', 'Transfer 20371129');
  await admin.typeInto('Paid on', '01022037');
  await admin.keys('Control+Enter');
  await admin.sees(/Bank transfer, Transfer 20371129, Jan 2, 2037/);
  expect(await admin.inspect('payout-run', screens)).toEqual([]);

  await admin.page.locator('table[aria-label="Payouts"] tbody a').click();
  await admin.sees('What it pays');
  await admin.press('It came back');
  await admin.fill('Reason, goes into the log', 'Account closed');
  await admin.keys('Control+Enter');
  await admin.sees('Came back: Account closed');
  await admin.press('What they are owed');
  await admin.sees('In payouts that aren’t paid, or came back');
  await admin.sees('Closing balance');
  expect(await admin.inspect('payable', screens)).toEqual([]);
});

test('a large run says how far it is while it is made, and shows its payouts a page at a time', async ({
  app,
  finance,
  admin,
}) => {
  await owedConsignors(app.context, 1_500);
  await finance.go('/payout-runs', 'Payout runs');
  await finance.press('Make a run');
  await finance.sees('Nothing is paid before a colleague approves it.');
  // The job waits for the consignor whom it looks at last: what stands meanwhile is seen.
  const held = await app.context.db.transaction();
  try {
    await held('payout_open_entries AS o')
      .join('consignors AS c', 'c.id', 'o.consignor_id')
      .orderBy('c.id', 'desc')
      .first('c.id')
      .forUpdate('c');
    await finance.keys('Control+Enter');
    await finance.title(/^Run of/);
    await finance.sees(/It is being made: 1,250 of 1,\d{3} consignors looked at/);
    await finance.sees('Being made');
    expect(await finance.inspect('payout-run-making', screens)).toEqual([]);
  } finally {
    await held.rollback();
  }
  await finance.sees('You made it, so a colleague in finance approves it.');
  await finance.sees(/1-50 of 15\d\d/);
  await finance.fill('Consignor', 'Owed 11400');
  await finance.sees('Owed 11400');
  await admin.go(new URL(finance.page.url()).hash.slice(1), /^Run of/);
  await admin.press('Approve');
  await admin.sees(/1,5\d\d payouts to pay\./);
});

test('advances are switched on, and a consignor’s page says by which figures they are given', async ({
  app,
  admin,
  finance,
}) => {
  await admin.go('/settings', 'Settings');
  await admin.sees('First 10 or more $1,000.00 or more at most 5% 50% $500.00');
  await admin.click('input[name="isOn"]');
  await admin.press('Save whether advances are paid');
  await admin.sees('The next run of payouts pays advances.');
  const { consignor_id: consignorId } = await app.context
    .db('payouts')
    .orderBy('amount', 'desc')
    .first('consignor_id');
  await finance.go(`/payables/${consignorId}/show`, /./);
  await finance.sees(/Advances by the rule of Nov 1, 2026/);
  await finance.sees(
    /In the last 365 days: \d+ sales? delivered and over, \$[\d,.]+ of proceeds, \d+ failures?/,
  );
  await finance.sees(/For the \w+ tier \(\d+%, up to \$[\d,.]+\) this is missing: /);
  expect(await finance.inspect('advances', screens)).toEqual([]);
});

test('what came back is paid once more by a bank file; the bank’s answer says that it came back again', async ({
  app,
  finance,
  admin,
}) => {
  const { db } = app.context;
  // Nobody waits three days here for bank data to be used.
  await db('bank_settings').update({ waiting_days: 0 });
  await admin.go('/settings', 'Settings');
  for (const [field, value] of Object.entries({
    'Company name': 'HOLDFAST',
    'Company id': '1234567890',
    'Originating bank (ODFI), routing number': '091000019',
    'Destination, routing number': '021000021',
    'Destination, name': 'FIRST BANK',
    'Immediate origin': '1234567890',
    'Origin, name': 'HOLDFAST INC',
  }))
    await admin.fill(field, value);
  await admin.press('Save how the bank pays');
  await admin.sees('It holds from the next file on.');
  await admin.sees('Kept: …7890. Empty: it stays.');

  const returned = await db('payouts').where({ state: 'returned' }).orderBy('id', 'desc').first();
  await finance.go(`/payables/${returned.consignor_id}/show`, /./);
  await finance.press('Enter bank data');
  await finance.fill('Account holder', 'Pat Owner');
  await finance.fill('Routing number', '021000022');
  await finance.fill('Account number', '123456789');
  await finance.keys('Control+Enter');
  await finance.sees('This isn’t a routing number');
  await finance.fill('Routing number', '021000021');
  await finance.keys('Control+Enter');
  await finance.sees('US account …6789');

  await finance.go(`/payouts/${returned.id}/show`, /./);
  await finance.press('Pay it once more');
  await finance.keys('Control+Enter');
  await finance.press('Its run');
  await finance.press('Make the bank file');
  await finance.sees(/ACH, Nacha: 1 payout, [1-9]/);
  expect(await finance.inspect('bank-file-plan', screens)).toEqual([]);
  await finance.press('Make the file');
  await finance.title(/ USD for /);
  const text = await finance.page.evaluate(async () => {
    // What the button saves: the browser of the test keeps no downloads.
    const saved = new Promise<Blob>((resolve) => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        resolve(blob as Blob);
        return make(blob);
      };
    });
    [...document.querySelectorAll('button')]
      .find(({ textContent }) => textContent === 'Download for the bank')
      ?.click();
    return (await saved).text();
  });
  expect(text).toMatch(/^101 021000021/);
  expect(await finance.inspect('bank-file', screens)).toEqual([]);

  const trace =
    text
      .split('\r\n')
      .find((line) => line.startsWith('6'))
      ?.slice(79) ?? '';
  const answer = join(tmpdir(), `returns-${process.pid}.ach`);
  writeFileSync(answer, achAnswer([{ trace, code: 'R02', amount: Number(returned.amount) }]));
  await finance.press('The bank answered');
  const input = await finance.page.waitForSelector('input[type=file]');
  await input?.uploadFile(answer as `${string}.ach`);
  await finance.sees('ACH returns and corrections: 1 came back.');
  await finance.sees('The account is closed (R02). It is owed again.');
  expect(await finance.inspect('bank-answer', screens)).toEqual([]);
  await finance.press('Book it');
  await finance.sees('Booked: 1 came back.');
  await finance.sees('Came back: The account is closed (R02)');
  await finance.go(`/payouts/${returned.id}/show`, /./);
  await finance.sees(/2 Bank file to …6789 .*Came back: The account is closed/);
});

test('the books: from the balance of an account to its entries, and to one order’s', async ({ finance }) => {
  await finance.go('/ledger-accounts', 'Trial balance');
  await finance.sees(/Total 0\.00 [1-9][\d,.]* −[1-9][\d,.]* 0\.00/);
  expect(await finance.inspect('trial-balance', screens)).toEqual([]);
  await finance.press('Commission');
  await finance.title('General ledger');
  await finance.at(/account\W+commission/);
  await finance.sees(/\d entries, in USD: 0\.00 before/);
  expect(await finance.inspect('general-ledger', screens)).toEqual([]);
  await finance.fill(
    'An order code, a part of a consignor’s name, or how a tax’s place begins',
    'nobody has this',
  );
  await finance.sees('No entries match.');
});

test('a tax is set for the place of a venue, stands in an order and in the books, and is ended', async ({
  app,
  admin,
  finance,
}) => {
  const before = await buyTwoTickets(app);
  expect(before.taxes).toEqual([]);
  const { region, country } = before.event.venue;
  await finance.go('/tax-rules', 'Taxes');
  await finance.sees('No tax is set: receipts name none. Administrators set them.');
  await admin.go('/tax-rules', 'Taxes');
  await admin.keys('n');
  await admin.fill('Country', country);
  await admin.fill('Region', region ?? '');
  await admin.fill('Rate', '88');
  await admin.keys('Control+Enter');
  await admin.sees('The rate can be 50% at most.');
  await admin.fill('Rate', '8.875');
  expect(await admin.inspect('taxes', screens)).toEqual([]);
  await admin.keys('Control+Enter');
  await admin.sees(/8\.875% Price and service fee \d+ In force/);

  const order = await buyTwoTickets(app);
  expect(order.total).toEqual({
    ...order.total,
    amount: order.items.reduce((sum, { total }) => sum + total.amount, 0),
  });
  await admin.go(`/reservations/${order.id}/show`, order.code);
  await admin.sees(/Tax within what the fan pays [1-9]/);
  const place = [region, country].filter(Boolean).join(', ');
  await finance.go('/ledger-accounts', 'Trial balance');
  await finance.sees(/Taxes owed/);
  await finance.press(place);
  await finance.title('General ledger');
  await finance.sees(`Tax of a sale Taxes owed, ${place} ${order.code}`);

  await admin.go('/tax-rules', 'Taxes');
  await admin.press('End this tax');
  await admin.sees('Nothing has happened yet.');
  await admin.keys('Control+Enter');
  await admin.sees(/Ended \d/);
});
