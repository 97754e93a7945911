/** A schedule that gives a known game another venue or start moves it as by hand, and waits for a person where money hangs on it. */
import { randomUUID } from 'node:crypto';
import type { EventChange } from '@holdfast/shared/eventChanges';
import type { GameChange } from '@holdfast/shared/feeds';
import type { SchedulePlan } from '@holdfast/shared/schedules';
import type { Today } from '@holdfast/shared/today';
import { afterEach, describe, expect } from 'vitest';
import { buildGame, buildVenue } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { randomText } from '../platform/ids.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  staff = await signedIn(app, 'staff', 'Marta Silva');
});
afterEach(() => app.verify());

/** A game of a season, the row that moves it to another venue in another zone, and the schedule's requests. */
async function setUp() {
  const [home, away] = [`Otters ${randomText(6)}`, `Gulls ${randomText(6)}`];
  const built = await buildGame(app.context, { home, away, startsAt: '2038-05-15T23:30:00.000Z' });
  const toName = `Harbor Park ${randomText(6)}`;
  const to = await buildVenue(app.context, { name: toName, timeZone: 'America/Chicago' });
  const row = { id: '', date: '2038-05-15', time: '19:30', home, away, venue: toName };
  const path = `/admin/seasons/${built.seasonId}/schedule`;
  const ask = <T>(at: string, body: object) =>
    staff.ask<T>('POST', at, body, { 'idempotency-key': randomUUID() });
  const check = async (rows: object[] = [row]) =>
    (await ask<SchedulePlan>(`${path}/preview`, { rows, makeTeams: [] })).body;
  const apply = (seen: SchedulePlan, move: string[] = [], rows: object[] = [row]) =>
    ask<SchedulePlan & { code: string }>(path, { rows, makeTeams: [], seen: seen.rows, move });
  const checkAndApply = async (rows: object[]) => apply(await check(rows), [], rows);
  const eventNow = () => app.context.db('events').where({ id: built.eventId }).first();
  return { ...built, to, toName, row, check, apply, checkAndApply, eventNow };
}

it('moves a game on which nothing hangs, with its wall time in the zone of the new venue', async () => {
  const { check, apply, eventNow, to, toName, row, venueId } = await setUp();
  const plan = await check();
  expect(plan).toMatchObject({ counts: { changed: 1, held: 0 }, rows: [{ outcome: 'changed' }] });
  expect(plan.rows[0]?.message).toMatch(new RegExp(`^Moves from .+ to ${toName}, 2038-05-15 19:30\\.$`));
  expect(await eventNow()).toMatchObject({ venue_id: venueId });
  expect((await apply(plan)).body.counts).toMatchObject({ changed: 1 });
  const event = await eventNow();
  expect(event.venue_id).toBe(to);
  expect(event.starts_at.toISOString()).toBe('2038-05-16T00:30:00.000Z');
  expect((await check()).rows).toMatchObject([{ outcome: 'unchanged' }]);
  // Without a time it is the same game on the same day; an unknown venue is refused by its name.
  expect((await check([{ ...row, time: '' }])).rows).toMatchObject([{ outcome: 'unchanged' }]);
  expect((await check([{ ...row, venue: 'Nowhere' }])).rows).toMatchObject([
    { outcome: 'refused', message: expect.stringContaining('Nowhere isn’t in the catalogue') },
  ]);
});

it('holds a game with orders, which moves as by hand when whoever applies the file says so: holds end, fans choose', async () => {
  const { check, apply, eventNow, eventId, to } = await setUp();
  await app.context
    .db('venues')
    .where({ id: to })
    .update({ levels: JSON.stringify([{ name: 'Field', sections: ['102'] }]) });
  const listing = await buildListing(app.context, { eventId, seats: [1, 2, 3, 4] });
  const first = await check();
  // Listings alone hold nothing; one of an unknown section is said.
  expect(first.rows).toMatchObject([
    {
      outcome: 'changed',
      message: expect.stringMatching(/affects 1 listing that no longer sells until it is/),
    },
  ]);
  const fan = new Fan(app);
  const order = await fan.buy(listing.id, 2);
  await new Fan(app).hold(listing.id, 2);
  expect((await apply(first)).body.code).toBe('version_conflict');

  const plan = await check();
  expect(plan).toMatchObject({ counts: { changed: 0, held: 1 } });
  expect(plan.rows[0]?.message).toMatch(
    /1 order of 2 tickets, 1 hold that ends, 1 listing that no longer sells/,
  );
  expect((await apply(plan, [eventId])).body.counts).toMatchObject({ changed: 1, held: 0 });
  expect(await eventNow()).toMatchObject({ venue_id: to });
  const [change] = await app.context.db('event_changes').where({ event_id: eventId });
  expect(change).toMatchObject({ kind: 'move', venue_id: to, holds_ended: 1, listings_paused: 1 });
  await eventually('every order had its turn', async () => {
    const { body } = await staff.ask<EventChange>('GET', `/admin/eventChanges/${change.id}`);
    return body.doneAt !== null;
  });
  expect((await fan.read(order.id)).moveChoice).toMatchObject({ isOpen: true });
  const logged = await app.context.db('audit_entries').where({ subject: eventId, what: 'event.move' });
  expect(logged).toHaveLength(1);
  expect((await check()).rows).toMatchObject([{ outcome: 'unchanged' }]);
});

describe('a held move that nobody decides when the file is applied', () => {
  /** A game with an order, whose move waits since the file was applied. */
  async function held() {
    const built = await setUp();
    const listing = await buildListing(app.context, { eventId: built.eventId, seats: [1, 2] });
    const order = await new Fan(app).buy(listing.id, 1);
    const { body } = await built.apply(await built.check());
    expect(body.counts).toMatchObject({ changed: 0, held: 1 });
    return { ...built, order };
  }
  const waiting = async (seasonId: string) =>
    (await staff.ask<{ data: GameChange[]; total: number }>('GET', `/admin/gameChanges?seasonId=${seasonId}`))
      .body;
  const decide = (change: GameChange, body: object) =>
    staff.ask<GameChange & { code: string }>(
      'POST',
      `/admin/gameChanges/${change.id}/decide`,
      {
        reason: 'The club confirmed it',
        seen: { kind: change.kind, startsAt: change.startsAt, venueId: change.venue?.id ?? null },
        ...body,
      },
      { 'idempotency-key': randomUUID() },
    );

  it('waits among the games to decide, once however often the file comes, and on the start page', async () => {
    const { seasonId, eventId, to, toName, venueId, check, apply, eventNow } = await held();
    expect(await eventNow()).toMatchObject({ venue_id: venueId });
    expect(await waiting(seasonId)).toMatchObject({
      total: 1,
      data: [
        {
          feed: null,
          runId: null,
          file: { seasonId, by: 'Marta Silva' },
          kind: 'moved',
          event: { id: eventId },
          startsAt: '2038-05-16T00:30:00.000Z',
          venue: { id: to, name: toName, timeZone: 'America/Chicago' },
          hits: { orders: 1 },
        },
      ],
    });
    const [change] = (await waiting(seasonId)).data;
    const again = await check();
    expect(again.rows).toMatchObject([{ outcome: 'held', changeId: change?.id }]);
    expect((await apply(again)).body.code).toBe('nothing_to_do');
    expect((await waiting(seasonId)).total).toBe(1);
    const { decisions } = (await staff.ask<Today>('GET', '/admin/today')).body;
    expect(decisions.find(({ to: page }) => page === `/feeds/decisions/${change?.id}`)?.text).toContain(
      `moves to May 15 at ${toName}. It has 1 listing, 0 holds and 1 order.`,
    );
  });

  it('moves the game as by hand when a person takes it', async () => {
    const { seasonId, eventId, to, check, eventNow } = await held();
    const [change] = (await waiting(seasonId)).data as [GameChange];
    const taken = await decide(change, { decision: 'move', localStart: '2038-05-15T19:30', venueId: to });
    expect(taken.body).toMatchObject({ decided: { decision: 'move', by: 'Marta Silva' } });
    const event = await eventNow();
    expect(event.venue_id).toBe(to);
    expect(event.starts_at.toISOString()).toBe('2038-05-16T00:30:00.000Z');
    expect(await app.context.db('event_changes').where({ event_id: eventId })).toMatchObject([
      { id: taken.body.changeId, kind: 'move', venue_id: to },
    ]);
    expect((await check()).rows).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('is remembered when a person keeps the game, until the game is changed otherwise', async () => {
    const { seasonId, eventId, venueId, check, apply, eventNow } = await held();
    const [change] = (await waiting(seasonId)).data as [GameChange];
    await decide(change, { decision: 'keep' });
    expect(await eventNow()).toMatchObject({ venue_id: venueId });
    const again = await check();
    expect(again).toMatchObject({ counts: { held: 0, unchanged: 1 }, rows: [{ outcome: 'unchanged' }] });
    expect(again.rows[0]?.message).toMatch(
      /The file says 2038-05-15 19:30, .*Marta Silva decided about that/,
    );
    expect((await apply(again)).body.code).toBe('nothing_to_do');
    expect((await waiting(seasonId)).total).toBe(0);

    const move = { kind: 'move', localStart: '2038-05-20T19:30', reason: 'The league moved it' };
    const { status, starts_at } = await eventNow();
    const seen = { status, startsAt: starts_at.toISOString() };
    await staff.ask(
      'POST',
      `/admin/events/${eventId}/changes`,
      { ...move, seen },
      { 'idempotency-key': randomUUID() },
    );
    expect((await check()).rows).toMatchObject([{ outcome: 'held', changeId: null }]);
  });

  it('is dropped when the next file has the game as it is, and replaced when that says something else', async () => {
    const { seasonId, row, checkAndApply } = await held();
    const moved = await checkAndApply([{ ...row, date: '2038-05-16', venue: '' }]);
    expect(moved.body.counts).toMatchObject({ held: 1 });
    expect((await waiting(seasonId)).data).toMatchObject([
      { startsAt: '2038-05-16T23:30:00.000Z', venue: null },
    ]);
    await checkAndApply([{ ...row, venue: '' }]);
    expect((await waiting(seasonId)).total).toBe(0);
    expect((await checkAndApply([{ ...row, venue: '' }])).body.code).toBe('nothing_to_do');
  });

  it('isn’t decided over what a later file said', async () => {
    const { seasonId, row, checkAndApply } = await held();
    const [change] = (await waiting(seasonId)).data as [GameChange];
    await checkAndApply([{ ...row, date: '2038-05-16' }]);
    expect((await decide(change, { decision: 'keep' })).body.code).toBe('version_conflict');
  });
});

it('holds a game with orders that moves to another day at its venue, too', async () => {
  const { eventId, row, check } = await setUp();
  const listing = await buildListing(app.context, { eventId, seats: [1, 2] });
  const other = { ...row, date: '2038-05-16', venue: '' };
  expect((await check([other])).rows).toMatchObject([{ outcome: 'changed' }]);
  await new Fan(app).buy(listing.id, 2);
  expect((await check([other])).rows).toMatchObject([
    {
      outcome: 'held',
      message: 'Moves from 2038-05-15 19:30 to 2038-05-16 19:30. It affects 1 order of 2 tickets.',
    },
  ]);
});

it('gives a game whose time wasn’t known its time without calling it moved; another day is a move', async () => {
  const { eventId, row, checkAndApply, eventNow } = await setUp();
  await app.context.db('events').where({ id: eventId }).update({ time_tbd: true });
  await checkAndApply([{ ...row, time: '18:00', venue: '' }]);
  expect(await eventNow()).toMatchObject({ status: 'scheduled', previous_starts_at: null, time_tbd: false });
  await checkAndApply([{ ...row, date: '2038-05-16', time: '18:00', venue: '' }]);
  expect(await eventNow()).toMatchObject({
    status: 'moved',
    previous_starts_at: new Date('2038-05-15T22:00:00.000Z'),
  });
});
