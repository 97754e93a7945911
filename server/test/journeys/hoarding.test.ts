/** Holds as a weapon: many in a loop, or by many fresh guests; and a listing that other work keeps locked. */
import { randomUUID } from 'node:crypto';
import type { Reservation } from '@holdfast/shared/reservations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/platform/config.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { createLogger } from '../../src/platform/logging.ts';
import { type RunningApp, runApp } from '../../src/runApp.ts';
import { passTime } from '../clock.ts';
import { buildGame } from '../factories/catalog.ts';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, buildListings, listingCounts } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { startTestApp, type TestApp, testSecret } from '../runningApp.ts';
import { signUp } from '../signUp.ts';
import { testPort } from '../testPort.ts';

let app: TestApp;
let second: RunningApp;
let secondUrl: string;

const limits = { HOLDS_PER_FAN: '15', HOLDS_PER_NETWORK: '10', FANS_PER_CARD: '6', TRUSTED_PROXIES: '1' };

beforeAll(async () => {
  app = await startTestApp(limits);
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  const port = String(await testPort());
  secondUrl = `http://127.0.0.1:${port}`;
  const { databaseUrl } = app;
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PORT: port,
    ROLE: 'web',
    ...limits,
  };
  second = await runApp(readConfig(env), {
    databaseUrl,
    secret: testSecret,
    log: createLogger('silent', 'test'),
    sandbox: app.payments.stripe,
  });
});
afterAll(async () => {
  await second?.stop();
  await app?.verify();
  await app?.close();
});

let addresses = 0;
/** An address of nobody else. */
const newAddress = () => `203.0.113.${++addresses}`;

/** Holds from a network address, as the proxy in front names it. */
function hold(fan: Fan, address: string, listingId: string, quantity = 1, key = randomUUID()) {
  return fan.ask<{ id: string; code?: string; retryAfter?: number; by?: string }>(
    'POST',
    '/reservations',
    { items: [{ listingId, quantity }], email: 'fan@example.com' },
    { 'idempotency-key': key, 'x-forwarded-for': address },
  );
}
const letGo = (fan: Fan, id: string) => fan.ask('DELETE', `/reservations/${id}`);

/** Somebody who is signed in. */
async function account(): Promise<Fan> {
  const fan = new Fan(app);
  const email = `fan-${randomUUID()}@example.com`;
  const answer = await signUp(app, fan, { name: 'Helen', email, password: 'a long enough password' });
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return fan;
}

/** Holds and lets go in turn. @returns how many were granted, and the first refusal */
async function loop(fan: Fan, address: string, listingId: string, times: number) {
  let granted = 0;
  for (let i = 0; i < times; i++) {
    const answer = await hold(fan, address, listingId);
    if (answer.status !== 201) return { granted, refusal: answer };
    granted++;
    await letGo(fan, answer.body.id);
  }
  return { granted, refusal: null };
}

describe('holds that become no order', () => {
  it('are few for a guest who holds and lets go in a loop, and the refusal says when it works again', async () => {
    const { id } = await buildListing(app.context);
    const { granted, refusal } = await loop(new Fan(app), newAddress(), id, 200);
    expect(granted).toBe(10);
    expect(refusal).toMatchObject({ status: 429, body: { code: 'too_many_holds', by: 'network' } });
    const retryAfter = refusal?.body.retryAfter ?? 0;
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(15 * 60);
    expect(refusal?.headers.get('retry-after')).toBe(String(retryAfter));
    expect(await listingCounts(app.context, id)).toMatchObject({ held: 0 });
  });

  it('are 15 for an account, wherever it comes from', async () => {
    const { id } = await buildListing(app.context);
    const fan = await account();
    let granted = 0;
    let last = await hold(fan, newAddress(), id);
    for (; last.status === 201 && granted < 30; granted++) {
      await letGo(fan, last.body.id);
      last = await hold(fan, newAddress(), id);
    }
    expect(granted).toBe(15);
    expect(last.body).toMatchObject({ code: 'too_many_holds', by: 'fan' });
    expect(last.body.retryAfter).toBeGreaterThan(15 * 60);
  });

  it('are 10 for 27 fresh guests of one address at one event, through two web processes', async () => {
    const game = await buildGame(app.context);
    const listings = await buildListings(
      app.context,
      Array.from({ length: 27 }, (_, i) => ({ ...game, section: `S${i}`, seats: [1, 2, 3] })),
    );
    const address = newAddress();
    const answers = await Promise.all(
      listings.map(({ id }, i) =>
        hold(new Fan(i % 2 === 0 ? app : { ...app, url: secondUrl }), address, id, 3),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(17);
    // Another address and another event aren't touched by it.
    const free = listings[answers.findIndex(({ status }) => status === 429)] as { id: string };
    expect((await hold(new Fan(app), newAddress(), free.id)).status).toBe(201);
    expect((await hold(new Fan(app), address, (await buildListing(app.context)).id)).status).toBe(201);
    expect((await hold(await account(), address, free.id)).status).not.toBe(429);
  });

  it('let a family of five behind one router buy twice each: what is bought doesn’t count', async () => {
    const { id } = await buildListing(app.context, { seats: Array.from({ length: 30 }, (_, i) => i + 1) });
    const address = newAddress();
    const family = Array.from({ length: 5 }, () => new Fan(app));
    for (let round = 0; round < 3; round++) {
      const held = await Promise.all(family.map((fan) => hold(fan, address, id)));
      expect(held.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      await Promise.all(
        family.map(async (fan, i) => {
          const reservationId = held[i]?.body.id as string;
          if (round === 0) return letGo(fan, reservationId);
          await fan.pay(reservationId);
          return fan.until(reservationId, ({ state }) => state === 'paid');
        }),
      );
    }
  });

  it('count once where a request is repeated, and not at all where it was refused', async () => {
    const { id } = await buildListing(app.context, { seats: [1, 2] });
    const [fan, address, key] = [new Fan(app), newAddress(), randomUUID()];
    const first = await hold(fan, address, id, 2, key);
    const repeated = await Promise.all(Array.from({ length: 20 }, () => hold(fan, address, id, 2, key)));
    expect(new Set(repeated.map(({ body }) => body.id))).toEqual(new Set([first.body.id]));
    const soldOut = await Promise.all(Array.from({ length: 20 }, () => hold(new Fan(app), address, id, 2)));
    expect(new Set(soldOut.map(({ body }) => body.code))).toEqual(new Set(['sold_out']));
    await letGo(fan, first.body.id);
    expect((await loop(new Fan(app), address, id, 20)).granted).toBe(9);
  });

  it('begin anew when somebody pays', async () => {
    const { id } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
    const fan = await account();
    expect((await loop(fan, newAddress(), id, 14)).refusal).toBeNull();
    await fan.buy(id, 1);
    expect((await loop(fan, newAddress(), id, 15)).refusal).toBeNull();
    expect((await loop(fan, newAddress(), id, 1)).granted).toBe(0);
  });
});

describe('one card of many fans', () => {
  /** Fresh guests from addresses of their own, each with two seats of one game. */
  async function guests(count: number) {
    const game = await buildGame(app.context);
    const listings = await buildListings(
      app.context,
      Array.from({ length: count }, (_, i) => ({ ...game, section: `C${i}`, seats: [1, 2] })),
    );
    return Promise.all(
      listings.map(async ({ id: listingId }) => {
        const fan = new Fan(app);
        const { body } = await hold(fan, newAddress(), listingId, 2);
        return { fan, id: body.id, listingId };
      }),
    );
  }
  const asksBank = '4000002500003155';
  const isRefused = ({ state, payment }: Reservation) =>
    state === 'pending.holding' && payment?.state === 'canceled';

  it('is refused to the seventh, with words and when it works again; six holds left open in 3-D Secure in minute 14 end at their deadline', async () => {
    const holders = await guests(8);
    await passTime(app.context, 14 * 60_000);
    for (const { fan, id } of holders.slice(0, 6)) {
      await fan.pay(id, asksBank);
      await fan.until(id, ({ payment }) => payment?.state === 'requiresAction');
    }
    const [seventh, eighth] = holders.slice(6) as [(typeof holders)[0], (typeof holders)[0]];
    await seventh.fan.pay(seventh.id, asksBank);
    const { payment } = await seventh.fan.until(seventh.id, isRefused);
    expect(payment?.decline).toMatchObject({
      code: 'card_limit',
      message: expect.stringMatching(/^Several other buyers used this card .* again in \d+ minutes?\.$/),
    });
    const retryAfter = payment?.decline?.retryAfter ?? 0;
    expect(retryAfter).toBeGreaterThan(50 * 60);
    expect(retryAfter).toBeLessThanOrEqual(60 * 60);
    // Its hold stays: another card pays at once. So does the refused card elsewhere.
    await seventh.fan.pay(seventh.id);
    await seventh.fan.until(seventh.id, ({ state }) => state === 'paid');
    // A fan who tries again with the card that they used is the same fan; who didn't is refused again.
    await eighth.fan.pay(eighth.id, asksBank);
    await eighth.fan.until(eighth.id, isRefused);
    await passTime(app.context, 16 * 60_000);
    for (const { fan, id, listingId } of holders.slice(0, 6)) {
      await fan.until(id, ({ state }) => state === 'failed');
      expect(await listingCounts(app.context, listingId)).toMatchObject({ held: 0, available: 2 });
    }
    const [elsewhere] = (await guests(1)) as [(typeof holders)[0]];
    await elsewhere.fan.pay(elsewhere.id, asksBank);
    await elsewhere.fan.until(elsewhere.id, ({ payment: each }) => each?.state === 'requiresAction');
  });

  it('buys for six fans, also where they pay at one moment, and the card of the seventh is never charged', async () => {
    const buyers = await guests(7);
    await Promise.all(buyers.map(({ fan, id }) => fan.pay(id)));
    const ended = await Promise.all(
      buyers.map(({ fan, id }) => fan.until(id, (order) => order.state === 'paid' || isRefused(order))),
    );
    expect(ended.filter(({ state }) => state === 'paid')).toHaveLength(6);
    const refused = ended.find(isRefused);
    expect(refused?.payment).toMatchObject({ decline: { code: 'card_limit' }, card: { last4: '4242' } });
    const log = await app.context.db('transitions').where({ actor_id: refused?.payment?.id });
    expect(log.map(({ message }) => message)).not.toContain('captured');
    expect(JSON.stringify(await app.context.db('card_uses'))).not.toContain('sandboxvisa4242');
  });
});

describe('a listing that other work keeps locked', () => {
  it('is answered within seconds, and holds of other listings don’t wait for it', async () => {
    const [locked, ...others] = await buildListings(
      app.context,
      await Promise.all(Array.from({ length: 6 }, () => buildGame(app.context))),
    );
    const lockedId = locked?.id as string;
    await inTransaction(app.context.db, async (trx) => {
      await trx.raw('SELECT 1 FROM listings WHERE id = ? FOR UPDATE', [lockedId]);
      const waiting = hold(new Fan(app), newAddress(), lockedId);
      const free = await Promise.all(others.map(({ id }) => hold(new Fan(app), newAddress(), id)));
      expect(free.map(({ status }) => status)).toEqual(others.map(() => 201));
      // The lock is still there: nobody of them waited for its end.
      const refused = await waiting;
      expect(refused).toMatchObject({ status: 503, body: { code: 'overloaded', retryAfter: 2 } });
    });
    expect((await hold(new Fan(app), newAddress(), lockedId)).status).toBe(201);
  });

  it('is held as soon as it is free again', async () => {
    const { id } = await buildListing(app.context);
    const waiting = await inTransaction(app.context.db, async (trx) => {
      await trx.raw('SELECT 1 FROM listings WHERE id = ? FOR UPDATE', [id]);
      const asked = hold(new Fan(app), newAddress(), id);
      // Behind it on the same connection: when this is answered, that was tried and put back.
      await hold(new Fan(app), newAddress(), (await buildListing(app.context)).id);
      return [asked];
    });
    expect((await waiting[0])?.status).toBe(201);
  });
});
