/** API keys over HTTP: shown once, admitted by scope, to one's own alone, counted, and named in the log. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiKeyList, type ApiScope, apiScopes, consignorScopes } from '@holdfast/shared/apiKeys';
import type { AuditList } from '@holdfast/shared/audit';
import { expect } from 'vitest';
import { writeTypes } from '../../client/writeTypes.ts';
import { makeKey, Program } from '../../test/apiClient.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import { admittedKeys } from '../../test/roleMatrix/admittedKeys.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { hashOfToken } from '../accounts/index.ts';
import { newId } from '../platform/ids.ts';

let app: TestApp;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  admin = await signedIn(app, 'admin', 'Ruth');
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

const routeOf = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`;
const list = async () => (await admin.ask<ApiKeyList>('GET', '/admin/api-keys')).body.data;
const rowOf = (id: string) => app.context.db('api_keys').where({ id }).first();

it('is shown once and kept as its hash; the list says what it may, who made it and how it begins', async () => {
  const { key, program } = await makeKey(admin, { name: 'Accounting', scopes: ['payouts:read'] });
  expect(key.token).toMatch(/^hk_test_[0-9a-hjkmnp-tv-z]{32}$/);
  expect(key).toMatchObject({ prefix: key.token.slice(0, 14), state: 'active', lastUsedAt: null });
  const listed = (await list()).find(({ id }) => id === key.id);
  expect(listed).toMatchObject({ name: 'Accounting', scopes: ['payouts:read'], createdBy: { name: 'Ruth' } });
  expect(JSON.stringify(listed)).not.toContain(key.token);
  expect((await rowOf(key.id)).token_hash.equals(hashOfToken(key.token))).toBe(true);
  expect(await app.context.db('commands').whereRaw('response::text LIKE ?', `%${key.token}%`)).toEqual([]);
  expect((await program.ask('GET', '/admin/payables')).status).toBe(200);
});

it('what it may not be is said with its field', async () => {
  const ask = (body: object) =>
    admin.ask('POST', '/admin/api-keys', { name: 'x', scopes: ['listings:read'], ...body });
  const consignorId = await buildConsignor(app.context);
  for (const [field, body] of [
    ['name', { name: ' ' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['catalog:write'], consignorId }],
    ['expiresAt', { expiresAt: new Date(0).toISOString() }],
    ['requestsPerMinute', { requestsPerMinute: 7 }],
  ] as const)
    expect(await ask(body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  expect((await ask({ consignorId: newId('consignor') })).status).toBe(404);
});

it('opens what the reviewed table says, and is refused everywhere else', async () => {
  const declared = Object.fromEntries(
    app.endpoints.flatMap((each) => (each.scopes ? [[routeOf(each), each.scopes.join(' ')]] : [])),
  );
  const reviewed = Object.entries(admittedKeys).flatMap(([scopes, routes]) =>
    routes.map((route) => [route, scopes]),
  );
  expect(declared).toEqual(Object.fromEntries(reviewed));

  const consignorId = await buildConsignor(app.context);
  const programs = new Map<ApiScope, Program>();
  for (const scope of apiScopes)
    programs.set(scope, (await makeKey(admin, { scopes: [scope], requestsPerMinute: 1_200 })).program);
  const all = (await makeKey(admin, { scopes: [...apiScopes], requestsPerMinute: 1_200 })).program;
  const { program: consignors } = await makeKey(admin, {
    scopes: [...consignorScopes],
    consignorId,
    requestsPerMinute: 1_200,
  });
  const codeOf = async (who: Program, route: string) => {
    const [method = '', path = ''] = route.split(' ');
    const filled = path.replaceAll(/:\w+/g, newId('listing'));
    const { status, body } = await who.ask<{ code?: string } | null>(
      method,
      filled,
      method === 'GET' ? undefined : { nobodyWantsThis: true },
    );
    expect(status, route).toBeLessThan(500);
    return body?.code ?? 'admitted';
  };
  for (const endpoint of app.endpoints) {
    const route = routeOf(endpoint);
    const ofConsignor = endpoint.roles?.includes('consignor') === true;
    const isOpen = endpoint.scopes !== undefined;
    // Half of what it needs is nothing, and neither is something else.
    const others = isOpen ? apiScopes.filter((scope) => endpoint.scopes?.join() !== scope).slice(-3) : [];
    for (const who of isOpen ? others.map((scope) => programs.get(scope) as Program) : [all])
      expect([route, await codeOf(who, route)]).toEqual([route, 'scope_missing']);
    if (!isOpen) continue;
    const refusals = ['scope_missing', 'forbidden', 'sign_in_required', 'api_key_invalid'];
    const [open, closed] = ofConsignor ? [consignors, all] : [all, consignors];
    expect([route, refusals.includes(await codeOf(open, route))]).toEqual([route, false]);
    const isForBoth = ofConsignor && endpoint.roles?.includes('admin');
    if (endpoint.roles && !isForBoth)
      expect([route, ['forbidden', 'scope_missing'].includes(await codeOf(closed, route))]).toEqual([
        route,
        true,
      ]);
  }
});

it('of a consignor reads what is theirs alone', async () => {
  const consignorId = await buildConsignor(app.context);
  const own = await buildListing(app.context, { consignorId });
  const foreign = await buildListing(app.context);
  const { program } = await makeKey(admin, { scopes: ['listings:read', 'listings:write'], consignorId });
  const text = JSON.stringify((await program.ask('GET', '/selling')).body);
  expect([text.includes(own.id), text.includes(foreign.id)]).toEqual([true, false]);
  const delist = (id: string) =>
    program.ask('POST', `/selling/listings/${id}/delist`, { reason: 'We go ourselves' });
  expect([(await delist(own.id)).status, (await delist(foreign.id)).status]).toEqual([204, 404]);

  const ended = await admin.ask('POST', `/admin/consignors/${consignorId}/deactivate`, {
    reason: 'They stop',
  });
  expect(ended.status, JSON.stringify(ended.body)).toBe(200);
  expect(await program.ask('GET', '/selling')).toMatchObject({
    status: 401,
    body: { code: 'api_key_invalid' },
  });
});

it('writes under its own name, once per Idempotency-Key, and the log names it', async () => {
  const { program, key } = await makeKey(admin, {
    name: 'Inventory',
    scopes: ['listings:read', 'listings:write'],
  });
  const wanted = {
    kind: 'seated',
    consignorId: await buildConsignor(app.context),
    eventId: await buildEvent(app.context),
    priceAmount: 9_000,
    section: '101',
    row: '5',
    seats: '1–4',
    splitRule: 'pairs',
  } as const;
  const once = { idempotencyKey: 'once' };
  const { client } = program;
  const made = await client.call('POST /admin/listings', { body: wanted, ...once });
  expect(await client.call('POST /admin/listings', { body: wanted, ...once })).toEqual(made);
  const found = await client.call('GET /admin/listings', { query: { perPage: 1_000 } });
  expect(found.data.filter(({ id }) => id === made.id)).toHaveLength(1);
  expect(await client.call('GET /admin/listings/:id', { params: { id: made.id } })).toMatchObject({
    section: '101',
  });
  await expect(client.call('GET /admin/payables')).rejects.toMatchObject({
    name: 'ApiProblem',
    problem: { code: 'scope_missing', scopes: ['payouts:read'] },
  });
  const { body: log } = await admin.ask<AuditList>('GET', `/admin/audit?subject=${made.id}`);
  expect(log.data).toMatchObject([{ what: 'listing.takeIn', by: { id: key.id, name: 'Inventory' } }]);
  expect((await admin.ask<AuditList>('GET', '/admin/audit?q=Inventory')).body.total).toBeGreaterThan(0);
});

it('ends by its day and when it is revoked; who has no such key is told', async () => {
  const { program, key } = await makeKey(admin, {
    scopes: ['catalog:read'],
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const ask = () => program.ask('GET', '/admin/events');
  expect((await ask()).status).toBe(200);
  await app.context
    .db('api_keys')
    .where({ id: key.id })
    .update({ expires_at: new Date(Date.now() - 1) });
  expect(await ask()).toMatchObject({ status: 401, body: { code: 'api_key_invalid' } });
  expect((await list()).find(({ id }) => id === key.id)?.state).toBe('expired');
  await app.context.db('api_keys').where({ id: key.id }).update({ expires_at: null });
  expect((await ask()).status).toBe(200);

  const revoke = () => admin.ask('POST', `/admin/api-keys/${key.id}/revoke`);
  expect((await revoke()).body).toMatchObject({ state: 'revoked' });
  expect((await ask()).body).toMatchObject({ code: 'api_key_invalid' });
  expect((await revoke()).body).toMatchObject({ code: 'nothing_to_do' });
  for (const token of [`hk_live_${'0'.repeat(32)}`, 'hk_live_short', 'x'])
    expect((await new Program(app, token).ask('GET', '/events')).status).toBe(401);
});

it('notes its use at most once a minute, and may ask so often a minute, each key by itself', async () => {
  const { program, key } = await makeKey(admin, { scopes: ['catalog:read'] });
  const other = await makeKey(admin, { scopes: ['catalog:read'] });
  const use = async () => (await rowOf(key.id)).last_used_at as Date;
  await program.ask('GET', '/admin/events?perPage=1');
  const first = await use();
  await program.ask('GET', '/admin/events?perPage=1');
  expect(await use()).toEqual(first);
  await app.context
    .db('api_keys')
    .where({ id: key.id })
    .update({ last_used_at: new Date(first.getTime() - 61_000) });
  await program.ask('GET', '/admin/events?perPage=1');
  expect((await use()).getTime()).toBeGreaterThanOrEqual(first.getTime());

  let refused = await program.ask('GET', '/events?perPage=1');
  for (let asked = 4; refused.status === 200; asked++) {
    expect(asked).toBeLessThanOrEqual(61);
    refused = await program.ask('GET', '/events?perPage=1');
  }
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await other.program.ask('GET', '/events?perPage=1')).status).toBe(200);
});

it('stands in the reference with its scopes, beside the session', async () => {
  const { body } = await admin.ask<{
    components: { securitySchemes: object };
    paths: Record<string, Record<string, { security?: object[] }>>;
  }>('GET', '/openapi.json');
  expect(body.components.securitySchemes).toMatchObject({ key: { type: 'http', scheme: 'bearer' } });
  expect(body.paths['/api/admin/payments']?.get?.security).toEqual([
    { session: [] },
    { key: ['orders:read', 'people:read'] },
  ]);
  expect(body.paths['/api/events']?.get?.security).toEqual([{ key: ['catalog:read'] }, {}]);
  expect(body.paths['/api/account']?.get?.security).toEqual([{ session: [] }]);
  expect(Object.keys(body.paths).length).toBe(new Set(app.endpoints.map(({ path }) => path)).size);
});

it('has a typed client, which is written from the contracts of this version', () => {
  const file = join(import.meta.dirname, '../../../shared/src/client/endpoints.ts');
  expect(readFileSync(file, 'utf8') === writeTypes(app.endpoints), 'npm run client:generate').toBe(true);
});

it('reads an order without the codes that let its fan in', async () => {
  const order = await new Fan(app).buy((await buildListing(app.context)).id, 1);
  const code = order.items[0]?.tickets[0]?.code ?? 'none';
  const { program } = await makeKey(admin, { scopes: ['orders:read', 'people:read'] });
  const found = await program.client.call('GET /admin/reservations/:id', { params: { id: order.id } });
  expect(found.reservation).toMatchObject({ id: order.id, email: 'fan@example.com' });
  expect(JSON.stringify(found)).not.toContain(code);
});
