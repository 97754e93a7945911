/** A schedule that names another venue for a known game moves it there, as by hand, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { EventChange } from '@holdfast/shared/eventChanges';
import type { SchedulePlan } from '@holdfast/shared/schedules';
import { afterEach, expect } from 'vitest';
import { buildGame, buildListing, buildPercentages, buildVenue } from '../../test/factories.ts';
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
  const apply = (seen: SchedulePlan, move: string[] = []) =>
    ask<SchedulePlan & { code: string }>(path, { rows: [row], makeTeams: [], seen: seen.rows, move });
  const eventNow = () => app.context.db('events').where({ id: built.eventId }).first();
  return { ...built, to, toName, row, check, apply, eventNow };
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

it('holds a game with orders for a person, who moves it as by hand: holds end, its fans choose', async () => {
  const { check, apply, eventNow, eventId, to, venueId } = await setUp();
  await app.context
    .db('venues')
    .where({ id: to })
    .update({ levels: JSON.stringify([{ name: 'Field', sections: ['102'] }]) });
  const listing = await buildListing(app.context, { eventId, seats: [1, 2, 3, 4] });
  const first = await check();
  // Listings alone hold nothing; one of an unknown section is said.
  expect(first.rows).toMatchObject([
    { outcome: 'changed', message: expect.stringMatching(/affects 1 listing that no longer sells/) },
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
  expect((await apply(plan)).body.code).toBe('nothing_to_do');
  expect(await eventNow()).toMatchObject({ venue_id: venueId });

  expect((await apply(plan, [eventId])).body.counts).toMatchObject({ changed: 1 });
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
