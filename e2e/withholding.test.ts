/**
 * Backup withholding in a browser: finance records a notice of the IRS, sees from whom a run withholds and why, a colleague approves and
 * pays it, the tax is paid to the IRS and booked, and the year's Form 1099-K has it in box 4.
 */
import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildConsignor, buildPercentages } from '@holdfast/server/test/factories/consignors';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { dayMs, fromNow, hourMs } from '@holdfast/server/test/factories/times';
import { Fan } from '@holdfast/server/test/fan';
import { textOfPdf } from '@holdfast/server/test/pdfText';
import type { TestApp } from '@holdfast/server/test/runningApp';
import { filer, giveTaxData, w9 } from '@holdfast/server/test/taxData';
import { moveClock } from '@holdfast/server/test/travel';
import { expect } from 'vitest';
import { clientOf } from './admin/data.ts';
import { StaffPage, widths } from './admin/staffPage.ts';
import { test as base } from './fixtures.ts';

const test = base.extend('demo', { scope: 'file' }, 'withoutSales');
const screens = [widths.desktop, widths.phone];

/** Days from now until January 5 of the next year. */
const toJanuary = () => {
  const now = Date.now();
  return Math.ceil((Date.UTC(new Date(now).getUTCFullYear() + 1, 0, 5, 18) - now) / dayMs);
};

/** So many orders of one ticket of 120.00, sold for a consignor now. */
async function sell(app: TestApp, consignorId: string, orders: number): Promise<void> {
  const { context } = app;
  const eventId = await buildEvent(context, { startsAt: fromNow(hourMs) });
  const kind = { ticketType: 'VIP', quantity: orders, priceAmount: 12_000 };
  const { id } = await buildListing(context, { eventId, consignorId, ...kind });
  for (let at = 0; at < orders; at += 8)
    await Promise.all(Array.from({ length: Math.min(8, orders - at) }, () => new Fan(app).buy(id, 1)));
}

test('tax is withheld from a run, paid to the IRS, booked, and stands on the form of the year', async ({
  app,
  profiles,
}) => {
  const { db } = app.context;
  await db('payout_calendar').update({ rhythm: 'none' });
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  const january = toJanuary();
  const backToNow = await moveClock(db, january * dayMs);
  const year = new Date().getUTCFullYear();
  const consignorId = await buildConsignor(app.context, { name: 'Marguerite Oyelaran' });
  await sell(app, consignorId, 201);
  await giveTaxData(await clientOf(app, 'finance'), consignorId, { ...w9, name: 'Marguerite Oyelaran' });
  await backToNow();

  const afterTheEvent = await moveClock(db, (january + 9) * dayMs);
  const staff = (role: 'finance' | 'admin') =>
    profiles.newPage(role).then((opened) => StaffPage.open(opened, profiles.url));
  const finance = await staff('finance');
  const colleague = await staff('admin');
  await finance.go(`/payables/${consignorId}/show`, /./);
  await finance.sees('No notice of the IRS is recorded.');
  await finance.press('Record a notice of the IRS');
  await finance.fill('Reason, goes into the log', 'CP2100A of January 2: name and number differ');
  await finance.keys('Control+Enter');
  await finance.sees('The IRS told of it, recorded');

  // 201 orders of 120.00: 108.00 each for the consignor, of which 28.80 are kept.
  await finance.go('/payables', 'Owed to consignors');
  await finance.press('Make a run');
  await finance.keys('Control+Enter');
  await finance.title(/^Run of/);
  await finance.sees('15,919.20');
  await finance.sees('5,788.80, left off these payouts');
  await finance.sees('The IRS told of it');
  expect(await finance.inspect('withholding-run', screens)).toEqual([]);
  const run = new URL(finance.page.url()).hash.slice(1);
  await colleague.go(run, /^Run of/);
  await colleague.press('Approve');
  await colleague.sees('1 payout to pay.');
  await colleague.press('They were paid');
  await colleague.fill('Reference', 'Transfer 104');
  await colleague.typeInto('Paid on', `0106${year}`);
  await colleague.keys('Control+Enter');
  await colleague.sees(/Bank transfer, Transfer 104/);
  await finance.go(`/payables/${consignorId}/show`, /./);
  await finance.sees('5,788.80');
  await finance.sees('Give back');
  expect(await finance.inspect('withholding-payable', screens)).toEqual([]);

  await finance.go('/tax-years', 'Tax forms');
  await finance.sees('5,788.80 is withheld and not paid to the IRS yet.');
  await finance.sees('Marguerite Oyelaran');
  await finance.press('It was paid to the IRS');
  await finance.fill('Amount', '6000');
  await finance.typeInto('Paid on', `0107${year}`);
  await finance.fill('Reference', 'EFT 2710004117');
  await finance.keys('Control+Enter');
  await finance.sees('That is more than is withheld and not paid to the IRS yet.');
  expect(await finance.inspect('withholding-deposit', screens)).toEqual([]);
  await finance.fill('Amount', '5788.80');
  await finance.keys('Control+Enter');
  await finance.sees('Everything that is withheld was paid to the IRS.');
  await finance.sees('EFT 2710004117');
  expect(await finance.inspect('withholding-paid', screens)).toEqual([]);
  await app.verify();
  await afterTheEvent();

  const nextYear = await moveClock(db, (january + 366) * dayMs);
  const client = await clientOf(app, 'finance');
  expect((await client.ask('PUT', '/admin/tax-filer', { ...filer, version: 0 })).status).toBeLessThan(300);
  await finance.signIn('finance');
  await finance.title(/\w+day, /);
  await finance.go(`/tax-years/${year}/show`, `Form 1099-K, ${year}`);
  await finance.sees('Tax withheld for the IRS');
  await finance.sees('5,788.80');
  await finance.press('Make the forms');
  await finance.keys('Control+Enter');
  await finance.sees('1 consignor with a form.');
  await finance.sees('Copy B');
  expect(await finance.inspect('withholding-year', screens)).toEqual([]);
  const bytes = await finance.page.evaluate(async () => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>('a')].find((each) =>
      each.textContent?.includes('Copy B'),
    );
    const answer = await fetch(link?.href ?? '');
    return [...new Uint8Array(await answer.arrayBuffer())];
  });
  const text = await textOfPdf(Buffer.from(bytes));
  expect(text).toContain('$24,120.00');
  expect(text).toContain('$5,788.80');
  for (const { complaints } of [finance, colleague]) expect(complaints).toEqual([]);
  await nextYear();
});
