/** The changes feed over HTTP: by scope, one's own alone, page after page, and what is committed late. */
import { type ChangeList, changeSubjects } from '@holdfast/shared/changes';
import { changesSince } from '@holdfast/shared/client';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { expect } from 'vitest';
import { makeKey, type Program } from '../../test/apiClient.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let app: TestApp;
let admin: Fan;
let follower: Program;
it.beforeAll(async ({ running }) => {
  app = running;
  admin = await signedIn(app, 'admin');
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  const scopes = ['listings:read', 'orders:read', 'payouts:read', 'changes:read'] as const;
  follower = (await makeKey(admin, { scopes: [...scopes], requestsPerMinute: 1_200 })).program;
});

const ask = (who: Pick<Program, 'ask'>, query: string) => who.ask<ChangeList>('GET', `/changes?${query}`);
const read = async (who: Pick<Program, 'ask'>, query: string) => {
  const { status, body } = await ask(who, query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const now = async () => (await read(follower, 'since=now')).next;
const pause = (id: string, by = 'system', reason = 'Lost tickets') =>
  messageTo(listingMachine, id, { type: 'pause', reason }, { by, reason });

it('tells of everything that changes, and leaves webhooks out', () => {
  const types = [...app.context.engine.definitions.keys()];
  expect(types.filter((type) => type !== 'webhook').toSorted()).toEqual(changeSubjects.toSorted());
});

it('follows a purchase from the hold to the delivery, whoever caused what, page after page', async () => {
  const since = await now();
  const sale = await buildListing(app.context);
  const order = await new Fan(app).buy(sale.id, 1);
  const told: ChangeList['data'] = [];
  let next = since;
  for (let more = true; more; ) {
    const page = await follower.client.call('GET /changes', { query: { since: next, limit: 2 } });
    expect(page.data.length).toBeLessThanOrEqual(2);
    told.push(...page.data);
    ({ next, more } = page);
  }
  const walked: ChangeList['data'] = [];
  for await (const { data } of changesSince(follower.client, since)) walked.push(...data);
  expect(walked.slice(0, told.length)).toEqual(told);
  expect(told.filter(({ id }) => id === order.id).map(({ type, causedBy }) => [type, causedBy])).toEqual(
    expect.arrayContaining([
      ['reservation.pending.holding', 'guest'],
      ['reservation.paid', expect.any(String)],
    ]),
  );
  expect(told.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['listing', 'payment']));
  const keys = told.map(({ id, version }) => `${id} ${version}`);
  expect(new Set(keys).size).toBe(keys.length);
  // Without the scope nobody is named, and no reason given.
  expect(told.every(({ by, reason }) => by === null && reason === null)).toBe(true);
  expect((await read(follower, `since=${next}`)).data).toEqual([]);
});

it('tells each key what its scopes read, and of people with theirs alone', async () => {
  const since = await now();
  const sale = await buildListing(app.context);
  await new Fan(app).buy(sale.id, 1);
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [pause(sale.id, 'per_somebody')]),
  );
  const { program: listings } = await makeKey(admin, { scopes: ['listings:read', 'changes:read'] });
  const { data } = await read(listings, `since=${since}`);
  expect([...new Set(data.map(({ subject }) => subject))]).toEqual(['listing']);
  expect(data.at(-1)).toMatchObject({
    id: sale.id,
    type: 'listing.paused',
    message: 'pause',
    from: 'live',
    causedBy: 'person',
    by: null,
    reason: null,
  });
  const { program: people } = await makeKey(admin, {
    scopes: ['listings:read', 'people:read', 'changes:read'],
  });
  expect((await read(people, `since=${since}`)).data.at(-1)).toMatchObject({
    by: 'per_somebody',
    reason: 'Lost tickets',
  });
  expect((await read(admin, `since=${since}&subject=reservation`)).data.length).toBeGreaterThan(0);
  const { program: without } = await makeKey(admin, { scopes: ['listings:read'] });
  expect(await without.ask('GET', '/changes')).toMatchObject({
    status: 403,
    body: { code: 'scope_missing', scopes: ['changes:read'] },
  });
});

it('a consignor follows their own alone', async () => {
  const since = await now();
  const consignorId = await buildConsignor(app.context);
  const own = await buildListing(app.context, { consignorId });
  await buildListing(app.context);
  await new Fan(app).buy(own.id, 1);
  const { program } = await makeKey(admin, {
    scopes: ['listings:read', 'orders:read', 'people:read', 'changes:read'],
    consignorId,
  });
  const { data } = await read(program, `since=${since}`);
  expect([...new Set(data.filter(({ subject }) => subject === 'listing').map(({ id }) => id))]).toEqual([
    own.id,
  ]);
  expect(data.every(({ subject, by }) => ['listing', 'delivery'].includes(subject) && by === null)).toBe(
    true,
  );
});

it('what a long transaction commits late is read by who read on meanwhile', async () => {
  const [late, early] = [await buildListing(app.context), await buildListing(app.context)];
  const since = await now();
  const written = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const long = inTransaction(app.context.db, async (trx) => {
    await app.context.engine.apply(trx, [pause(late.id)]);
    written.resolve();
    await commit.promise;
  });
  await written.promise;
  await inTransaction(app.context.db, (trx) => app.context.engine.apply(trx, [pause(early.id)]));
  const first = await read(follower, `since=${since}&subject=listing`);
  expect(first.data.map(({ id }) => id)).toEqual([early.id]);
  commit.resolve();
  await long;
  expect((await read(follower, `since=${first.next}&subject=listing`)).data.map(({ id }) => id)).toEqual([
    late.id,
  ]);
});

it.each(['since=yesterday', 'since=-1', 'subject=listing,nonsense', 'limit=1001'])(
  'refuses %s by its field',
  async (query) => {
    const [field] = query.split('=');
    expect((await ask(follower, query)).body).toMatchObject({
      code: 'validation_failed',
      errors: [{ field: expect.stringContaining(field as string) }],
    });
  },
);
