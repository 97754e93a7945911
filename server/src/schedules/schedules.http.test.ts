/** A season is made by hand and from a schedule, over HTTP. */
import { randomUUID } from 'node:crypto';
import type {
  AdminPerformer,
  AdminSeason,
  AdminVenue,
  CatalogEvent,
  MergePreview,
} from '@holdfast/shared/catalog';
import { type ReadRow, readScheduleText, type Schedule, type SchedulePlan } from '@holdfast/shared/schedules';
import { describe, expect } from 'vitest';
import { buildConsignor } from '../../test/factories/consignors.ts';
import type { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { newId, randomText } from '../platform/ids.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = await signedIn(app, 'staff', 'Marta Silva');
});

type Refused = { code: string; errors: Array<{ field: string; code: string }> };
const send = <T>(method: string, path: string, body: unknown) =>
  staff.ask<T & Refused>(method, path, body, { 'idempotency-key': randomUUID() });
const made = async <T>(path: string, body: unknown): Promise<T> => (await send<T>('POST', path, body)).body;

interface Set {
  season: AdminSeason;
  home: string;
  away: string;
  other: string;
  venue: string;
}

/** A season of a new team in a new league, at a new venue. */
async function newSeason(): Promise<Set> {
  const id = `L${randomText(8).toUpperCase()}`;
  await made('/admin/leagues', { id, name: 'River League' });
  const venue = await made<AdminVenue>('/admin/venues', {
    name: `Rink ${randomText(6)}`,
    city: 'Erie',
    country: 'US',
    timeZone: 'America/New_York',
  });
  const team = (name: string) =>
    made<AdminPerformer>('/admin/performers', {
      name: `Erie ${name}`,
      shortName: name,
      league: id,
      homeVenueId: venue.id,
    });
  const [home, away, other] = [`Otters ${randomText(6)}`, `Gulls ${randomText(6)}`, `Pikes ${randomText(6)}`];
  const { id: performerId } = await team(home);
  await team(away);
  await team(other);
  const wanted = { performerId, name: '2037–38', from: '2037-10-01', until: '2038-04-15' };
  const season = await made<AdminSeason>('/admin/seasons', wanted);
  return { season, home, away, other, venue: venue.name };
}

const check = async ({ season }: Set, rows: Schedule['rows'], makeTeams: string[] = []) =>
  (await send<SchedulePlan>('POST', `/admin/seasons/${season.id}/schedule/preview`, { rows, makeTeams }))
    .body;
async function apply(set: Set, rows: Schedule['rows'], makeTeams: string[] = []) {
  const { rows: seen } = await check(set, rows, makeTeams);
  const body = { rows, makeTeams, seen };
  return send<SchedulePlan>('POST', `/admin/seasons/${set.season.id}/schedule`, body);
}
const outcomes = ({ rows }: SchedulePlan) => rows.map(({ outcome }) => outcome);
const gamesOf = async ({ season }: Set) =>
  (await staff.ask<{ data: CatalogEvent[] }>('GET', `/admin/seasons/${season.id}/games`)).body.data;
async function exported({ season }: Set): Promise<ReadRow[]> {
  const { body } = await staff.ask<string>('GET', `/admin/seasons/${season.id}/schedule.csv`);
  const read = readScheduleText(body);
  if ('problem' in read) throw new Error(read.problem);
  return read.rows;
}
const game = ({ home, away }: Set, more: Partial<ReadRow> = {}) => ({
  date: '2037-12-05',
  time: '19:30',
  home,
  away,
  ...more,
});

describe('a season', () => {
  it('is made for a team with a league, once by each name, and renamed', async () => {
    const { season } = await newSeason();
    expect(season).toMatchObject({
      ownName: '2037–38',
      games: 0,
      windows: { regular: { from: '2037-10-01', until: '2038-04-15' }, selling: null },
    });
    const again = { performerId: season.performer.id, name: '2037–38' };
    expect((await send('POST', '/admin/seasons', again)).body.errors).toMatchObject([
      { field: 'name', code: 'taken' },
    ]);
    await send('PUT', `/admin/seasons/${season.id}`, { name: '37/38' });
    expect((await made<AdminSeason>('/admin/seasons', again)).ownName).toBe('2037–38');
    const solo = await made<AdminPerformer>('/admin/performers', {
      name: `Solo ${randomText(8)}`,
      shortName: 'Solo',
    });
    expect(
      (await send('POST', '/admin/seasons', { ...again, performerId: solo.id })).body.errors,
    ).toMatchObject([{ field: 'performerId', code: 'no_league' }]);
  });
});

describe('a retired season', () => {
  it('is left out of the list, takes no games, and is restored as it was', async () => {
    const set = await newSeason();
    const { season, home, away } = set;
    const listed = async (state: string) => {
      const found = await staff.ask<{ data: Array<{ id: string }> }>(
        'GET',
        `/admin/seasons?performerId=${season.performer.id}&state=${state}`,
      );
      return found.body.data.map(({ id }) => id);
    };
    const retire = (retired: boolean) =>
      send<AdminSeason>('PUT', `/admin/seasons/${season.id}/retired`, { retired });
    expect((await retire(true)).body.retiredAt).not.toBeNull();
    expect([await listed('current'), await listed('retired')]).toEqual([[], [season.id]]);
    const rows = [{ date: '2038-01-10', time: '19:30', home, away }];
    const plan = await check(set, rows);
    const apply = () =>
      send<{ code: string }>('POST', `/admin/seasons/${season.id}/schedule`, { rows, seen: plan.rows });
    expect((await apply()).body.code).toBe('validation_failed');
    expect((await retire(false)).body.retiredAt).toBeNull();
    expect(await listed('current')).toEqual([season.id]);
    expect((await apply()).status).toBe(200);
  });
});

describe('two seasons that are one', () => {
  it('become one: games and packages move, its page leads to the one that stays, whose name is free to take', async () => {
    const set = await newSeason();
    const { season: from } = set;
    expect((await apply(set, [game(set)])).status).toBe(200);
    const into = await made<AdminSeason>('/admin/seasons', { performerId: from.performer.id, name: '37/38' });
    const packageId = newId('package');
    await app.context.db('packages').insert({
      id: packageId,
      consignor_id: await buildConsignor(app.context),
      season_id: from.id,
      section: '101',
      row: 'A',
      low_seat: 1,
      high_seat: 2,
      created_by: 'system',
    });
    const at = `/admin/seasons/${from.id}/merge`;
    const preview = async (intoId: string) =>
      (await staff.ask<MergePreview>('GET', `${at}?intoId=${intoId}`)).body;
    expect(await preview(into.id)).toMatchObject({
      refused: null,
      moves: [
        { what: 'Games ahead', count: 1 },
        { count: 0 },
        { count: 0 },
        { what: 'Season packages', count: 1 },
      ],
    });
    const { season: foreign } = await newSeason();
    expect((await preview(foreign.id)).refused).toMatch(/seasons of two teams/);
    expect((await send('POST', at, { intoId: foreign.id })).status).toBe(422);

    const merged = await send<AdminSeason>('POST', at, { intoId: into.id });
    expect(merged).toMatchObject({ status: 200, body: { id: into.id, games: 1 } });
    // It had no days of its own.
    expect(merged.body.windows.regular).toEqual(from.windows.regular);
    expect(await app.context.db('packages').where({ id: packageId }).first('season_id')).toEqual({
      season_id: into.id,
    });
    const gone = (await staff.ask<AdminSeason>('GET', `/admin/seasons/${from.id}`)).body;
    expect(gone).toMatchObject({ games: 0, mergedInto: { id: into.id } });
    const renamed = { name: '2037–38', windows: { selling: null, regular: null, playoffs: null } };
    expect((await send('PUT', `/admin/seasons/${from.id}`, renamed)).status).toBe(409);
    expect((await send('PUT', `/admin/seasons/${from.id}/retired`, { retired: false })).status).toBe(409);
    const changed = await send<AdminSeason>('PUT', `/admin/seasons/${into.id}`, renamed);
    expect(changed).toMatchObject({ status: 200, body: { ownName: '2037–38', windows: { regular: null } } });
  });
});

describe('a schedule', () => {
  it('adds games at the home venue; the same again and its own export are 0 changes', async () => {
    const set = await newSeason();
    const rows = [
      game(set),
      game(set, { away: set.other, date: '2037-12-07', time: '' }),
      // The same opponent twice is two games.
      game(set, { date: '2037-12-09' }),
    ];
    expect((await apply(set, rows)).body.counts).toMatchObject({ created: 3, refused: 0 });
    expect(await gamesOf(set)).toMatchObject([
      { name: `Erie ${set.away} at Erie ${set.home}`, startsAt: '2037-12-06T00:30:00.000Z', timeTbd: false },
      { timeTbd: true, venue: { name: set.venue } },
      {},
    ]);
    expect((await check(set, rows)).counts).toMatchObject({ created: 0, changed: 0, unchanged: 3 });
    expect((await apply(set, rows)).body.code).toBe('nothing_to_do');
    const round = await exported(set);
    expect(round).toHaveLength(3);
    expect(outcomes(await check(set, round))).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('moves a game that has another day, and tells what it doesn’t name', async () => {
    const set = await newSeason();
    await apply(set, [game(set), game(set, { away: set.other, date: '2037-12-07' })]);
    const plan = await check(set, [game(set, { date: '2037-12-06' })]);
    expect([outcomes(plan), plan.notNamed]).toEqual([['changed'], 1]);
    await apply(set, [game(set, { date: '2037-12-06' })]);
    expect((await gamesOf(set))[0]).toMatchObject({
      status: 'moved',
      startsAt: '2037-12-07T00:30:00.000Z',
      previousStartsAt: '2037-12-06T00:30:00.000Z',
    });
  });

  it('isn’t applied when a game was moved since the check, though as many would change', async () => {
    const set = await newSeason();
    await apply(set, [game(set)]);
    const rows = [game(set, { date: '2037-12-06' })];
    const { rows: seen } = await check(set, rows);
    await apply(set, [game(set, { date: '2037-12-08' })]);
    const late = await send('POST', `/admin/seasons/${set.season.id}/schedule`, { rows, seen });
    expect(late.body.code).toBe('version_conflict');
    expect((await gamesOf(set))[0]?.startsAt).toBe('2037-12-09T00:30:00.000Z');
  });

  it('leaves away games out, asks about unknown teams, and makes them when told', async () => {
    const set = await newSeason();
    const newcomer = `Carp ${randomText(6)}`;
    const rows = [
      game(set, { home: set.away, away: set.home }),
      game(set, { away: newcomer }),
      game(set, { home: set.other }),
      game(set, { time: '25:00' }),
      game(set, { venue: 'Nowhere' }),
      game(set, { date: '2001-01-01' }),
    ];
    const plan = await check(set, rows);
    expect(outcomes(plan)).toEqual(['leftOut', 'refused', 'refused', 'refused', 'refused', 'refused']);
    expect(plan.unknownTeams).toEqual([newcomer]);
    expect((await apply(set, rows)).body.code).toBe('validation_failed');
    expect((await apply(set, rows.slice(0, 2), [newcomer])).body.counts).toMatchObject({ created: 1 });
    expect((await gamesOf(set))[0]?.away).toMatchObject({ name: newcomer, league: set.season.league });
    expect(outcomes(await check(set, rows.slice(0, 2)))).toEqual(['leftOut', 'unchanged']);
  });

  it('is applied once when two people apply it at the same time', async () => {
    const set = await newSeason();
    const answers = await Promise.all([apply(set, [game(set)]), apply(set, [game(set)])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await gamesOf(set)).toHaveLength(1);
  });
});
