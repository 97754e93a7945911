/** The marketplace's settings over HTTP: who changes them, what follows them, and that another zone counts every figure again. */
import { type MarketplaceSettings, marketplaceSettings } from '@holdfast/shared/marketplace';
import { setMarketplaceCurrency } from '@holdfast/shared/money';
import { marketplaceZone } from '@holdfast/shared/time';
import type { Today } from '@holdfast/shared/today';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { signedIn } from '../../test/people.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { refreshMarketplace } from '../marketplace/index.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';

let running: TestApp;
let admin: Fan;
const at = '/admin/settings/marketplace';
beforeAll(async () => {
  running = await startTestApp();
  admin = await signedIn(running, 'admin');
});
afterAll(async () => {
  await put({ timeZone: 'America/New_York' });
  await refreshMarketplace(running.context);
  await running.verify();
  await running.close();
  setMarketplaceCurrency('USD');
});

const read = async () => marketplaceSettings.parse((await admin.ask('GET', at)).body);
async function put(changes: Partial<MarketplaceSettings>, who = admin) {
  const { name, contactEmail, postalAddress, timeZone, currency, mailFromName, mailFromAddress, version } = {
    ...(await read()),
    ...changes,
  };
  const body = {
    name,
    contactEmail,
    postalAddress,
    timeZone,
    currency,
    mailFromName,
    mailFromAddress,
    version,
  };
  return who.ask<MarketplaceSettings>('PUT', at, body);
}

it('are an administrator’s, begin as the server does, and refuse what somebody else changed meanwhile', async () => {
  expect(await read()).toMatchObject({
    name: 'Holdfast',
    contactEmail: 'tickets@holdfast.example',
    timeZone: 'America/New_York',
    commissionBps: 2_000,
    feeBps: 1_200,
    environment: { sendsMail: false },
  });
  const finance = await signedIn(running, 'finance');
  expect([(await finance.ask('GET', at)).status, (await put({}, finance)).status]).toEqual([403, 403]);
  const { version } = await read();
  expect((await put({ name: 'Lakeside Tickets' })).status).toBe(200);
  expect((await put({ version })).status).toBe(409);
  expect((await put({ timeZone: 'Moon/Base' })).body).toMatchObject({ errors: [{ field: 'timeZone' }] });
  expect((await put({ mailFromName: 'A <b>' })).status).toBe(422);
});

it('name the currency of the books, of new events and of what fans pay; it stays once there is an event', async () => {
  expect(await read()).toMatchObject({ currency: 'USD', hasEvents: false });
  expect((await put({ currency: 'JPY' as never })).status).toBe(422);
  expect((await put({ currency: 'CAD' })).body).toMatchObject({ currency: 'CAD' });
  await refreshMarketplace(running.context);
  const { id } = await buildListing(running.context);
  const order = await new Fan(running).buy(id, 1);
  expect(order.total.currency).toBe('CAD');
  expect(
    await running.context.db('payments').where({ reservation_id: order.id }).first('currency'),
  ).toMatchObject({
    currency: expect.stringMatching(/^cad$/i),
  });
  const finance = await signedIn(running, 'finance');
  // What Today counts in each of its ways: from the orders, the ledger and the statistics.
  const { body: today } = await finance.ask<Today>('GET', '/admin/today');
  const price = order.items[0]?.priceParts.price.amount;
  expect(today.day.gross.now).toBe(price);
  expect(today.month?.gross.now).toBe(price);
  expect(today.owed).toEqual({ amount: expect.any(Number), currency: 'CAD' });
  expect(today.owed?.amount).toBeGreaterThan(0);
  expect(await read()).toMatchObject({ hasEvents: true });
  expect((await put({ currency: 'EUR' })).body).toMatchObject({ errors: [{ field: 'currency' }] });
  await running.verify();
});

it('are followed by pages and emails', async () => {
  const changes = {
    name: 'Lakeside & Co',
    contactEmail: 'help@lakeside.example',
    postalAddress: '12 Lake Drive\nErie, PA 16501',
  };
  expect((await put(changes)).status).toBe(200);
  const page = async () => (await fetch(`${running.url}/help?${Math.random()}`)).text();
  await eventually('the page says so', async () => (await page()).includes('Lakeside &amp; Co'));
  expect(await page()).toMatch(/<title>[^<]* · Lakeside &amp; Co<\/title>/);
  expect((await new Fan(running).ask('GET', '/contact')).body).toEqual({ email: 'help@lakeside.example' });
  const { id } = await buildListing(running.context);
  const order = await new Fan(running).buy(id, 1);
  const email = async () =>
    running.context.db('emails').where({ kind: 'order', reservation_id: order.id }).first();
  await eventually('it is written', async () => (await email()) !== undefined);
  const { text_body, html_body } = await email();
  expect(text_body).toContain('Lakeside & Co\n12 Lake Drive\nErie, PA 16501\nhelp@lakeside.example');
  expect(html_body).toContain('Lakeside &amp; Co<br>12 Lake Drive');
  expect(html_body).not.toContain('Holdfast');
});

it('count every figure again in another zone, so that the days are the days there', async () => {
  const { id } = await buildListing(running.context);
  await new Fan(running).buy(id, 1);
  const days = () =>
    inTransaction(running.context.db, (trx) =>
      queryPrepared<{ here: boolean }>(
        trx,
        `SELECT DISTINCT payment_day = (now() AT TIME ZONE 'Pacific/Kiritimati')::date AS here FROM stats_event_counts WHERE tickets > 0`,
      ),
    );
  expect((await put({ timeZone: 'Pacific/Kiritimati' })).status).toBe(200);
  expect(await days()).toEqual([{ here: true }]);
  await eventually('the process follows', async () => marketplaceZone === 'Pacific/Kiritimati');
  expect((await admin.ask('GET', '/admin/today')).status).toBe(200);
  await running.verify();
});
