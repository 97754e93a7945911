/** Time travel, over HTTP: what is shown of a moment is what fan and tables had at that moment. */
import { type FanPage, fanPage } from '@holdfast/shared/orders';
import type { ActorRows, CaseThen, SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { foldStays } from '../platform/actors/index.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support');
});

interface Seen {
  at: string;
  page: FanPage;
  seats: Array<{ seat: number; status: string; isOwn: boolean }>;
}

/** What the fan's page and the listing's seats are at this moment, not by any log. */
async function look(fan: Fan, id: string, listingId: string): Promise<Seen> {
  const order = await fan.read(id);
  const seats = await app.context
    .db('tickets')
    .where({ listing_id: listingId })
    .whereNot({ state: 'refunded' })
    .orderBy('seat');
  return {
    at: order.serverNow,
    page: fanPage(order),
    seats: seats.map(({ seat, state, reservation_id }) => ({
      seat,
      status: state,
      isOwn: reservation_id === id,
    })),
  };
}
const thenOf = (id: string, at: string) =>
  support.ask<CaseThen>('GET', `/admin/reservations/${id}/then?at=${encodeURIComponent(at)}`);

it('each moment of an order is shown as it was, when all of it is over', async () => {
  const listing = await buildListing(app.context, { seats: [1, 2, 3, 4] });
  const fan = new Fan(app);
  const other = new Fan(app);
  const { body: held } = await fan.hold(listing.id, 2);
  const seen: Seen[] = [];
  const remember = async () => {
    seen.push(await look(fan, held.id, listing.id));
  };
  await remember();
  const { body: others } = await other.hold(listing.id, 1);
  await remember();
  await fan.pay(held.id, '4000000000009995');
  await eventually('declined', async () => (await fan.read(held.id)).payment?.decline != null);
  await remember();
  await other.ask('DELETE', `/reservations/${others.id}`);
  await remember();
  await fan.pay(held.id);
  await eventually('paid', async () => (await fan.read(held.id)).state === 'paid');
  await eventually('settled', async () => (await fan.read(held.id)).payment?.state === 'succeeded');
  await remember();
  const { body: shown } = await support.ask<SupportCase>('GET', `/admin/reservations/${held.id}`);
  const payment = shown.actors.find(({ id }) => id === shown.reservation.payment?.id);
  const ticket = shown.tickets[0];
  await support.ask('POST', `/admin/reservations/${held.id}/actions`, {
    actorId: payment?.id,
    version: payment?.version,
    message: 'refund',
    reason: 'One can’t come',
    ticketIds: [ticket?.id],
  });
  await eventually(
    'one is refunded',
    async () => (await fan.read(held.id)).payment?.state === 'partiallyRefunded',
  );
  await remember();
  const { body: later } = await support.ask<SupportCase>('GET', `/admin/reservations/${held.id}`);
  const { id: actorId, version } = later.actors.find(({ id }) => id === payment?.id) ?? {};
  await support.ask('POST', `/admin/reservations/${held.id}/actions`, {
    actorId,
    version,
    message: 'refund',
    reason: 'Neither can the other',
  });
  await eventually('refunded', async () => (await fan.read(held.id)).payment?.state === 'refunded');
  await remember();

  expect(seen.map(({ page }) => page.label)).toEqual([
    'Held',
    'Held',
    'Declined',
    'Declined',
    'Paid',
    'Paid',
    'Refunded',
  ]);
  expect(new Set(seen.map(({ seats }) => JSON.stringify(seats))).size).toBeGreaterThanOrEqual(5);
  for (const folded of [false, true]) {
    if (folded) await foldStays(app.context.db);
    for (const { at, page, seats } of seen) {
      const { status, body } = await thenOf(held.id, at);
      expect(status).toBe(200);
      expect({ at, page: body.page, seats: body.seats[0]?.seats }).toEqual({ at, page, seats });
    }
  }
  const { body: paid } = await thenOf(held.id, seen[4]?.at ?? '');
  expect(paid).toMatchObject({
    seats: [{ own: { held: 0, sold: 2 }, others: { held: 0, sold: 0 }, state: 'live' }],
    books: { fanPays: shown.reservation.total.amount },
    money: { refunded: { amount: 0 } },
  });
  expect(paid.actors.map(({ type }) => type)).toContain('delivery');
  expect((await thenOf(held.id, '2001-01-01T00:00:00.000Z')).body.page.label).toBe('Held');
  expect((await thenOf('HF-NONE', seen[0]?.at ?? '')).status).toBe(404);
});

const askMachines = (words: Record<string, string>) =>
  support.ask<ActorRows>('GET', `/admin/machines/then?${new URLSearchParams(words)}`);

it('which holds were paying at a moment: those, since when, and until when', async () => {
  const fan = new Fan(app);
  const { body: held } = await fan.hold((await buildListing(app.context)).id, 1);
  await app.context.db('actor_stays').delete();
  await app.context.db.raw(`UPDATE actor_stays_folded SET folded_until = '-infinity'`);
  const answer = await fan.payUnanswered(held.id);
  await eventually('asked', async () => (await fan.read(held.id)).payment?.state === 'confirming');
  const { serverNow: at } = await fan.read(held.id);
  const question = { type: 'reservation', state: 'pending.paying', at };
  const during = await askMachines(question);
  expect(during.body.data.find(({ id }) => id === held.id)).toMatchObject({
    name: held.code,
    reservationId: held.id,
    state: 'pending.paying',
    until: null,
  });
  expect((await askMachines({ ...question, minutes: '5' })).body.data).toEqual([]);
  const open = await askMachines({ ...question, state: '#open' });
  const row = open.body.data.find(({ id }) => id === held.id);
  expect(row?.since).toBe((await fan.read(held.id)).createdAt);
  await answer();
  await eventually('over', async () => (await fan.read(held.id)).state !== 'pending.paying');
  await foldStays(app.context.db);
  const { data } = (await askMachines(question)).body;
  expect(data).toMatchObject([{ id: held.id, since: during.body.data[0]?.since }]);
  expect(data[0]?.until).toBeTruthy();
});

it('a machine, a state or a moment that there isn’t is refused', async () => {
  const at = new Date().toISOString();
  const status = async (words: Record<string, string>) => (await askMachines(words)).status;
  expect(await status({ type: 'reservation', state: 'pending.dreaming', at })).toBe(422);
  expect(await status({ type: 'dragon', state: 'paid', at })).toBe(422);
  expect(await status({ type: 'reservation', state: 'paid', at: '2990-01-01T00:00:00.000Z' })).toBe(422);
  const { body } = await support.ask<{ data: Array<{ type: string; tags: string[] }> }>(
    'GET',
    '/admin/machines',
  );
  expect(body.data.find(({ type }) => type === 'reservation')?.tags).toContain('open');
});
