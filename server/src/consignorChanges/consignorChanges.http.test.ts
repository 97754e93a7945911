/** Consignors as records over HTTP: deactivated and back, merged, and as a file; every invariant holds afterwards. */

import type { ConsignorSignIns } from '@holdfast/shared/accounts';
import type { AuditList } from '@holdfast/shared/audit';
import type {
  Consignor,
  ConsignorDuplicate,
  ConsignorFilePlan,
  ConsignorMergePreview,
  DeactivationPreview,
} from '@holdfast/shared/consignors';
import { readConsignorText } from '@holdfast/shared/consignors';
import type { Selling } from '@holdfast/shared/portal';
import { expect } from 'vitest';
import { brokerFile, buildNamedGame } from '../../test/brokerFiles.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListings } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { importClient } from '../../test/importClient.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let running: TestApp;
let staff: Fan;
it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = (await somebody(running, ['staff'])).who;
});

const reason = 'They moved away';
const post = <T = Consignor>(path: string, body: object = {}) => staff.ask<T>('POST', `/admin/${path}`, body);
const read = async <T>(path: string) => (await staff.ask<T>('GET', `/admin/${path}`)).body;
const stateOf = async (id: string) => (await read<{ state: string }>(`listings/${id}`)).state;

it('a deactivated consignor leaves the sale and signs in nowhere, while what a fan holds is sold; reactivated, staff put it back', async () => {
  const consignorId = await buildConsignor(running.context, { name: 'Ruth Abara' });
  await buildPercentages(running.context, { consignorId, commissionBps: 2_000, feeBps: 1_000 });
  const eventId = await buildEvent(running.context);
  const [live, waiting] = await buildListings(running.context, [
    { consignorId, eventId, seats: [1, 2, 3, 4] },
    { consignorId, eventId, state: 'submitted' },
  ]);
  const { who: ruth, id: ruthId } = await somebody(running, ['consignor'], { consignorId });
  const other = await somebody(running, ['consignor'], { consignorId });
  await staff.ask('POST', `/admin/consignors/${consignorId}/sign-ins/${other.id}/deactivate`);
  await post(`consignors/${consignorId}/sign-ins`, { email: 'brother@example.com' });
  await new Fan(running).buy(live!.id, 1);
  const fan = new Fan(running);
  const held = await fan.hold(live!.id, 1);

  expect(await read<DeactivationPreview>(`consignors/${consignorId}/deactivation`)).toEqual({
    onSale: { listings: 1, tickets: 2 },
    waiting: { listings: 1 },
    held: { tickets: 1 },
    soldAhead: { tickets: 1 },
    owed: [{ amount: 8_000, currency: 'USD' }],
    signIns: 1,
    invitations: 1,
    refused: null,
  });
  expect(await post(`consignors/${consignorId}/deactivate`, { reason })).toMatchObject({
    status: 200,
    body: { deactivatedAt: expect.any(String), counts: { live: 0, submitted: 1 } },
  });
  expect(await post(`consignors/${consignorId}/deactivate`, { reason })).toMatchObject({ status: 409 });

  expect(await stateOf(live!.id)).toBe('paused');
  expect(await new Fan(running).hold(live!.id, 1)).toMatchObject({ status: 409 });
  expect((await ruth.ask('GET', '/selling')).status).toBe(401);
  const act = async (action: string, id: string) =>
    (await post<{ rows: Array<{ code: string | null }> }>('listings/actions', { action, ids: [id] })).body
      .rows[0]?.code;
  expect([await act('approve', waiting!.id), await act('resume', live!.id)]).toEqual([
    'consignor_deactivated',
    'consignor_deactivated',
  ]);
  expect((await post(`consignors/${consignorId}/sign-ins`, { email: 'sister@example.com' })).status).toBe(
    409,
  );
  const file = `/admin/imports?${new URLSearchParams({ fileName: 'seats.csv', consignorId })}`;
  expect(await staff.ask('POST', file, 'Event,Section', { 'content-type': 'text/csv' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'consignorId', code: 'consignor_deactivated' }] },
  });

  await fan.pay(held.body.id);
  await fan.until(held.body.id, ({ state }) => state === 'paid');
  expect((await read<DeactivationPreview>(`consignors/${consignorId}/deactivation`)).owed).toEqual([
    { amount: 16_000, currency: 'USD' },
  ]);

  expect(await post(`consignors/${consignorId}/reactivate`)).toMatchObject({
    status: 200,
    body: { deactivatedAt: null },
  });
  const { people, invitations } = await read<ConsignorSignIns>(`consignors/${consignorId}/sign-ins`);
  expect([people.filter((each) => each.deactivatedAt === null).map(({ id }) => id), invitations]).toEqual([
    [ruthId],
    [],
  ]);
  expect([await stateOf(live!.id), await act('resume', live!.id), await stateOf(live!.id)]).toEqual([
    'paused',
    null,
    'live',
  ]);
  const log = await read<AuditList>(`audit?subject=${consignorId}`);
  expect(log.data.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['consignor.deactivate', 'consignor.withdrawInvitation', 'consignor.reactivate']),
  );
});

it('two that are one become one: listings, sign-ins, percentages, what is owed and figures', async () => {
  const make = async (name: string, more: object = {}) =>
    (await post('consignors', { name, email: `${name.toLowerCase()}@example.com`, ...more })).body.id;
  const from = await make('Wexler', { phone: '+1 412 555 0100', tags: ['vip'], notes: 'Calls on Mondays' });
  const into = await make('Wexlers', { tags: ['broker'] });
  await buildPercentages(running.context, { consignorId: from, commissionBps: 1_000, feeBps: 0 });
  const eventId = await buildEvent(running.context);
  const [one, two] = await buildListings(running.context, [
    { consignorId: from, eventId, section: '101', externalId: 'X1' },
    { consignorId: into, eventId, section: '101', externalId: 'X2' },
  ]);
  const { who: wexler } = await somebody(running, ['consignor'], { consignorId: from });
  const fan = new Fan(running);
  // One order of both: it counts once for whoever has both listings.
  const held = await fan.ask<{ id: string }>('POST', '/reservations', {
    items: [
      { listingId: one!.id, quantity: 1 },
      { listingId: two!.id, quantity: 1 },
    ],
    email: 'fan@example.com',
  });
  await fan.pay(held.body.id);
  await fan.until(held.body.id, ({ state }) => state === 'paid');

  const columns = [
    'inventory_id',
    'event_name',
    'venue_name',
    'event_date',
    'quantity',
    'section',
    'row',
    'seats',
  ] as const;
  const text = brokerFile(
    [...columns, 'list_price', 'in_hand', 'split_type'],
    await buildNamedGame(running.context),
    [{}],
  );
  const file = await importClient(staff).upload(text, { consignorId: from });
  const mark = (state: string) => running.context.db('imports').where({ id: file }).update({ state });
  await mark('applying');
  expect(await post(`consignors/${into}/merge`, { intoId: from, reason })).toMatchObject({
    body: { detail: expect.stringContaining('is being checked, applied or undone') },
  });
  await mark('checked');
  expect(await read<ConsignorMergePreview>(`consignors/${from}/merge?intoId=${into}`)).toMatchObject({
    moves: [
      { what: 'Listings', count: 1 },
      { what: 'Deliveries', count: 1 },
      { what: 'Season packages', count: 0 },
      { what: 'Imported files', count: 1 },
      { what: 'Sign-ins', count: 1 },
      { what: 'Open invitations', count: 0 },
    ],
    owed: [{ amount: 9_000, currency: 'USD' }],
    percentages: expect.stringContaining('Wexler’s own percentages go on'),
    refused: null,
  });
  const gone = await make('Gone');
  await post(`consignors/${gone}/deactivate`, { reason });
  const twice = await make('Twice');
  await buildListings(running.context, [{ consignorId: twice, eventId, externalId: 'X1' }]);
  for (const [intoId, words] of [
    [from, 'same consignor'],
    [gone, 'is deactivated'],
    [twice, 'the id X1'],
  ])
    expect(await post(`consignors/${from}/merge`, { intoId, reason })).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining(words as string) },
    });

  expect(await post(`consignors/${from}/merge`, { intoId: into, reason })).toMatchObject({
    status: 200,
    body: {
      id: into,
      phone: '+1 412 555 0100',
      otherEmails: ['wexler@example.com'],
      tags: ['vip', 'broker'],
      notes: 'Calls on Mondays',
      commissionBps: 1_000,
      counts: { live: 2, sold: 2 },
    },
  });
  expect(await read<Consignor>(`consignors/${from}`)).toMatchObject({
    mergedInto: { id: into, name: 'Wexlers' },
    counts: { live: 0, sold: 0 },
  });
  const { body: selling } = await wexler.ask<Selling>('GET', '/selling');
  expect([selling.consignor.name, selling.totals.owed.amount]).toEqual(['Wexlers', 9_000 + 8_000]);
  // An order of listings of both is one order of the one that stayed; `verify` recounts the rest.
  const counted = await running.context
    .db('listing_sales')
    .where({ event_id: eventId })
    .where('orders', '>', 0);
  expect(counted).toMatchObject([{ consignor_id: into, orders: 1, tickets: 2 }]);
  expect((await post(`consignors/${from}/reactivate`)).status).toBe(409);
  expect(
    (
      await staff.ask('PUT', `/admin/consignors/${from}`, {
        name: 'Again',
        email: 'x@example.com',
      })
    ).status,
  ).toBe(409);
  const current = await read<{ data: Consignor[] }>('consignors?q=wexler');
  expect(current.data.map(({ id }) => id)).toEqual([into]);
});

it('a file of consignors says what it would do, does it whole or not at all, and read back changes nothing', async () => {
  const known = (
    await post('consignors', {
      name: 'Ann Ode',
      email: 'ann@example.com',
      address: '12 Main St.',
      tags: ['early', 'vip'],
      timeZone: 'America/Chicago',
      language: 'es',
    })
  ).body;
  const text = [
    'Name,Email,Phone,Zip,Plan,Tags',
    'Ann Ode,ANN@example.com,+1 312 555 0100,60601,,early; vip',
    'Bo Ode,bo@example.com,,,Gold,',
    'Cy Ode,not an address,,,,',
  ].join('\n');
  const rowsOf = (csv: string) => {
    const found = readConsignorText(csv);
    if ('problem' in found) throw new Error(found.problem);
    return found.rows;
  };
  const rows = rowsOf(text);
  const plan = (body: object) => post<ConsignorFilePlan>('consignor-files/preview', body);
  const first = (await plan({ rows })).body;
  expect(first).toEqual({
    rows: [
      { outcome: 'changed', message: 'Changes phone, postal code.', consignorId: known.id },
      {
        outcome: 'refused',
        message: 'There is no plan Gold. Correct the name, or add the plan.',
        consignorId: null,
      },
      {
        outcome: 'refused',
        message: 'Email: Give an email address, such as ann@example.com.',
        consignorId: null,
      },
    ],
    counts: { created: 0, changed: 1, unchanged: 0, refused: 2 },
    unknownPlans: ['Gold'],
  });
  expect((await post('consignor-files', { rows, seen: first.rows })).status).toBe(422);
  const good = { rows: rows.slice(0, 2), makePlans: ['Gold'] };
  const seen = (await plan(good)).body.rows;
  expect((await post('consignor-files', { ...good, seen: [...seen].reverse() })).status).toBe(409);
  expect(await post('consignor-files', { ...good, seen })).toMatchObject({
    status: 200,
    body: { counts: { created: 1, changed: 1 } },
  });
  // What the file has no column for stays.
  expect(await read<Consignor>(`consignors/${known.id}`)).toMatchObject({
    phone: '+1 312 555 0100',
    address: '12 Main St.',
    timeZone: 'America/Chicago',
    language: 'es',
    tags: ['early', 'vip'],
  });
  // A plan that has an end shares its time with none.
  const ends = { plan: 'Gold', isNewPlan: true, effectiveUntil: fromNow(30 * dayMs), reason: 'For a month' };
  expect((await post(`consignors/${known.id}/plans`, ends)).status).toBe(201);
  const other = rowsOf('Name,Email,Plan\nAnn Ode,ann@example.com,Standard');
  expect((await plan({ rows: other })).body.rows).toEqual([
    {
      outcome: 'refused',
      consignorId: known.id,
      message: expect.stringMatching(/^Gold begins on .+ or give that one an earlier end\.$/),
    },
  ]);
  const exported = (await staff.file('/admin/consignors.csv')).toString();
  const back = (await plan({ rows: rowsOf(exported) })).body;
  expect(back.counts).toMatchObject({ created: 0, changed: 0, refused: 0 });
  expect(back.counts.unchanged).toBeGreaterThan(1);
  expect((await post('consignor-files', { rows: rowsOf(exported), seen: back.rows })).body).toMatchObject({
    code: 'nothing_to_do',
  });
});

it('one that may be known already is shown before it is saved, and only the same email address stands in the way', async () => {
  const body = {
    name: 'Dee Doe',
    email: 'dee@example.com',
    address: '9 Elm Street',
    otherEmails: ['dd@example.com'],
  };
  const { id } = (await post('consignors', body)).body;
  const found = (query: Record<string, string>) =>
    read<{ data: ConsignorDuplicate[] }>(`consignor-duplicates?${new URLSearchParams(query)}`);
  expect((await found({ email: 'DD@example.com' })).data).toMatchObject([{ id, why: 'email' }]);
  const same = {
    ...body,
    email: 'dee.doe@example.com',
    name: 'dee doe',
    address: '9, elm street',
    otherEmails: [],
  };
  expect((await found({ name: same.name, address: same.address })).data).toMatchObject([
    { id, why: 'nameAndAddress' },
  ]);
  expect((await found({ name: same.name, address: same.address, id })).data).toEqual([]);
  expect(await post('consignors', { ...same, email: 'dd@example.com' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'email', code: 'taken' }] },
  });
  expect(await post('consignors', same)).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'isAnother', code: 'same_name_and_address' }] },
  });
  expect((await post('consignors', { ...same, isAnother: true })).status).toBe(201);
  expect(
    await post('consignors', { name: 'Zed', email: 'zed@example.com', timeZone: 'Mars/Base', country: 'XX' }),
  ).toMatchObject({
    body: { errors: [{ field: 'country' }, { field: 'timeZone' }] },
  });
});
