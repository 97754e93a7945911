/** Events that staff make, duplicate and change by hand, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { CatalogEvent, EventSummary } from '@holdfast/shared/catalog';
import type { AdminEvent } from '@holdfast/shared/eventChanges';
import type { PublicListings } from '@holdfast/shared/listings';
import { describe, expect } from 'vitest';
import { buildGame, buildPerformer, buildSeason, buildVenue } from '../../test/factories/catalog.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { randomText } from '../platform/ids.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = await signedIn(app, 'staff', 'Marta Silva');
});

type Refused = { code: string; errors: Array<{ field: string; code: string }> };
const send = <T>(method: string, path: string, body: unknown) =>
  staff.ask<T & Refused>(method, path, body, { 'idempotency-key': randomUUID() });
const read = async (id: string) => (await staff.ask<AdminEvent>('GET', `/admin/events/${id}`)).body;
const codesOf = ({ body }: { body: Refused }) => body.errors.map(({ field, code }) => `${field} ${code}`);
const newLeague = async () => {
  const id = `L${randomText(8).toUpperCase()}`;
  await send('POST', '/admin/leagues', { id, name: 'Stage plays' });
  return id;
};

describe('an event by hand', () => {
  it('is a game of two teams, a show of one artist, or one without anybody', async () => {
    const [home, away] = [`Otters ${randomText(6)}`, `Gulls ${randomText(6)}`];
    const homeId = await buildPerformer(app.context, { name: home });
    const awayId = await buildPerformer(app.context, { name: away });
    const seasonId = await buildSeason(app.context, homeId);
    const venueId = await buildVenue(app.context);
    const when = { venueId, localStart: '2038-06-01T19:30' };
    const game = await send<CatalogEvent>('POST', '/admin/events', {
      ...when,
      kind: 'game',
      homeId,
      awayId,
      seasonId,
      doorsMinutes: 90,
    });
    expect(game).toMatchObject({
      status: 201,
      body: {
        name: `${away} at ${home}`,
        kind: 'game',
        league: 'NFL',
        home: { id: homeId },
        startsAt: '2038-06-01T23:30:00.000Z',
        doorsAt: '2038-06-01T22:00:00.000Z',
      },
    });

    const league = await newLeague();
    const show = await send<CatalogEvent>('POST', '/admin/events', {
      ...when,
      kind: 'game',
      name: 'An evening of songs',
      homeId: awayId,
      league,
      timeTbd: true,
      doorsMinutes: 60,
    });
    expect(show.body).toMatchObject({ league, away: null, timeTbd: true, doorsAt: null });
    const { body: found } = await staff.ask<{ data: EventSummary[] }>('GET', `/events?league=${league}`);
    expect(found.data.map(({ id }) => id)).toEqual([show.body.id]);

    const wrong = { ...when, kind: 'game', name: 'X', homeId: null, awayId, ticketTypes: [] };
    const refused = await send('POST', '/admin/events', wrong);
    expect(refused.status).toBe(422);
    expect(codesOf(refused).map((text) => text.split(' ')[0])).toEqual(['name', 'homeId', 'homeId']);
    const swapped = { ...when, kind: 'game', homeId: awayId, awayId: homeId };
    expect(codesOf(await send('POST', '/admin/events', { ...swapped, seasonId }))).toEqual([
      'seasonId unknown',
    ]);
    expect(codesOf(await send('POST', '/admin/events', { ...swapped, league: 'NO-SUCH' }))).toEqual([
      'league unknown',
    ]);
  });

  it('changes; who plays and where stay once tickets were taken in', async () => {
    const { eventId, homeId, venueId, seasonId } = await buildGame(app.context);
    const other = await buildPerformer(app.context);
    const elsewhere = await buildVenue(app.context);
    const facts = {
      name: 'Home opener',
      homeId,
      awayId: other,
      venueId: elsewhere,
      seasonId,
      doorsMinutes: 45,
    };
    const changed = await send<AdminEvent>('PUT', `/admin/events/${eventId}`, { ...facts, maxPerType: 8 });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        name: 'Home opener',
        away: { id: other },
        venue: { id: elsewhere },
        maxPerType: 8,
        hasListings: false,
      },
    });
    const { body: found } = await staff.ask<{ data: EventSummary[] }>('GET', '/events?q=home opener');
    expect(found.data.map(({ id }) => id)).toContain(eventId);

    await buildListing(app.context, { eventId });
    const again = { ...facts, name: 'Season opener', maxPerType: 8 };
    expect(
      codesOf(await send('PUT', `/admin/events/${eventId}`, { ...again, awayId: null, venueId })),
    ).toEqual(['awayId has_listings', 'venueId has_listings']);
    expect((await send<AdminEvent>('PUT', `/admin/events/${eventId}`, again)).body).toMatchObject({
      name: 'Season opener',
      hasListings: true,
    });
    expect((await send('PUT', '/admin/events/evt_00000000000000000000000000', again)).status).toBe(404);
  });

  it('of our own has ticket types with limits, and gets further ones', async () => {
    const venueId = await buildVenue(app.context);
    const type = (name: string, maxPerFan?: number) => ({
      name,
      priceAmount: 2_000,
      quantity: 40,
      maxPerFan,
    });
    const { body: made } = await send<CatalogEvent>('POST', '/admin/events', {
      name: 'Fan festival',
      venueId,
      localStart: '2038-06-01T19:30',
      maxPerType: 4,
      ticketTypes: [type('VIP', 2), type('Lawn')],
    });
    const path = `/admin/events/${made.id}/ticketTypes`;
    expect(codesOf(await send('POST', path, { ticketTypes: [type('vip')] }))).toEqual([
      'ticketTypes.0.name taken',
    ]);
    const more = await send<AdminEvent>('POST', path, { ticketTypes: [type('Silver', 1)] });
    expect(more.status).toBe(201);
    expect(more.body.ticketTypes.map(({ name, maxPerFan }) => [name, maxPerFan])).toEqual([
      ['VIP', 2],
      ['Lawn', null],
      ['Silver', 1],
    ]);
    const ids = more.body.ticketTypes.map(({ listingId }) => listingId);
    await send('POST', '/admin/listings/actions', { action: 'approve', ids });
    const { body: onSale } = await staff.ask<PublicListings>('GET', `/events/${made.id}/listings`);
    expect(
      Object.fromEntries(onSale.data.map(({ ticketType, quantities }) => [ticketType, quantities.length])),
    ).toEqual({ VIP: 2, Lawn: 4, Silver: 1 });
    const fan = new Fan(app);
    const vip = more.body.ticketTypes.find(({ name }) => name === 'VIP');
    expect(await fan.hold(vip?.listingId ?? '', 3)).toMatchObject({
      status: 422,
      body: { code: 'ticket_limit' },
    });
    expect((await fan.hold(vip?.listingId ?? '', 2)).status).toBe(201);
    expect((await read(made.id)).ticketTypes[0]).toMatchObject({ held: 2, available: 38, state: 'live' });

    const { body: seen } = await staff.ask<{ version: number }>('GET', `/admin/listings/${vip?.listingId}`);
    const lowered = { maxPerFan: 1, version: seen.version, reason: 'So that more fans get in' };
    expect((await send('PUT', `/admin/listings/${vip?.listingId}`, lowered)).status).toBe(200);
    expect((await read(made.id)).ticketTypes[0]).toMatchObject({ maxPerFan: 1 });

    const { eventId } = await buildGame(app.context);
    const consigned = await send('POST', `/admin/events/${eventId}/ticketTypes`, {
      ticketTypes: [type('VIP')],
    });
    expect(consigned).toMatchObject({ status: 409, body: { code: 'transition_refused' } });
  });
});

it('a postponed event isn’t among those that sell tickets, though its listings stay', async () => {
  const { eventId } = await buildGame(app.context, {});
  await buildListing(app.context, { eventId });
  const { startsAt, home } = await read(eventId);
  const selling = async () =>
    (
      await staff.ask<{ data: EventSummary[] }>('GET', `/events?performer=${home?.slug}&onSale=true`)
    ).body.data.map(({ id }) => id);
  expect(await selling()).toEqual([eventId]);
  const listed = async () =>
    (await staff.ask<{ data: EventSummary[] }>('GET', `/events?performer=${home?.slug}`)).body.data;
  expect(await listed()).toMatchObject([{ fromPrice: { currency: 'USD' }, ticketCount: 2 }]);
  const change = { kind: 'postpone', reason: 'Snow', seen: { status: 'scheduled', startsAt } };
  await send('POST', `/admin/events/${eventId}/changes`, change);
  expect(await selling()).toEqual([]);
  // Nor has it a price: nobody can buy it.
  expect(await listed()).toMatchObject([{ id: eventId, fromPrice: null, listingCount: 0, ticketCount: 0 }]);
});
