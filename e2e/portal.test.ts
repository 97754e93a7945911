/** A consignor in a browser: signs in, sees their own listings, and a purchase of them. */

import { appCode } from '@holdfast/server/test/appCode';
import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { dayMs, fromNow } from '@holdfast/server/test/factories/times';
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { ListingActionRequest } from '@holdfast/shared/listings';
import type { Selling } from '@holdfast/shared/portal';
import { expect } from 'vitest';
import { clientOf } from './admin/data.ts';
import { fill, heading, open, press, settled } from './fan/journey.ts';
import { inspect, inspectDark, type Visitor, widths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { sees } from './page.ts';
import { accountOf } from './profiles.ts';

/** The same data over HTTP. */
async function read(app: TestApp, query = ''): Promise<Selling> {
  const consignor = await clientOf(app, 'consignor');
  return (await consignor.ask<Selling>('GET', `/selling${query}`)).body;
}

/** Signs in on the page with the consignor's demo account. */
async function signIn({ page }: Visitor, url: string): Promise<void> {
  await open(page, url);
  await press(page, /^Consignor$/);
  await press(page, 'Sign in', 'main');
}

async function ownConsignor(app: TestApp): Promise<string> {
  const { email } = accountOf('consignor');
  return (await app.context.db('people').where({ email }).first('consignor_id')).consignor_id;
}

/** Staff do this with a listing. */
async function staffAct(app: TestApp, action: ListingActionRequest): Promise<void> {
  const staff = await clientOf(app, 'staff');
  expect((await staff.ask('POST', '/admin/listings/actions', action)).status).toBe(200);
}

/** How many pixels wider than a small phone the page is with text twice as large. */
async function excessWithLargeText({ page }: Visitor): Promise<number> {
  await page.setViewport({ width: 360, height: 780 });
  const devtools = await page.createCDPSession();
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  await page.reload();
  await settled(page);
  await sees(page, 'Possible proceeds');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

const dollars = (amount: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(amount / 100);

test('a consignor starts on their own listings, finds the rejected one with its reason, and sees what sold', async ({
  app,
  visit,
}) => {
  const { page } = visit;
  const consignorId = await ownConsignor(app);
  const { id } = await buildListing(app.context, { consignorId, seats: [1, 2, 3] });
  const before = await read(app, '?when=upcoming&perPage=1000');
  const onSale = before.listings.data.find((listing) => listing.id === id);
  if (!onSale) throw new Error('What was put on sale isn’t among the consignor’s own.');

  await signIn(visit, `${app.url}/sign-in`);
  await sees(page, `${before.consignor.name}: ${before.totals.listed} tickets on sale`);
  expect(new URL(page.url()).pathname).toBe('/selling');
  expect(await page.$eval('.site-head', (head) => head.textContent)).toContain('Selling');
  await sees(page, dollars(before.totals.potentialProceeds.amount));
  await settled(page);
  expect(await page.$$('.lot:not(.to-send)')).toHaveLength(
    Math.min(
      25,
      Object.values(before.counts.upcoming).reduce((sum, each) => sum + each, 0),
    ),
  );
  expect(await inspect(page, 'selling')).toEqual([]);

  const waiting = await buildListing(app.context, { consignorId, state: 'submitted' });
  await staffAct(app, { action: 'reject', ids: [waiting.id], reason: 'Row N has no seat 3' });
  await press(page, 'Selling');
  await press(page, 'Rejected');
  await sees(page, 'Row N has no seat 3');
  expect(new URL(page.url()).search).toBe('?state=rejected');
  expect(await inspect(page, 'selling-rejected')).toEqual([]);
  const eventId = await buildEvent(app.context, { startsAt: fromNow(-dayMs) });
  await buildListing(app.context, { consignorId, eventId, state: 'submitted', priceAmount: 12_345 });
  await press(page, 'Past');
  await sees(page, 'Nothing sold at $123.45 each');
  expect(await inspect(page, 'selling-past')).toEqual([]);

  await new Fan(app).buy(onSale.id, 2);
  const share = (await read(app, '?when=upcoming')).totals.soldProceeds.amount;
  expect(share).toBe(before.totals.soldProceeds.amount + 2 * onSale.proceedsEach.amount);
  await press(page, 'Selling');
  await sees(page, dollars(share));
  await sees(page, `${dollars(2 * onSale.proceedsEach.amount)} for 2 sold`);
});

test.for(['phone', 'desktop'] as const)(
  'the page has no accessibility violation on a %s screen, in the light and in the dark',
  async (screen, { app, visit }) => {
    const { page } = visit;
    await page.setViewport({ width: widths[screen], height: 900 });
    await signIn(visit, `${app.url}/sign-in?next=/selling`);
    await sees(page, 'Possible proceeds');
    expect(await inspect(page, 'selling')).toEqual([]);
    expect(await inspectDark(page, 'selling')).toEqual([]);
    if (screen === 'phone') expect(await excessWithLargeText(visit)).toBeLessThanOrEqual(0);
  },
);

test('the page asks visitors to sign in, refuses fans with a message, and shows when it can’t be loaded', async ({
  app,
  visit,
}) => {
  const { page } = visit;
  const kept = await (await fetch(`${app.url}/selling`)).text();
  expect(kept).not.toContain((await read(app)).consignor.name);

  await open(page, `${app.url}/sell`);
  await press(page, 'See how your tickets sell');
  await sees(page, 'Sign in with the account that our team made for you');
  expect(await inspect(page, 'selling-stranger')).toEqual([]);
  await press(page, 'Sign in', 'main');
  await press(page, /^Fan$/);
  await press(page, 'Sign in', 'main');
  await sees(page, 'This page is for consignors');
  expect(await inspect(page, 'selling-fan')).toEqual([]);
  await press(page, 'Sign out');
  await sees(page, 'Somebody can’t go.');

  await signIn(visit, `${app.url}/sign-in`);
  await sees(page, 'Possible proceeds');
  await page.setOfflineMode(true);
  await press(page, 'Past');
  await sees(page, 'Your tickets didn’t load');
  expect(await heading(page)).toBe('Your tickets didn’t load');
  await page.setOfflineMode(false);
  await press(page, 'Reload');
  await sees(page, 'Possible proceeds');
});

test('a consignor requests that a listing be taken off sale, and withdraws the request', async ({
  app,
  visit,
}) => {
  const { page } = visit;
  await signIn(visit, `${app.url}/sign-in?next=/selling`);
  await sees(page, 'Listings');
  await press(page, /^Take it off sale/);
  await page.locator('form.delist input').fill('We go ourselves');
  expect(await inspect(page, 'selling-delist')).toEqual([]);
  await press(page, /^Ask our team/);
  await sees(page, /You asked on/);
  const asked = (await read(app, '?when=upcoming&perPage=1000')).listings.data.filter(
    ({ delistRequested }) => delistRequested !== null,
  );
  expect(asked).toMatchObject([{ delistRequested: { reason: 'We go ourselves' } }]);
  const change = { by: 'percent', bps: 1_000 } as const;
  await staffAct(app, { action: 'price', ids: [asked[0]!.id], change, reason: 'The rivals come' });
  await page.reload();
  await sees(page, 'What our team did');
  await sees(page, /The rivals come/);
  expect(await inspect(page, 'selling-log')).toEqual([]);
  await press(page, /^Keep it on sale/);
  await sees(page, /Take it off sale/);
  const left = (await read(app, '?when=upcoming&perPage=1000')).listings.data;
  expect(left.every(({ delistRequested }) => delistRequested === null)).toBe(true);
});

test('a consignor reads their season on one page', async ({ app, visit }) => {
  const { page } = visit;
  await app.context
    .db('packages')
    .where({ consignor_id: await ownConsignor(app) })
    .update({ cost_amount: 410_000 });
  await signIn(visit, `${app.url}/sign-in`);
  await sees(page, 'Possible proceeds');
  await press(page, 'Your season', 'main');
  await sees(page, /Yours so far/);
  await sees(page, /The package cost/);
  await sees(page, /orecast for \d+ seats?|nothing to forecast/);
  expect(await inspect(page, 'selling-season')).toEqual([]);
});

test('a consignor gives bank data with a second factor, and is asked again to show that it is them', async ({
  app,
  visit,
}) => {
  const { page } = visit;
  const { password } = accountOf('consignor');
  await signIn(visit, `${app.url}/sign-in`);
  await sees(page, 'Possible proceeds');
  await open(page, `${app.url}/selling/payouts`);
  await sees(page, 'Bank data is changed only with a second factor');
  const consignor = await clientOf(app, 'consignor');
  const { body: begun } = await consignor.ask<{ secret: string }>('POST', '/account/second-factor', {
    currentPassword: password,
  });
  await consignor.ask('POST', '/account/second-factor/confirm', { code: appCode(begun.secret, -1) });
  // It signed other browsers out.
  await open(page, `${app.url}/sign-in`);
  await press(page, /^Consignor$/);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Code of your app');
  await fill(page, 'input[name=code]', appCode(begun.secret));
  await press(page, 'Sign in', 'main');
  await sees(page, 'Possible proceeds');
  await app.context.db('sessions').update({ proven_at: fromNow(-dayMs) });
  await open(page, `${app.url}/selling/payouts`);
  await press(page, 'Give your bank data');
  await fill(page, 'input[name=holder]', 'Pat Owner');
  await fill(page, 'input[name=routingNumber]', '021000022');
  await fill(page, 'input[name=accountNumber]', '123 456 789');
  await press(page, 'Save the bank data');
  await sees(page, 'Show that it is you');
  await fill(page, 'input[name=currentPassword]', password);
  await fill(page, 'input[name=code]', appCode(begun.secret, 1));
  await press(page, 'Save the bank data');
  await sees(page, 'This isn’t a routing number');
  expect(await inspect(page, 'selling-bank-data')).toEqual([]);
  await fill(page, 'input[name=routingNumber]', '021000021');
  await press(page, 'Save the bank data');
  await sees(page, /US account ending in 6789, Pat Owner\. We pay to it from/);
});
