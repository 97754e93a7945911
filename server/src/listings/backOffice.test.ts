/** Staff over HTTP, with web and worker running: who may, what the answers look like, and whole ways of a listing. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { eventList, newEvent, seasonGames, seasonList, venueList } from '@holdfast/shared/catalog';
import { consignor, consignorList } from '@holdfast/shared/consignors';
import { type ImportFile, importFile, importList, importRowList } from '@holdfast/shared/imports';
import {
  type ListingList,
  listingActionResult,
  listingList,
  publicListings,
} from '@holdfast/shared/listings';
import { packageList, seasonPackage } from '@holdfast/shared/packages';
import { percentagesList, percentagesRule, plainComponents } from '@holdfast/shared/pricing';
import { describe, expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListings } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { newId } from '../platform/ids.ts';
import { shownListing } from './showListing.ts';

let running: TestApp;
let staff: Fan;
let finance: Fan;

const person = (role: Role) => signedIn(running, role);

it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = await person('staff');
  finance = await person('finance');
});

const post = (who: Fan, path: string, body: unknown, key: string = randomUUID()) =>
  who.ask<never>('POST', path, body, { 'idempotency-key': key });

const approve = (ids: string[]) => post(staff, '/admin/listings/actions', { action: 'approve', ids });

describe('who may', () => {
  const paths = [
    '/admin/listings',
    '/admin/consignors',
    '/admin/packages',
    '/admin/imports',
    '/admin/percentages',
    '/admin/seasons',
    '/admin/venues',
    '/admin/events',
    '/admin/colleagues',
  ];

  it('is nobody who is signed out, and no fan', async () => {
    const stranger = new Fan(running);
    const fan = await person('fan');
    for (const path of paths) {
      expect((await stranger.ask('GET', path)).status, path).toBe(401);
      expect((await fan.ask('GET', path)).status, path).toBe(403);
    }
    const action = { action: 'approve', ids: [newId('listing')] };
    expect((await post(fan, '/admin/listings/actions', action)).status).toBe(403);
  });

  it('sets percentages is finance, and not staff; approves is staff, and not support', async () => {
    const rule = { components: plainComponents(1_000, 1_000), reason: 'A try' };
    expect((await post(staff, '/admin/percentages', rule)).status).toBe(403);
    const support = await person('support');
    const action = { action: 'approve', ids: [newId('listing')] };
    expect((await post(support, '/admin/listings/actions', action)).status).toBe(403);
  });
});

describe('characters that no database keeps', () => {
  it('are refused at the door, and named', async () => {
    for (const path of ['/events?q=%00', '/admin/listings?q=%00'])
      expect(await staff.ask('GET', path), path).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'q' }] },
      });
    for (const path of ['/events/%00', '/events/%00/listings', '/admin/packages/%00'])
      expect((await staff.ask('GET', path)).status, path).toBe(404);
    for (const name of ['a\u0000b', 'a\ud800b'])
      expect(await post(staff, '/admin/consignors', { name, email: 'odd@example.com' })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'name', code: 'unreadable' }] },
      });
  });
});

describe('staff', () => {
  it('sees every list in the shape of its contract, with totals over the whole view', async () => {
    const { seasonId, eventId } = await buildGame(running.context);
    const consignorId = await buildConsignor(running.context);
    const listings = await buildListings(running.context, [
      { eventId, consignorId, priceAmount: 10_000, seats: [1, 2] },
      { eventId, consignorId, priceAmount: 5_001, seats: [3], state: 'submitted' },
    ]);
    const read = async (path: string) => (await staff.ask<never>('GET', path)).body;
    seasonList.parse(await read('/admin/seasons?q=home'));
    expect(seasonGames.parse(await read(`/admin/seasons/${seasonId}/games`)).data).toHaveLength(1);
    venueList.parse(await read('/admin/venues?sort=city'));
    eventList.parse(await read('/admin/events'));
    packageList.parse(await read('/admin/packages'));
    importList.parse(await read('/admin/imports'));
    expect(percentagesList.parse(await read('/admin/percentages')).total).toBeGreaterThan(0);
    expect(consignorList.parse(await read('/admin/consignors?perPage=1')).data).toHaveLength(1);
    expect(consignor.parse(await read(`/admin/consignors/${consignorId}`)).counts).toEqual({
      submitted: 1,
      live: 1,
      sold: 0,
    });
    const list = listingList.parse(
      await read(`/admin/listings?consignorId=${consignorId}&perPage=1&sort=price`),
    );
    expect(list).toMatchObject({ total: 2, counts: { live: 1, submitted: 1 } });
    expect(list.data).toHaveLength(1);
    expect(list.data[0]?.sum).toEqual({
      proceeds: 4_001,
      commission: 1_000,
      price: 5_001,
      fee: 600,
      allIn: 5_601,
    });
    expect(list.totals).toEqual({
      tickets: 3,
      proceeds: 20_001,
      commission: 5_000,
      price: 25_001,
      allIn: 28_001,
    });
    const shown = shownListing.parse(await read(`/admin/listings/${listings[0]?.id}`));
    expect(shown.timeline.map(({ message }) => message)).toEqual(['approve', 'submit', 'created']);
    expect(shown.prices).toHaveLength(1);
    expect((await staff.ask('GET', `/admin/listings/${newId('listing')}`)).status).toBe(404);
  });

  it('adds a consignor once, whatever is clicked twice', async () => {
    const body = { name: 'Harbor City Tickets', email: 'Desk@harbor.example' };
    const key = randomUUID();
    const first = await post(staff, '/admin/consignors', body, key);
    expect(first.status).toBe(201);
    expect(consignor.parse(first.body)).toMatchObject({
      commissionBps: 2_000,
      feeBps: 1_200,
      plan: 'Standard',
    });
    expect((await post(staff, '/admin/consignors', body, key)).body).toEqual(first.body);
    const again = await post(staff, '/admin/consignors', body);
    expect(again).toMatchObject({ status: 422, body: { errors: [{ field: 'email' }] } });
  });

  it('consigns a package, approves it, and fans see it', async () => {
    const { seasonId, eventId } = await buildGame(running.context);
    const made = await post(staff, '/admin/packages', {
      consignorId: await buildConsignor(running.context),
      seasonId,
      section: '234',
      row: 'B',
      seats: '1–4',
      price: { by: 'set', amount: 10_000 },
      eventIds: [eventId],
    });
    expect(seasonPackage.parse(made.body)).toMatchObject({ listings: 1, counts: { submitted: 1 } });
    const { body } = await staff.ask<ListingList>(
      'GET',
      `/admin/listings?eventId=${eventId}&state=submitted`,
    );
    const ids = body.data.map(({ id }) => id);
    expect(listingActionResult.parse((await approve(ids)).body)).toMatchObject({ done: 1, refused: 0 });
    const seen = await staff.ask('GET', `/events/${eventId}/listings?quantity=2`);
    expect(publicListings.parse(seen.body).data).toMatchObject([
      { section: '234', seats: [1, 2], quantities: [1, 2, 4], price: { amount: 11_200 } },
    ]);
  });

  it('puts on an event of its own, whose ticket types wait for approval', async () => {
    const { venueId } = await buildGame(running.context);
    const body = newEvent.parse({
      name: 'Holdfast Fan Festival',
      venueId,
      localStart: '2038-06-01T19:30',
      ticketTypes: [
        { name: 'VIP', priceAmount: 9_500, quantity: 150 },
        { name: 'Silver', priceAmount: 4_500, quantity: 600 },
      ],
    });
    const made = await post(staff, '/admin/events', body);
    expect(made).toMatchObject({ status: 201, body: { kind: 'own', startsAt: '2038-06-01T23:30:00.000Z' } });
    const eventId = (made.body as { id: string }).id;
    const waiting = await staff.ask<ListingList>('GET', `/admin/listings?eventId=${eventId}`);
    expect(waiting.body).toMatchObject({
      total: 2,
      counts: { submitted: 2 },
      totals: { commission: 4_125_000 },
    });
    expect((await staff.ask<ListingList>('GET', `/events/${eventId}/listings`)).body.total).toBe(0);
    await approve(waiting.body.data.map(({ id }) => id));
    expect((await staff.ask<ListingList>('GET', `/events/${eventId}/listings`)).body.total).toBe(2);
    const skipped = { ...body, localStart: '2038-03-14T02:30' };
    expect(await post(staff, '/admin/events', skipped)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'localStart', code: 'skipped_time' }] },
    });
    const doubled = '2038-11-07T01:30';
    expect(await post(staff, '/admin/events', { ...body, localStart: doubled })).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            field: 'localStart',
            code: 'doubled_time',
            message: expect.stringContaining(`${doubled}-04:00 or ${doubled}-05:00`),
          },
        ],
      },
    });
    expect(await post(staff, '/admin/events', { ...body, localStart: `${doubled}-05:00` })).toMatchObject({
      status: 201,
      body: { startsAt: '2038-11-07T06:30:00.000Z' },
    });
    expect(await post(staff, '/admin/events', { ...body, localStart: `${doubled}-07:00` })).toMatchObject({
      status: 422,
    });
  });

  it('refuses prices of its own event that nobody could pay, with the limit, and takes free tickets', async () => {
    const { venueId } = await buildGame(running.context);
    const wants = (...priceAmounts: number[]) =>
      post(staff, '/admin/events', {
        name: 'Open Day',
        venueId,
        localStart: '2038-06-02T19:30',
        maxPerType: 13,
        ticketTypes: priceAmounts.map((priceAmount, i) => ({ name: `Type ${i}`, priceAmount, quantity: 20 })),
      });
    expect(await wants(30, 0, 10_000_000, 9_500)).toMatchObject({
      status: 422,
      body: {
        errors: [
          { field: 'ticketTypes.0.priceAmount', message: 'At least $1.00, or nothing for free tickets.' },
          {
            field: 'ticketTypes.2.priceAmount',
            message: '13 at once would be $1,300,000.00, and one payment is $999,999.99 at most.',
          },
        ],
      },
    });
    expect(await wants(0, 100)).toMatchObject({ status: 201 });
  });

  it('takes in a broker’s file, which the worker applies', async () => {
    const home = 'Buffalo Bisons';
    await buildGame(running.context, { home, away: 'Toledo Toads', startsAt: '2038-09-12T17:00:00.000Z' });
    const content = [
      'inventory_id,event_name,event_date,quantity,section,row,seats,list_price,in_hand',
      'a-1,Toledo Toads at Buffalo Bisons,2038-09-12T13:00:00,2,101,A,"1,2",120.00,Y',
      'a-2,Toledo Toads at Buffalo Bisons,2038-09-12T13:00:00,2,101,A,"2,3",120.00,Y',
    ].join('\n');
    const path = `/admin/imports?consignorId=${await buildConsignor(running.context)}&fileName=lots.csv`;
    const uploaded = importFile.parse((await post(staff, path, content)).body);
    expect(uploaded.state).toBe('checking');
    const now = async () => (await staff.ask<ImportFile>('GET', `/admin/imports/${uploaded.id}`)).body;
    await expect.poll(async () => (await now()).state, { timeout: 60_000 }).toBe('checked');
    expect((await now()).counts).toMatchObject({ rows: 2, create: 1, refuse: 1 });
    const rows = await staff.ask('GET', `/admin/imports/${uploaded.id}/rows?action=refuse`);
    expect(importRowList.parse(rows.body)).toMatchObject({ total: 1, data: [{ line: 3 }] });
    expect(await post(staff, `/admin/imports/${uploaded.id}/apply`, undefined)).toMatchObject({
      status: 202,
    });
    await expect.poll(async () => (await now()).state, { timeout: 60_000 }).toBe('done');
    const { body } = await staff.ask<ListingList>('GET', `/admin/listings?importId=${uploaded.id}`);
    expect(body.data).toMatchObject([{ state: 'submitted', seats: [1, 2], source: 'Broker file' }]);
    expect((await post(staff, path, content)).status).toBe(409);
  });

  it('sets percentages through finance', async () => {
    const consignorId = await buildConsignor(running.context);
    const scope = { scope: 'consignor', target: consignorId };
    const body = { ...scope, components: plainComponents(1_500, 1_200), reason: 'Broker plan' };
    const made = await post(finance, '/admin/percentages', body);
    expect(percentagesRule.parse(made.body)).toMatchObject({ state: 'inForce', createdBy: 'Some finance' });
    const past = { ...body, effectiveFrom: '2026-01-01T00:00:00.000Z' };
    expect((await post(finance, '/admin/percentages', past)).status).toBe(422);
  });
});
