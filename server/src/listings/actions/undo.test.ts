/** The last action is undone, whatever it was: over HTTP, with the worker running. */
import { randomUUID } from 'node:crypto';
import {
  type BulkRun,
  type BulkRunRow,
  type FrozenView,
  type Listing,
  type ListingActionRequest,
  type ListingActionResult,
  undoableActions,
} from '@holdfast/shared/listings';
import { describe, expect } from 'vitest';
import { buildEvent } from '../../../test/factories/catalog.ts';
import { buildConsignor } from '../../../test/factories/consignors.ts';
import { buildHold } from '../../../test/factories/holds.ts';
import { buildListings } from '../../../test/factories/listings.ts';
import type { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { takeNotifications } from '../../consignorNotifications/index.ts';
import { inTransaction } from '../../platform/db/index.ts';

let running: TestApp;
let staff: Fan;
let staffId: string;
let colleague: Fan;

it.beforeAll(async ({ running: started }) => {
  running = started;
  ({ who: staff, id: staffId } = await somebody(running, ['staff']));
  ({ who: colleague } = await somebody(running, ['staff'], { name: 'Odette Lindqvist' }));
});

async function post<T>(who: Fan, path: string, body: unknown): Promise<T> {
  const answer = await who.ask<T>('POST', path, body, { 'idempotency-key': randomUUID() });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}
const act = (action: ListingActionRequest, who = staff) =>
  post<ListingActionResult>(who, '/admin/listings/actions', action);
const show = async (id: string) => (await staff.ask<Listing>('GET', `/admin/listings/${id}`)).body;

async function buildGroup(rows: string[], state: 'submitted' | 'live' | 'paused' = 'submitted') {
  const consignorId = await buildConsignor(running.context);
  const eventId = await buildEvent(running.context);
  const built = await buildListings(
    running.context,
    rows.map((row) => ({ consignorId, eventId, row, state })),
  );
  return { consignorId, eventId, ids: built.map(({ id }) => id) as [string, string, string] };
}

/** What staff see of a listing that an action changes. */
const facts = ({
  state,
  stateReason,
  price,
  owner,
  floor,
  ceiling,
  inHandOn,
  delistRequested,
  submittedAt,
}: Listing) => ({ state, stateReason, price, owner, floor, ceiling, inHandOn, delistRequested, submittedAt });

type Body = Record<string, unknown> & { action: string };
type Case = { of: (typeof undoableActions)[number]; first: Body[]; does: Body };
const reason = 'We have to look again';
const cases: Case[] = [
  { of: 'approve', first: [], does: { action: 'approve' } },
  { of: 'reject', first: [], does: { action: 'reject', reason } },
  { of: 'return', first: [], does: { action: 'return', reason } },
  { of: 'resubmit', first: [{ action: 'reject', reason }], does: { action: 'resubmit' } },
  { of: 'resubmit', first: [{ action: 'return', reason }], does: { action: 'resubmit' } },
  { of: 'pause', first: [{ action: 'approve' }], does: { action: 'pause', reason } },
  {
    of: 'resume',
    first: [{ action: 'approve' }, { action: 'pause', reason }],
    does: { action: 'resume' },
  },
  { of: 'price', first: [], does: { action: 'price', change: { by: 'set', amount: 12_000 } } },
  {
    of: 'approve',
    first: [],
    does: { action: 'approve', price: { change: { by: 'set', amount: 12_000 } } },
  },
  { of: 'limits', first: [], does: { action: 'limits', floor: 9_000, ceiling: 20_000 } },
  { of: 'assign', first: [], does: { action: 'assign', ownerId: 'me' } },
  { of: 'inHand', first: [], does: { action: 'inHand', on: '2038-03-01' } },
  { of: 'keepOnSale', first: [], does: { action: 'keepOnSale', reason } },
];

describe('undo', () => {
  it.for(cases)('of $does.action after $first.length others brings everything back', async (given) => {
    const { ids } = await buildGroup(['A']);
    const named = (body: Body) =>
      ({ ...body, ids, ...(body.ownerId ? { ownerId: staffId } : {}) }) as unknown as ListingActionRequest;
    await running.context
      .db('listings')
      .whereIn('id', ids)
      .update({ delist_requested_at: new Date('2037-11-20T12:00:00Z'), delist_reason: 'We go ourselves' });
    for (const body of given.first) await act(named(body));
    const before = await show(ids[0]);
    const done = await act(named(given.does));
    expect(facts(await show(ids[0]))).not.toEqual(facts(before));
    const versions = { [ids[0]]: done.rows[0]?.version as number };
    const undone = await act({ action: 'undo', of: given.of, ids, versions });
    expect(undone.rows).toMatchObject([{ ok: true }]);
    expect(facts(await show(ids[0]))).toEqual(
      given.of === 'resubmit' ? { ...facts(before), submittedAt: expect.any(String) } : facts(before),
    );
    const [entry] = await running.context
      .db('audit_entries')
      .where({ subject: ids[0], what: 'listing.undo' });
    expect(entry).toMatchObject({ by: staffId, reason: 'Undone' });
  });

  it('has a case for every action that can be undone', () => {
    expect([...new Set(cases.map(({ of }) => of))].sort()).toEqual([...undoableActions].sort());
  });

  it('goes back action by action, and ends where nothing is left', async () => {
    const { ids } = await buildGroup(['A']);
    await act({ action: 'price', ids, change: { by: 'set', amount: 12_000 } });
    await act({ action: 'approve', ids });
    await act({ action: 'undo', of: 'approve', ids });
    await act({ action: 'undo', of: 'price', ids });
    expect(await show(ids[0])).toMatchObject({ state: 'submitted', price: { amount: 10_000 } });
    expect((await act({ action: 'undo', of: 'price', ids })).rows).toMatchObject([
      { code: 'nothing_to_undo' },
    ]);
  });

  it('is refused where somebody acted since, where a fan holds tickets, and where one was sold', async () => {
    const { ids } = await buildGroup(['A', 'B', 'C']);
    const [assigned, held, changed] = ids;
    const { rows } = await act({ action: 'approve', ids });
    const versions = Object.fromEntries(rows.map(({ id, version }) => [id, version]));
    // Owners have no version: the log tells that somebody acted.
    await act({ action: 'limits', ids: [assigned], floor: 9_000 }, colleague);
    await act({ action: 'pause', ids: [changed], reason: 'The club asks' }, colleague);
    await buildHold(running.context, [{ listingId: held, quantity: 1 }]);
    const undone = await act({ action: 'undo', of: 'approve', ids, versions });
    expect(undone.rows).toMatchObject([
      {
        id: assigned,
        code: 'acted_since',
        message: 'Odette Lindqvist did something else with it since. Look at it again.',
      },
      { id: held, code: 'held' },
      {
        id: changed,
        code: 'version_conflict',
        conflict: { by: 'Odette Lindqvist', reason: 'The club asks' },
      },
    ]);
    expect(await show(held)).toMatchObject({ state: 'live' });
  });

  it('of somebody else’s action is refused, and of a withdrawal isn’t offered', async () => {
    const { ids } = await buildGroup(['A']);
    await act({ action: 'approve', ids });
    expect((await act({ action: 'undo', of: 'approve', ids }, colleague)).rows).toMatchObject([
      { code: 'acted_since', message: 'Some staff did something else with it since. Look at it again.' },
    ]);
    const answer = await staff.ask(
      'POST',
      '/admin/listings/actions',
      { action: 'undo', of: 'withdraw', ids },
      { 'idempotency-key': randomUUID() },
    );
    expect(answer.status).toBe(422);
  });

  describe('before the email goes out', () => {
    /** What the consignor would be told: listing, kind and the price after. */
    const unsent = async (consignorId: string) =>
      (
        await running.context
          .db('consignor_notifications')
          .where({ consignor_id: consignorId })
          .whereNull('email_cause')
          .orderBy(['at', 'cause'])
      ).map(({ listing_id, kind, facts }) => [listing_id, kind, facts.to?.amount ?? null]);
    /** Emails what is unsent now. */
    async function email(consignorId: string) {
      const { db } = running.context;
      const [waiting] = await db('consignor_notifications').where({ consignor_id: consignorId });
      const dueAt = waiting.due_at.toISOString();
      return inTransaction(db, (trx) => takeNotifications(trx, { consignorId, dueAt }, () => 'test'));
    }
    const priced = (id: string, amount: number) =>
      act({ action: 'price', ids: [id], change: { by: 'set', amount } });

    it('notifies nobody of what was undone', async () => {
      const { ids, consignorId } = await buildGroup(['A', 'B']);
      await act({ action: 'reject', ids, reason: 'No such row' });
      await act({ action: 'undo', of: 'reject', ids: [ids[0]] });
      const digest = await email(consignorId);
      expect(digest?.notifications.map(({ listingId }) => listingId)).toEqual([ids[1]]);
    });

    it('takes back the decision that was undone and none before it', async () => {
      const { ids, consignorId } = await buildGroup(['A']);
      await act({ action: 'reject', ids: [ids[0]], reason: 'No such row' });
      await act({ action: 'resubmit', ids: [ids[0]] });
      await act({ action: 'approve', ids: [ids[0]], price: { change: { by: 'set', amount: 12_000 } } });
      await act({ action: 'undo', of: 'approve', ids: [ids[0]] });
      expect(await unsent(consignorId)).toEqual([[ids[0], 'rejected', null]]);
      await act({ action: 'undo', of: 'resubmit', ids: [ids[0]] });
      await act({ action: 'undo', of: 'reject', ids: [ids[0]] });
      expect(await unsent(consignorId)).toEqual([]);
    });

    it('takes back prices one by one, but not those that were emailed', async () => {
      const { ids, consignorId } = await buildGroup(['A']);
      const undo = () => act({ action: 'undo', of: 'price', ids: [ids[0]] });
      await priced(ids[0], 12_000);
      await priced(ids[0], 13_000);
      await undo();
      expect(await unsent(consignorId)).toEqual([[ids[0], 'repriced', 12_000]]);
      await undo();
      expect(await unsent(consignorId)).toEqual([]);
      await priced(ids[0], 14_000);
      await email(consignorId);
      await undo();
      expect(await unsent(consignorId)).toEqual([[ids[0], 'repriced', 10_000]]);
    });

    it('takes back that a delist request was declined; declined again it is told again', async () => {
      const { ids, consignorId } = await buildGroup(['A'], 'live');
      const keep = () => act({ action: 'keepOnSale', ids: [ids[0]], reason: 'The buyer is found' });
      const undo = () => act({ action: 'undo', of: 'keepOnSale', ids: [ids[0]] });
      await running.context
        .db('listings')
        .where({ id: ids[0] })
        .update({ delist_requested_at: new Date('2037-11-20T12:00:00Z'), delist_reason: 'We go' });
      await keep();
      expect(await unsent(consignorId)).toEqual([[ids[0], 'delistDeclined', null]]);
      await undo();
      expect(await unsent(consignorId)).toEqual([]);
      await keep();
      await email(consignorId);
      await undo();
      await keep();
      expect(await unsent(consignorId)).toEqual([[ids[0], 'delistDeclined', null]]);
    });
  });
});

describe('undoing a bulk run', () => {
  const freeze = (filter: object) =>
    post<FrozenView>(staff, '/admin/bulk-runs/views', { filter, undo: 'runId' in filter });
  async function run(action: object, filter: object, who = staff): Promise<BulkRun> {
    const view = who === staff ? await freeze(filter) : undefined;
    const { id } = await post<BulkRun>(who, '/admin/bulk-runs', {
      action,
      ...(view ? { view: view.id } : { filter }),
    });
    const read = async () => (await staff.ask<BulkRun>('GET', `/admin/bulk-runs/${id}`)).body;
    await expect.poll(async () => (await read()).state, { timeout: 60_000 }).toBe('done');
    return read();
  }
  const leftOut = async (id: string) =>
    (await staff.ask<{ data: BulkRunRow[] }>('GET', `/admin/bulk-runs/${id}/rows?outcome=refused`)).body.data;

  it('takes back an approval, except what somebody changed since', async () => {
    const { ids, consignorId } = await buildGroup(['A', 'B', 'C']);
    const price = { change: { by: 'set', amount: 12_500 } };
    const approved = await run({ action: 'approve', price }, { consignorId, state: 'submitted' });
    await act({ action: 'pause', ids: [ids[1]], reason: 'The club asks' }, colleague);
    const undone = await run(
      { action: 'undo', of: 'approve', runId: approved.id },
      { runId: approved.id },
      colleague,
    );
    expect(undone).toMatchObject({ listings: 3, done: 2, refused: 1 });
    expect(await leftOut(undone.id)).toMatchObject([
      {
        listingId: ids[1],
        message: 'Odette Lindqvist changed it meanwhile (live → paused): “The club asks”.',
      },
    ]);
    for (const id of [ids[0], ids[2]])
      expect(await show(id)).toMatchObject({ state: 'submitted', price: { amount: 10_000 } });
  });

  it('takes back owners, which have no version, and only its own', async () => {
    const { ids, consignorId } = await buildGroup(['A', 'B']);
    const assigned = await run({ action: 'assign', ownerId: staffId }, { consignorId });
    await act({ action: 'assign', ids: [ids[1]], ownerId: null });
    const undone = await run({ action: 'undo', of: 'assign', runId: assigned.id }, { runId: assigned.id });
    expect(undone).toMatchObject({ done: 1, refused: 1 });
    expect(await leftOut(undone.id)).toMatchObject([{ listingId: ids[1], code: 'acted_since' }]);
    expect(await show(ids[0])).toMatchObject({ owner: null });
  });
});
