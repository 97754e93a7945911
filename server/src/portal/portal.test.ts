/** A consignor's own page over HTTP: their rows and nobody else's, and what they earned after real purchases. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { movePauseReason } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { type Selling, selling } from '@holdfast/shared/portal';
import { plainComponents } from '@holdfast/shared/pricing';
import { describe, expect } from 'vitest';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, buildListings } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signInSurely } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { addPerson } from '../accounts/index.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let running: TestApp;

async function person(roles: Role[], consignorId: string | null = null): Promise<Fan> {
  const email = `${roles.join('-')}-${randomUUID()}@example.com`;
  const password = 'a long enough one';
  await addPerson(running.context.db, { name: 'Some person', email, password, roles, consignorId });
  const fan = new Fan(running);
  await signInSurely(fan, email, password);
  return fan;
}

/** A consignor who keeps 80 % of the price, and their browser. */
async function seller(): Promise<{ consignorId: string; browser: Fan }> {
  const consignorId = await buildConsignor(running.context);
  await buildPercentages(running.context, { consignorId, commissionBps: 2_000, feeBps: 1_200 });
  return { consignorId, browser: await person(['consignor'], consignorId) };
}

async function read(browser: Fan, query = ''): Promise<Selling> {
  const { status, body } = await browser.ask<Selling>('GET', `/selling${query}`);
  expect(status).toBe(200);
  return selling.parse(body);
}

const idsOf = ({ listings }: Selling) => listings.data.map(({ id }) => id);

it.beforeAll(({ running: started }) => {
  running = started;
});

describe('who may', () => {
  it('is a consignor; nobody signed out, no fan, no staff, and no account without a consignor', async () => {
    const { browser, consignorId } = await seller();
    expect((await browser.ask('GET', '/selling')).status).toBe(200);
    expect((await new Fan(running).ask('GET', '/selling')).status).toBe(401);
    for (const stranger of [
      await person(['fan']),
      await person(['staff', 'finance', 'support']),
      await person(['admin']),
      await person(['consignor']),
      await person(['staff'], consignorId),
      await person(['admin'], consignorId),
    ])
      expect(await stranger.ask('GET', '/selling')).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
  });
});

describe('a consignor', () => {
  it('sees their own listings, and never another’s of the same game', async () => {
    const [one, other] = [await seller(), await seller()];
    const eventId = await buildEvent(running.context);
    const [first, second] = await buildListings(running.context, [
      { eventId, consignorId: one.consignorId, section: '101' },
      { eventId, consignorId: other.consignorId, section: '102' },
    ]);
    expect(idsOf(await read(one.browser))).toEqual([first?.id]);
    expect(idsOf(await read(other.browser))).toEqual([second?.id]);
    const asking = await read(one.browser, `?consignorId=${other.consignorId}&perPage=1000`);
    expect(idsOf(asking)).toEqual([first?.id]);
    expect(asking.totals.listed).toBe(2);
  });

  it('who has handed over nothing sees nothing, at their terms', async () => {
    const { browser } = await seller();
    expect(await read(browser)).toMatchObject({
      consignor: { plan: 'Standard', commissionBps: 2_000, feeBps: 1_200 },
      totals: { listed: 0, waiting: 0, held: 0, sold: 0, soldProceeds: { amount: 0 }, owed: { amount: 0 } },
      counts: { upcoming: {}, past: {} },
      listings: { data: [], total: 0 },
    });
  });

  it('sees each state with its reason, filters by it, and pages by the day of the event', async () => {
    const { browser, consignorId } = await seller();
    const events = await Promise.all(
      [3, 1, 2, 4].map((days) => buildEvent(running.context, { startsAt: fromNow(days * dayMs) })),
    );
    const [live, submitted, rejected, paused] = await buildListings(running.context, [
      { eventId: events[0]!, consignorId, state: 'live', priceAmount: 9_999 },
      { eventId: events[1]!, consignorId, state: 'submitted' },
      { eventId: events[2]!, consignorId, state: 'rejected' },
      { eventId: events[3]!, consignorId, state: 'paused' },
    ]);
    const all = await read(browser);
    expect(idsOf(all)).toEqual([submitted?.id, rejected?.id, live?.id, paused?.id]);
    expect(all.listings.data[1]).toMatchObject({ state: 'rejected', stateReason: 'For a test' });
    expect(all.listings.data.map(({ isPausedByMove }) => isPausedByMove)).not.toContain(true);
    // 9,999 × 0.8 is 7,999.2 and 9,999 × 1.12 is 11,198.88: each rounded to the cent.
    expect(all.listings.data[2]).toMatchObject({
      price: { amount: 9_999 },
      proceedsEach: { amount: 7_999 },
      allIn: { amount: 11_199 },
    });
    expect(all.totals).toMatchObject({
      listed: 2,
      waiting: 4,
      potentialProceeds: { amount: 2 * 7_999 + 4 * 8_000 },
    });
    expect(all.counts.upcoming).toEqual({ live: 1, submitted: 1, rejected: 1, paused: 1 });

    const some = await read(browser, '?state=rejected,paused&order=desc');
    expect([idsOf(some), some.listings.total]).toEqual([[paused?.id, rejected?.id], 2]);
    const second = await read(browser, '?page=2&perPage=3');
    expect([idsOf(second), second.listings.total]).toEqual([[paused?.id], 4]);
    const pause = { type: 'pause', reason: movePauseReason('Harbor Park') } as const;
    await inTransaction(running.context.db, (trx) =>
      running.context.engine.apply(trx, [messageTo(listingMachine, live?.id ?? '', pause, { by: 'system' })]),
    );
    expect((await read(browser)).listings.data[2]).toMatchObject({ isPausedByMove: true });
    expect((await browser.ask('GET', '/selling?state=lost')).status).toBe(422);
  });

  it('finds what is over under the past, where it can bring nothing more', async () => {
    const { browser, consignorId } = await seller();
    const eventId = await buildEvent(running.context, { startsAt: fromNow(-dayMs) });
    const { id } = await buildListing(running.context, { consignorId, eventId, state: 'submitted' });
    expect(idsOf(await read(browser, '?when=upcoming'))).toEqual([]);
    const past = await read(browser, '?when=past');
    expect(idsOf(past)).toEqual([id]);
    expect(past).toMatchObject({
      totals: { listed: 0, waiting: 0, potentialProceeds: { amount: 0 } },
      counts: { upcoming: {}, past: { submitted: 1 } },
    });
  });

  it('sees what a hold and a purchase did, to the cent, at the percentages of the hold', async () => {
    const { browser, consignorId } = await seller();
    const { id } = await buildListing(running.context, {
      consignorId,
      seats: [1, 2, 3, 4, 5],
      priceAmount: 10_001,
    });
    const vips = { consignorId, ticketType: 'VIP', quantity: 10, priceAmount: 5_000 };
    const general = await buildListing(running.context, vips);

    await new Fan(running).buy(id, 2);
    await new Fan(running).buy(general.id, 3);
    // From now on the marketplace keeps half; what is sold stays at its own 20 %.
    await running.context.db('percentages').insert({
      id: `pct_${randomUUID()}`,
      scope: 'consignor',
      target: consignorId,
      components: JSON.stringify(plainComponents(5_000, 1_200)),
      effective_from: new Date().toISOString(),
      reason: 'For a test',
      created_by: 'system',
    });
    expect((await new Fan(running).hold(id, 1)).status).toBe(201);

    const { totals, listings, consignor } = await read(browser);
    const share = 2 * 8_001 + 3 * 4_000;
    expect(consignor.commissionBps).toBe(5_000);
    expect(totals).toEqual({
      listed: 2 + 7,
      waiting: 0,
      held: 1,
      sold: 5,
      soldProceeds: { amount: share, currency: 'USD' },
      owed: { amount: share, currency: 'USD' },
      potentialProceeds: { amount: 3 * 5_001 + 7 * 2_500, currency: 'USD' },
    });
    const [seated, vipListing] = [id, general.id].map((each) => listings.data.find((own) => own.id === each));
    expect(seated).toMatchObject({
      quantity: 5,
      available: 2,
      held: 1,
      sold: 2,
      soldProceeds: { amount: 16_002 },
      proceedsEach: { amount: 5_001 },
    });
    expect(vipListing).toMatchObject({ ticketType: 'VIP', sold: 3, soldProceeds: { amount: 12_000 } });
  });

  it('gets nothing for tickets whose order was refunded: they are on sale again', async () => {
    const { browser, consignorId } = await seller();
    const { id } = await buildListing(running.context, { consignorId });
    const buyer = new Fan(running);
    const order = await buyer.buy(id, 2);
    expect((await read(browser)).totals).toMatchObject({ sold: 2, owed: { amount: 16_000 } });

    const client = await person(['support']);
    const { body } = await client.ask<{ actors: Array<{ id: string; type: string; version: number }> }>(
      'GET',
      `/admin/reservations/${order.code}`,
    );
    const payment = body.actors.find(({ type }) => type === 'payment');
    const action = {
      actorId: payment?.id,
      message: 'refund',
      version: payment?.version,
      reason: 'The fan is ill',
    };
    expect((await client.ask('POST', `/admin/reservations/${order.id}/actions`, action)).status).toBe(200);
    await buyer.until(order.id, ({ state }) => state === 'refunded');

    const { totals, listings } = await read(browser);
    expect(totals).toMatchObject({
      listed: 2,
      sold: 0,
      soldProceeds: { amount: 0 },
      owed: { amount: 0 },
      potentialProceeds: { amount: 16_000 },
    });
    expect(listings.data[0]).toMatchObject({ available: 2, sold: 0, soldProceeds: { amount: 0 } });
  });
});

describe('a delist request', () => {
  it('waits for staff, may be taken back, and reaches nobody else’s listing', async () => {
    const [one, other] = [await seller(), await seller()];
    const { id } = await buildListing(running.context, { consignorId: one.consignorId });
    const ask = (browser: Fan, method: 'POST' | 'DELETE', body?: unknown) =>
      browser.ask<{ code?: string }>(method, `/selling/listings/${id}/delist`, body, {
        'idempotency-key': randomUUID(),
      });
    expect((await read(one.browser)).listings.data[0]).toMatchObject({
      delistRequested: null,
      mayAskDelist: true,
    });
    expect((await ask(other.browser, 'POST', { reason: 'Mine!' })).status).toBe(404);
    expect((await ask(one.browser, 'POST', { reason: 'We go ourselves' })).status).toBe(204);
    expect((await read(one.browser)).listings.data[0]).toMatchObject({
      delistRequested: { reason: 'We go ourselves' },
      mayAskDelist: false,
    });
    const staff = await person(['staff']);
    const waiting = await staff.ask<{ data: Array<{ id: string }> }>(
      'GET',
      `/admin/listings?queue=delistRequested&consignorId=${one.consignorId}`,
    );
    expect(waiting.body.data.map((listing) => listing.id)).toEqual([id]);
    expect((await ask(one.browser, 'DELETE')).status).toBe(204);
    expect((await read(one.browser)).listings.data[0]).toMatchObject({
      delistRequested: null,
      mayAskDelist: true,
    });
    await staff.ask(
      'POST',
      '/admin/listings/actions',
      { action: 'withdraw', ids: [id], reason: 'By phone' },
      { 'idempotency-key': randomUUID() },
    );
    expect(await ask(one.browser, 'POST', {})).toMatchObject({
      status: 409,
      body: { code: 'transition_refused' },
    });
  });
});
