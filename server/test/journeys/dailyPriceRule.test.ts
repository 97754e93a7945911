/** A saved price rule runs once on its day, with two workers, as the person who saved it. */
import { randomUUID } from 'node:crypto';
import type { Listing, SavedPriceRule } from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { type RunningWorker, startWorker } from '../../src/worker.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildConsignor } from '../factories/consignors.ts';
import { buildListings, listingCounts } from '../factories/listings.ts';
import { hourMs } from '../factories/times.ts';
import type { Fan } from '../fan.ts';
import { it } from '../fixtures.ts';
import { somebody } from '../people.ts';
import type { TestApp } from '../runningApp.ts';
import { travel } from '../travel.ts';

let running: TestApp;
let second: RunningWorker;
let staff: Fan;
let staffId: string;

it.beforeAll(async ({ running: started }) => {
  running = started;
  second = await startWorker(running.context, running.payments, running.databaseUrl);
  ({ who: staff, id: staffId } = await somebody(running, ['staff']));
});
it.afterAll(() => second.stop());

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await staff.ask<T>(method, path, body, { 'idempotency-key': randomUUID() });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function saveRule(runsAt: string): Promise<{ rule: SavedPriceRule; listingId: string }> {
  const consignorId = await buildConsignor(running.context);
  // Its event lies behind the days that the clock passes.
  const eventId = await buildEvent(running.context, {
    startsAt: new Date(Date.now() + 60 * 24 * hourMs).toISOString(),
  });
  const [listing] = await buildListings(running.context, [{ consignorId, eventId }]);
  const pricing = { change: { by: 'percent', bps: -1_000 } };
  const rule = await send<SavedPriceRule>('POST', '/admin/price-rules', {
    name: 'A tenth less each day',
    filter: { consignorId },
    pricing,
    runsAt,
  });
  return { rule, listingId: listing?.id as string };
}

const runsOf = ({ id }: SavedPriceRule) =>
  running.context.db('audit_entries').where({ subject: id, what: 'priceRule.run' }).orderBy('at');
const stored = ({ id }: SavedPriceRule) => running.context.db('saved_price_rules').where({ id }).first();
const priceOf = async (id: string) => (await listingCounts(running.context, id)).price_amount;

/** Waits until the rule's next turn is this one, and its run is done. */
async function turned(rule: SavedPriceRule, nextAt: string): Promise<void> {
  await expect
    .poll(async () => (await stored(rule)).next_at?.toISOString(), { timeout: 30_000 })
    .toBe(nextAt);
  await expect
    .poll(async () => running.context.db('bulk_runs').whereNull('done_at'), { timeout: 30_000 })
    .toEqual([]);
}

// The tests' clock begins on 2037-11-24 at 10:00 in New York.
it('runs once on each of its days, and once after days without a worker', async () => {
  const { rule, listingId } = await saveRule('06:30');
  expect(rule).toMatchObject({ isOn: true, mine: true, last: null, nextAt: '2037-11-25T11:30:00.000Z' });

  await travel(running.context.db, 21 * hourMs);
  await turned(rule, '2037-11-26T11:30:00.000Z');
  expect(await priceOf(listingId)).toBe(9_000);
  const [run, ...more] = await runsOf(rule);
  expect(more).toEqual([]);
  expect(run).toMatchObject({ by: staffId, after: { name: 'A tenth less each day' } });
  const [report] = await running.context.db('bulk_runs').where({ id: run.after.runId });
  expect(report).toMatchObject({ created_by: staffId, listings: 1, done: 1, refused: 0 });

  await travel(running.context.db, 21 * hourMs + 5 * 24 * hourMs);
  await turned(rule, '2037-12-01T11:30:00.000Z');
  expect(await priceOf(listingId)).toBe(8_100);
  expect(await runsOf(rule)).toHaveLength(2);
});

it('is run now, changed, switched off and deleted', async () => {
  const { rule, listingId } = await saveRule('07:00');
  const now = await send<SavedPriceRule>('POST', `/admin/price-rules/${rule.id}/run`);
  expect(now).toMatchObject({ nextAt: rule.nextAt, last: { problem: null } });
  await expect.poll(() => priceOf(listingId), { timeout: 30_000 }).toBe(9_000);
  const { name, pricing } = rule;
  const change = { name, pricing, runsAt: '08:00' };
  const path = `/admin/price-rules/${rule.id}`;
  const changed = await send<SavedPriceRule>('PUT', path, { ...change, isOn: true, version: rule.version });
  expect(changed).toMatchObject({ runsAt: '08:00', nextAt: '2037-11-25T13:00:00.000Z', version: 2 });
  // The switch of a tab that was opened before would put the old time back.
  const stale = { name, pricing, runsAt: '07:00', isOn: false, version: rule.version };
  const colleague = await somebody(running, ['staff'], { name: 'Odette Lindqvist' });
  expect(await colleague.who.ask('PUT', path, stale)).toMatchObject({
    status: 409,
    body: {
      code: 'version_conflict',
      detail: expect.stringMatching(/ changed this rule meanwhile; it is switched on/),
    },
  });
  const off = await colleague.who.ask<SavedPriceRule>('PUT', path, { ...change, isOn: false, version: 2 });
  expect(off.body).toMatchObject({
    isOn: false,
    nextAt: null,
    changed: { by: 'Odette Lindqvist' },
    owner: rule.owner,
  });
  const other = await saveRule('07:00');
  await send('DELETE', `/admin/price-rules/${other.rule.id}`);
  const { data } = await send<{ data: SavedPriceRule[] }>('GET', '/admin/price-rules?perPage=100');
  expect(data.map(({ id }) => id)).toContain(rule.id);
  expect(data.map(({ id }) => id)).not.toContain(other.rule.id);
  await travel(running.context.db, 30 * hourMs);
  const third = await saveRule('15:30');
  await travel(running.context.db, 31 * hourMs);
  await turned(third.rule, '2037-11-26T20:30:00.000Z');
  // Neither the one that is off nor the deleted one ran.
  expect(await priceOf(listingId)).toBe(9_000);
  expect(await priceOf(other.listingId)).toBe(10_000);
  expect(await send<Listing>('GET', `/admin/listings/${listingId}`)).toMatchObject({
    price: { amount: 9_000 },
  });
});

it('doesn’t run as somebody who is no longer of the staff, and says so', async () => {
  const { rule, listingId } = await saveRule('06:30');
  const people = running.context.db('people').where({ id: staffId });
  await people.clone().update({ roles: ['finance'] });
  await travel(running.context.db, 21 * hourMs);
  await turned(rule, '2037-11-26T11:30:00.000Z');
  await people.clone().update({ roles: ['staff'] });
  expect(await priceOf(listingId)).toBe(10_000);
  expect(await stored(rule)).toMatchObject({
    last_run_id: null,
    last_problem: 'Whoever saved it is no longer of the staff. Save it as your own.',
  });
});

it('means the listings of whoever saved it by theirs, whoever runs it', async () => {
  const { rule } = await saveRule('06:30');
  const { name, pricing, runsAt } = rule;
  const filter = { ...rule.filter, owner: 'me' };
  const mine = await send<SavedPriceRule>('POST', '/admin/price-rules', { name, pricing, runsAt, filter });
  expect(mine.filter).toEqual({ ...rule.filter, owner: staffId });
  expect((await stored(mine)).filter).toEqual({ ...rule.filter, owner: staffId });
});
