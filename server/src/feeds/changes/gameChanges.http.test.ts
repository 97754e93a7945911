/** A feed calls off or moves a game of ours, and a person decides: over HTTP, with holds, payments and orders of fans. */
import { randomUUID } from 'node:crypto';
import type { EventChange } from '@holdfast/shared/eventChanges';
import type { Feed, FeedEvent, GameChange, GameChangeDetail, GameDecision } from '@holdfast/shared/feeds';
import type { PublicListings } from '@holdfast/shared/listings';
import type { Today } from '@holdfast/shared/today';
import { afterEach, describe, expect } from 'vitest';
import { sendConsignorEmailsNow } from '../../../test/consignorEmails.ts';
import { buildEvent } from '../../../test/factories/catalog.ts';
import { buildPercentages } from '../../../test/factories/consignors.ts';
import { buildListing, listingCounts } from '../../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../../test/factories/times.ts';
import { eventually, Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { buildGameChange } from '../../../test/gameChanges.ts';
import { signedIn } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { holdEvent } from '../../catalog/index.ts';
import { inTransaction } from '../../platform/db/index.ts';

let app: TestApp;
let staff: Fan;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  staff = await signedIn(app, 'staff', 'Marta Silva');
});
afterEach(() => app.verify());

const said = (eventId: string, now: Partial<FeedEvent>, feed?: Feed) =>
  buildGameChange(app.context, eventId, now, feed);

/** @param body without `seen`: as the page shows it now */
async function decide(id: string, body: Omit<GameDecision, 'seen'> & Partial<Pick<GameDecision, 'seen'>>) {
  const { kind, startsAt } = (await staff.ask<GameChange>('GET', `/admin/gameChanges/${id}`)).body;
  return staff.ask<GameChangeDetail & { code: string; errors: Array<{ field: string; code: string }> }>(
    'POST',
    `/admin/gameChanges/${id}/decide`,
    { seen: { kind, startsAt }, ...body },
    { 'idempotency-key': randomUUID() },
  );
}
const reason = 'The league called it off';
const logOf = (eventId: string) => app.context.db('audit_entries').where({ subject: eventId });
const statusOf = async (eventId: string) =>
  (await app.context.db('events').where({ id: eventId }).first()).status;

describe('a canceled game', () => {
  it('shows what it hits; once decided, nothing of it stays on sale, and its consignor is told', async () => {
    const eventId = await buildEvent(app.context, { name: 'Islanders at Lightning' });
    const live = await buildListing(app.context, { eventId, seats: [1, 2, 3, 4] });
    const waiting = await buildListing(app.context, {
      eventId,
      consignorId: live.consignorId,
      state: 'submitted',
    });
    const order = await new Fan(app).buy(live.id, 1);
    const holder = new Fan(app);
    const { body: hold } = await holder.hold(live.id, 1);
    const id = await said(eventId, { status: 'cancelled' });
    const shown = await staff.ask<GameChangeDetail>('GET', `/admin/gameChanges/${id}`);
    expect(shown.body).toMatchObject({
      kind: 'cancelled',
      event: { id: eventId, status: 'scheduled' },
      hits: {
        listings: 2,
        tickets: 5,
        consignors: 1,
        holds: 1,
        paying: 0,
        orders: 1,
        soldTickets: 1,
        disputed: 0,
        refund: order.total,
      },
      decided: null,
    });
    expect(shown.body.listings.map((each) => each.id).sort()).toEqual([live.id, waiting.id].sort());
    expect(shown.body.orders.map((each) => each.id).sort()).toEqual([order.id, hold.id].sort());
    const today = await staff.ask<Today>('GET', '/admin/today');
    expect(today.body.decisions).toContainEqual(
      expect.objectContaining({ what: 'gameChanged', to: `/feeds/decisions/${id}` }),
    );
    expect(await statusOf(eventId)).toBe('scheduled');

    const decided = await decide(id, { decision: 'cancel', reason });
    expect(decided.body.decided).toMatchObject({ decision: 'cancel', by: 'Marta Silva', reason });
    expect(await statusOf(eventId)).toBe('cancelled');
    expect(await listingCounts(app.context, live.id)).toMatchObject({
      state: 'withdrawn',
      available: 0,
      held: 0,
    });
    expect(await listingCounts(app.context, waiting.id)).toMatchObject({ state: 'withdrawn' });
    expect(await holder.read(hold.id)).toMatchObject({
      state: 'cancelled',
      broken: 'the event was canceled',
    });
    await eventually('the order is refunded', async () => {
      const { state, sold, withdrawn } = await listingCounts(app.context, live.id);
      return state === 'withdrawn' && sold === 0 && withdrawn === 4;
    });
    const { body: followed } = await staff.ask<EventChange>(
      'GET',
      `/admin/eventChanges/${decided.body.changeId}`,
    );
    expect(followed).toMatchObject({ kind: 'cancel', reason, orders: { total: 1, refunded: 1 } });
    const offered = await holder.ask<PublicListings>('GET', `/events/${eventId}/listings`);
    expect(offered.body.data).toEqual([]);
    expect(await logOf(eventId)).toMatchObject([
      {
        what: 'gameChange.cancel',
        reason,
        before: { status: 'scheduled' },
        after: {
          status: 'cancelled',
          holdsEnded: 1,
          listingsWithdrawn: 2,
          feed: 'skybox',
          said: 'cancelled',
        },
      },
    ]);
    const [email, ...more] = await sendConsignorEmailsNow(app, live.consignorId);
    expect(more).toEqual([]);
    expect(email?.text_body).toMatch(
      /3 tickets left the sale\..*1 had been sold before: its fan gets the money back, so you are not paid for it\. Why: The event was canceled\./,
    );
    expect((await decide(id, { decision: 'keep', reason })).body).toMatchObject({ code: 'already_decided' });
  });

  it('isn’t approved onto afterwards, and settles what another feed says of it', async () => {
    const eventId = await buildEvent(app.context);
    const first = await said(eventId, { status: 'cancelled' });
    const second = await said(eventId, { status: 'cancelled' }, 'ticketmaster');
    await decide(first, { decision: 'cancel', reason });
    const other = await staff.ask<GameChange>('GET', `/admin/gameChanges/${second}`);
    expect(other.body.decided).toMatchObject({ decision: 'outdated' });
    const late = await buildListing(app.context, { eventId, state: 'submitted' });
    const approved = await staff.ask<{ rows: Array<{ code: string }> }>(
      'POST',
      '/admin/listings/actions',
      { action: 'approve', ids: [late.id] },
      { 'idempotency-key': randomUUID() },
    );
    expect(approved.body.rows).toMatchObject([{ ok: false, code: 'event_canceled' }]);
  });

  it('stays as it is where a person knows better, with the log', async () => {
    const eventId = await buildEvent(app.context);
    const listing = await buildListing(app.context, { eventId });
    const id = await said(eventId, { status: 'cancelled' });
    await decide(id, { decision: 'keep', reason: 'The club says that it takes place' });
    expect(await statusOf(eventId)).toBe('scheduled');
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ state: 'live', available: 2 });
    expect(await logOf(eventId)).toMatchObject([{ what: 'gameChange.keep', after: { status: 'scheduled' } }]);
  });
});

it('a moved game moves with the end of its listings’ sale, to the start that a person gives', async () => {
  const eventId = await buildEvent(app.context, { startsAt: fromNow(10 * dayMs) });
  const listing = await buildListing(app.context, { eventId });
  const id = await said(eventId, { localStart: '2038-01-15T20:30' });
  expect((await decide(id, { decision: 'move', reason })).body.errors).toMatchObject([
    { field: 'localStart' },
  ]);
  const skipped = await decide(id, { decision: 'move', localStart: '2038-03-14T02:30', reason });
  expect(skipped.body.errors).toMatchObject([{ field: 'localStart', code: 'skipped_time' }]);
  const past = await decide(id, { decision: 'move', localStart: '2026-01-01T19:00', reason });
  expect(past.body.errors).toMatchObject([{ code: 'past' }]);
  const moved = await decide(id, { decision: 'move', localStart: '2038-01-16T19:00', reason });
  expect(moved.body.event).toMatchObject({ status: 'moved', startsAt: '2038-01-17T00:00:00.000Z' });
  const { snapshot } = await app.context.db('listings').where({ id: listing.id }).first();
  expect(snapshot.context.endsAt).toBe('2038-01-17T00:00:00.000Z');
});

it('a start that the clocks show twice is asked with its offset', async () => {
  const eventId = await buildEvent(app.context);
  const id = await said(eventId, { localStart: '2038-11-07T01:30' });
  const move = (localStart: string) => decide(id, { decision: 'move', localStart, reason });
  expect((await move('2038-11-07T01:30')).body.errors).toMatchObject([
    { field: 'localStart', code: 'doubled_time' },
  ]);
  expect((await move('2038-11-07T01:30-07:00')).body.errors).toMatchObject([{ code: 'not_a_time' }]);
  const moved = await move('2038-11-07T01:30-05:00');
  expect(moved.body.event).toMatchObject({ startsAt: '2038-11-07T06:30:00.000Z' });
});

it('a decision about what the feed doesn’t say any more is refused, and changes nothing', async () => {
  const eventId = await buildEvent(app.context);
  const id = await said(eventId, { status: 'postponed' });
  const seen = { kind: 'postponed', startsAt: null } as const;
  // A later run finds something else, while the page is open.
  const startsAt = '2038-02-01T00:00:00.000Z';
  await app.context.db('feed_game_changes').where({ id }).update({ kind: 'moved', starts_at: startsAt });
  const late = await decide(id, { decision: 'postpone', reason, seen });
  expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
  const otherStart = { kind: 'moved', startsAt: '2038-02-02T00:00:00.000Z' } as const;
  const other = await decide(id, { decision: 'keep', reason, seen: otherStart });
  expect(other.body).toMatchObject({ code: 'version_conflict' });
  expect(await statusOf(eventId)).toBe('scheduled');
  expect(await logOf(eventId)).toEqual([]);
  const { body } = await decide(id, { decision: 'keep', reason, seen: { kind: 'moved', startsAt } });
  expect(body.decided).toMatchObject({ decision: 'keep' });
});

it('locks the game before what the feed says of it, as a run does', async () => {
  const { db } = app.context;
  const eventId = await buildEvent(app.context);
  const id = await said(eventId, { status: 'postponed' });
  let deciding: ReturnType<typeof decide> | undefined;
  await inTransaction(db, async (trx) => {
    await holdEvent(trx, eventId);
    deciding = decide(id, { decision: 'postpone', reason });
    await eventually('the decision waits for the game', async () => {
      const { rows } = await db.raw(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%events%'`,
      );
      return rows.length > 0;
    });
    await trx.raw('SELECT 1 FROM feed_game_changes WHERE id = ? FOR UPDATE NOWAIT', [id]);
  });
  expect((await deciding)?.body.decided).toMatchObject({ decision: 'postpone' });
});

it('a postponed game lets its holds go, and is put on sale again by another decision', async () => {
  const eventId = await buildEvent(app.context);
  const listing = await buildListing(app.context, { eventId });
  const fan = new Fan(app);
  const { body: hold } = await fan.hold(listing.id, 2);
  await decide(await said(eventId, { status: 'postponed' }), { decision: 'postpone', reason });
  expect(await fan.read(hold.id)).toMatchObject({ state: 'cancelled', broken: 'the event was postponed' });
  expect((await fan.hold(listing.id, 2)).status).toBe(409);
  await decide(await said(eventId, { status: 'cancelled' }), { decision: 'restore', reason });
  expect((await fan.hold(listing.id, 2)).status).toBe(201);
});

it('only staff see and decide it', async () => {
  const id = await said(await buildEvent(app.context), { status: 'cancelled' });
  const support = await signedIn(app, 'support');
  for (const path of ['/admin/gameChanges', `/admin/gameChanges/${id}`])
    expect((await support.ask('GET', path)).status).toBe(403);
  expect((await support.ask<Today>('GET', '/admin/today')).body.decisions).toEqual([]);
});
