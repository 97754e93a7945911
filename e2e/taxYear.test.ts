/**
 * A consignor's year with the IRS: their payout waits for tax data, they give a Form W-9, they are paid, the year is over, its
 * forms are made, and they open their copy.
 */
import { appCode } from '@holdfast/server/test/appCode';
import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildPercentages } from '@holdfast/server/test/factories/consignors';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { dayMs, fromNow, hourMs } from '@holdfast/server/test/factories/times';
import { Fan } from '@holdfast/server/test/fan';
import { textOfPdf } from '@holdfast/server/test/pdfText';
import { moveClock } from '@holdfast/server/test/travel';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { clientOf } from './admin/data.ts';
import { StaffPage, widths } from './admin/staffPage.ts';
import { fill, open, press } from './fan/journey.ts';
import { inspect } from './fan/watch.ts';
import { test as base } from './fixtures.ts';
import { picture } from './inspect.ts';
import { sees } from './page.ts';
import { accountOf } from './profiles.ts';

const test = base.extend('demo', { scope: 'file' }, 'withoutSales');
const screens = [widths.desktop, widths.phone];

/** Signs in with the consignor's demo account and its second factor. */
async function signIn(page: Page, url: string, code: string): Promise<void> {
  await open(page, `${url}/sign-in`);
  await press(page, /^Consignor$/);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Code of your app');
  await fill(page, 'input[name=code]', code);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Possible proceeds');
  await open(page, `${url}/selling/payouts`);
}

/** Days from now until January 5 of the next year. */
const toJanuary = () => {
  const now = Date.now();
  return Math.ceil((Date.UTC(new Date(now).getUTCFullYear() + 1, 0, 5, 18) - now) / dayMs);
};

test('a payout waits for a Form W-9, is released by it, and the year ends with a Form 1099-K', async ({
  app,
  profiles,
  visit,
}) => {
  const { context, url } = app;
  const { db } = context;
  const { page } = visit;
  const { email, password } = accountOf('consignor');
  await db('payout_calendar').update({ rhythm: 'none' });
  await buildPercentages(context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  const { consignor_id: consignorId } = await db('people').where({ email }).first('consignor_id');
  const backToNow = await moveClock(db, toJanuary() * dayMs);
  const eventId = await buildEvent(context, { startsAt: fromNow(hourMs) });
  const { id: listingId } = await buildListing(context, {
    eventId,
    consignorId,
    priceAmount: 30_000,
    seats: [1, 2],
  });
  const year = new Date().getUTCFullYear();
  await new Fan(app).buy(listingId, 2);
  const consignor = await clientOf(app, 'consignor');
  const { body: begun } = await consignor.ask<{ secret: string }>('POST', '/account/second-factor', {
    currentPassword: password,
  });
  await consignor.ask('POST', '/account/second-factor/confirm', { code: appCode(begun.secret) });
  await backToNow();

  const afterTheEvent = await moveClock(db, (toJanuary() + 9) * dayMs);
  const staff = (role: 'finance' | 'admin') =>
    profiles.newPage(role).then((opened) => StaffPage.open(opened, profiles.url));
  const admin = await staff('admin');
  const finance = await staff('finance');
  await admin.go('/settings', 'Settings');
  await admin.click('input[name="isAsked"]');
  await admin.fill('Above, in a calendar year', '0');
  await admin.sees('The first payout waits for tax data.');
  await admin.press('Save when tax data is asked');
  await admin.sees('The next run of payouts leaves out whose tax data is missing.');
  expect(await admin.inspect('tax-settings', screens)).toEqual([]);

  await finance.go(`/payables/${consignorId}/show`, /./);
  await finance.sees('Identity or tax data missing: runs leave them out until it is complete.');
  expect(await finance.inspect('tax-held', screens)).toEqual([]);
  await signIn(page, url, appCode(begun.secret));
  await sees(page, /\$540\.00 is due\. Identity or tax data is missing/);
  await press(page, 'Give your tax data');
  const given: Record<string, string> = {
    name: 'Pat Owner',
    street: '12 Lake Drive',
    city: 'Boston',
    region: 'MA',
    postalCode: '02101',
    tin: '000-12-3456',
    signature: 'Pat Owner',
  };
  for (const [name, value] of Object.entries(given)) await fill(page, `input[name=${name}]`, value);
  await page.locator('input[name=certifies]').click();
  await press(page, 'Sign and save the W-9');
  await sees(page, 'No SSN begins with 000.');
  expect(await inspect(page, 'selling-tax-data')).toEqual([]);
  await page.setViewport({ width: widths.phone, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(widths.phone);
  await picture(page, 'fan-selling-tax-data-390', true);
  await page.setViewport({ width: widths.desktop, height: 900 });
  await fill(page, 'input[name=tin]', '123-45-6789');
  await press(page, 'Sign and save the W-9');
  await sees(page, /Form W-9: Pat Owner, individual or sole proprietor, \*\*\*-\*\*-6789\./);
  await sees(page, /\$540\.00 is due: our next payout run takes it\./);

  await finance.go('/payables', 'Owed to consignors');
  await finance.press('Make a run');
  await finance.keys('Control+Enter');
  await finance.title(/^Run of/);
  await finance.sees('540.00');
  await afterTheEvent();

  const nextYear = await moveClock(db, (toJanuary() + 366) * dayMs);
  await finance.signIn('finance');
  await finance.title(/\w+day, /);
  await finance.go('/tax-years', 'Tax forms');
  await finance.sees(String(year));
  expect(await finance.inspect('tax-years', screens)).toEqual([]);
  await finance.go(`/tax-years/${year}/show`, `Form 1099-K, ${year}`);
  await finance.sees('Massachusetts: its lower threshold');
  await finance.press('Say who files');
  for (const [label, value] of Object.entries({
    'Legal name': 'Holdfast Tickets Inc.',
    'Street and number': '1 Market Street',
    City: 'Erie',
    State: 'PA',
    'ZIP code': '16501',
    Telephone: '814-555-0100',
    EIN: '27-1234560',
  }))
    await finance.fill(label, value);
  await finance.keys('Control+Enter');
  await finance.sees('It stands on the forms that are made next.');
  await finance.press('Make the forms');
  await finance.sees('Each copy is stored as PDF');
  expect(await finance.inspect('tax-year-make', screens)).toEqual([]);
  await finance.keys('Control+Enter');
  await finance.sees('Copy B');
  await finance.sees('1 consignor with a form.');
  expect(await finance.inspect('tax-year', screens)).toEqual([]);

  await signIn(page, url, appCode(begun.secret));
  await sees(page, `Form 1099-K, ${year}`);
  expect(await inspect(page, 'selling-tax-forms')).toEqual([]);
  const bytes = await page.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('a[href*="/selling/tax-forms/"]');
    const answer = await fetch(link?.href ?? '');
    return [...new Uint8Array(await answer.arrayBuffer())];
  });
  const text = await textOfPdf(Buffer.from(bytes));
  expect(text).toContain(`Form 1099-K`);
  expect(text).toContain('$600.00');
  expect(text).toContain('***-**-6789');
  for (const { complaints } of [admin, finance]) expect(complaints).toEqual([]);
  await nextYear();
});
