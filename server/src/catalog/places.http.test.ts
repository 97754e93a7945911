/** Venues, leagues and teams are kept by hand, over HTTP. */
import { randomUUID } from 'node:crypto';
import type {
  AdminPerformer,
  AdminVenue,
  EventList,
  League,
  MergePreview,
  PerformerInput,
  VenueInput,
} from '@holdfast/shared/catalog';
import { describe, expect } from 'vitest';
import { buildGame, buildPerformer, buildVenue } from '../../test/factories/catalog.ts';
import type { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { inTransaction } from '../platform/db/index.ts';
import { randomText } from '../platform/ids.ts';
import { listPlaces } from './index.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = await signedIn(app, 'staff', 'Marta Silva');
});

type Refused = { code: string; detail: string; errors: Array<{ field: string; code: string }> };
const send = <T>(method: string, path: string, body: unknown) =>
  staff.ask<T & Refused>(method, path, body, { 'idempotency-key': randomUUID() });
const read = async <T>(path: string) => (await staff.ask<T>('GET', path)).body;
const codesOf = ({ body }: { body: Refused }) => body.errors.map(({ field, code }) => `${field} ${code}`);
const named = (name: string) => `${name} ${randomText(6)}`;
const hall = (more: Partial<VenueInput> = {}): VenueInput => ({
  name: named('Riverside Hall'),
  city: 'Pittsburgh',
  region: 'PA',
  country: 'US',
  timeZone: 'America/New_York',
  ...more,
});
const addVenue = async (more: Partial<VenueInput> = {}) =>
  (await send<AdminVenue>('POST', '/admin/venues', hall(more))).body;

describe('a venue', () => {
  it('is kept with its sections in their natural order, and shown as it was given', async () => {
    const given = hall({
      address: ' 1 Water St ',
      latitude: 40.44,
      longitude: -80.01,
      levels: [{ name: 'Lower', sections: ['110', '9', '101'] }],
      aliases: ['Riverside Gardens, McKees Rocks'],
      outsideIds: [{ system: 'skybox', id: '77' }],
    });
    const made = await send<AdminVenue>('POST', '/admin/venues', given);
    expect(made.status).toBe(201);
    expect(await read(`/admin/venues/${made.body.id}`)).toEqual({
      ...given,
      id: made.body.id,
      slug: given.name.toLowerCase().replaceAll(' ', '-'),
      address: '1 Water St',
      capacity: null,
      levels: [{ name: 'Lower', sections: ['9', '101', '110'] }],
      upcomingEvents: 0,
      retiredAt: null,
      mergedInto: null,
    });
  });

  it('that is saved as it is leaves no change in the log', async () => {
    const given = hall({
      levels: [{ name: 'Lower', sections: ['9'] }],
      outsideIds: [{ system: 'skybox', id: '77' }],
    });
    const { id } = (await send<AdminVenue>('POST', '/admin/venues', given)).body;
    await send('PUT', `/admin/venues/${id}`, given);
    const log = await app.context.db('audit_entries').where({ subject: id }).select('what');
    expect(log).toEqual([{ what: 'venue.create' }]);
  });

  it('has a time zone of its country and near its position', async () => {
    expect(codesOf(await send('POST', '/admin/venues', hall({ timeZone: 'Europe/Paris' })))).toEqual([
      'timeZone not_of_country',
    ]);
    const inverted = hall({ latitude: 40.44, longitude: 80.01 });
    expect(codesOf(await send('POST', '/admin/venues', inverted))).toEqual(['longitude far_from_zone']);
    // Chicago’s clocks are an hour behind, which a border could be; Denver’s are two.
    const chicago = { latitude: 41.88, longitude: -87.63 };
    expect(
      codesOf(await send('POST', '/admin/venues', hall({ ...chicago, timeZone: 'America/Los_Angeles' }))),
    ).toEqual(['longitude far_from_zone']);
    const zoneAt = async (timeZone?: string) =>
      (
        await staff.ask(
          'GET',
          `/admin/zone-at?${new URLSearchParams({ latitude: '41.88', longitude: '-87.63', ...(timeZone ? { timeZone } : {}) })}`,
        )
      ).body;
    expect(await zoneAt()).toEqual({ timeZone: 'America/Chicago', agrees: true });
    expect(await zoneAt('America/New_York')).toEqual({ timeZone: 'America/Chicago', agrees: false });
    expect(await zoneAt('America/Winnipeg')).toMatchObject({ agrees: true });
    expect(await zoneAt('Moon/Base')).toMatchObject({ errors: [{ field: 'timeZone' }] });
    const india = hall({ country: 'IN', timeZone: 'Asia/Kolkata', latitude: 19, longitude: 72.8 });
    expect((await send('POST', '/admin/venues', india)).status).toBe(201);
    const line = hall({ country: 'KI', timeZone: 'Pacific/Kiritimati', latitude: 1.9, longitude: -157.4 });
    expect((await send('POST', '/admin/venues', line)).status).toBe(201);
  });

  it('is refused twice, and with a section on two levels', async () => {
    const { name } = await addVenue();
    expect(codesOf(await send('POST', '/admin/venues', hall({ name: name.toUpperCase() })))).toEqual([
      'name taken',
    ]);
    const levels = ['Lower', 'Upper'].map((level) => ({ name: level, sections: ['101'] }));
    expect((await send('POST', '/admin/venues', hall({ levels }))).status).toBe(422);
  });

  it('is made once when two people make it at the same time', async () => {
    const given = hall();
    const answers = await Promise.all([1, 2].map(() => send('POST', '/admin/venues', given)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it('renames its events for the search, and keeps its zone while events are ahead', async () => {
    const { venueId, eventId } = await buildGame(app.context);
    const name = named('Quarrybrook Dome');
    const sponsor = named('Thistlewick Oval');
    expect((await send('PUT', `/admin/venues/${venueId}`, hall({ name, aliases: [sponsor] }))).status).toBe(
      200,
    );
    const idsAt = async (path: string) =>
      (await read<{ data: Array<{ id: string }> }>(path)).data.map(({ id }) => id);
    for (const each of [name, sponsor])
      expect(await idsAt(`/events?q=${encodeURIComponent(each)}`)).toEqual([eventId]);
    expect(await idsAt(`/admin/venues?q=${encodeURIComponent(sponsor)}`)).toEqual([venueId]);
    const moved = hall({ name, timeZone: 'America/Chicago' });
    expect(codesOf(await send('PUT', `/admin/venues/${venueId}`, moved))).toEqual(['timeZone has_events']);
  });

  it('leaves the lists and choices when it is retired, until it is restored', async () => {
    const { id, name } = await addVenue();
    const listed = async (state: string) =>
      (await read<{ total: number }>(`/admin/venues?q=${encodeURIComponent(name)}&state=${state}`)).total;
    await send('PUT', `/admin/venues/${id}/retired`, { retired: true });
    expect([await listed('current'), await listed('retired'), await listed('all')]).toEqual([0, 1, 1]);
    const ownEvent = {
      name: 'Open rehearsal',
      venueId: id,
      localStart: '2038-06-01T19:30',
      ticketTypes: [{ name: 'VIP', priceAmount: 9_000, quantity: 50 }],
    };
    expect(codesOf(await send('POST', '/admin/events', ownEvent))).toEqual(['venueId retired']);
    await send('PUT', `/admin/venues/${id}/retired`, { retired: false });
    expect(await listed('current')).toBe(1);
  });

  it('merges into another one: its events move, and its name leads a feed there', async () => {
    const { venueId, eventId } = await buildGame(app.context, { venue: named('Twin Field') });
    const into = await addVenue();
    const from = await read<AdminVenue>(`/admin/venues/${venueId}`);
    const at = `/admin/venues/${venueId}/merge`;
    const preview = await read<MergePreview>(`${at}?intoId=${into.id}`);
    expect(preview.refused).toBeNull();
    expect(preview.moves).toContainEqual({ what: 'Events ahead', count: 1 });
    expect((await send<AdminVenue>('POST', at, { intoId: into.id })).body.upcomingEvents).toBe(1);
    expect((await read<{ venue: { id: string } }>(`/events/${eventId}`)).venue.id).toBe(into.id);
    // The name by which fans and feeds know it is one of the venue that stayed.
    expect((await read<AdminVenue>(`/admin/venues/${into.id}`)).aliases).toEqual([from.name]);
    const { venues } = await inTransaction(app.context.db, listPlaces);
    expect(venues.find(({ name }) => name === from.name)?.id).toBe(into.id);
    // Merged again, or changed, it leads to the one that stayed.
    expect((await send('POST', at, { intoId: into.id })).status).toBe(422);
    expect((await send('PUT', `/admin/venues/${venueId}`, hall())).body.code).toBe('already_decided');
    const elsewhere = await addVenue({ timeZone: 'America/Chicago' });
    expect(
      (await send('POST', `/admin/venues/${elsewhere.id}/merge`, { intoId: into.id })).body.detail,
    ).toMatch(/another local time/);
  });

  it('merges once when two people merge it at the same time', async () => {
    const [from, one, two] = [await addVenue(), await addVenue(), await addVenue()];
    const answers = await Promise.all(
      [one, two].map(({ id: intoId }) => send('POST', `/admin/venues/${from.id}/merge`, { intoId })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });
});

describe('a league and its teams', () => {
  const otters = (more: Partial<PerformerInput> = {}): PerformerInput => ({
    name: named('Erie Otters'),
    shortName: 'Otters',
    city: 'Erie',
    ...more,
  });
  const addTeam = async (more: Partial<PerformerInput> = {}) =>
    (await send<AdminPerformer>('POST', '/admin/performers', otters(more))).body;

  it('is made by hand, and its events are found by its sport', async () => {
    const id = `L${randomText(8).toUpperCase()}`;
    const made = await send<League>('POST', '/admin/leagues', { id, name: 'River League' });
    expect([made.status, made.body.sport]).toEqual([201, null]);
    expect(codesOf(await send('POST', '/admin/leagues', { id, name: 'Again' }))).toEqual(['id taken']);
    const { eventId } = await buildGame(app.context);
    await app.context.db('events').where({ id: eventId }).update({ league: id, season_id: null });
    await send('PUT', `/admin/leagues/${id}`, { name: 'River League', sport: 'Waterpolo' });
    const found = await read<{ data: Array<{ id: string }> }>('/events?q=waterpolo');
    expect(found.data.map((event) => event.id)).toEqual([eventId]);
    await send('PUT', `/admin/leagues/${id}/retired`, { retired: true });
    expect(codesOf(await send('POST', '/admin/performers', otters({ league: id })))).toEqual([
      'league unknown',
    ]);
  });

  it('is merged into another one, to which its code goes on leading', async () => {
    const league = async (name: string) => {
      const id = `L${randomText(8).toUpperCase()}`;
      await send('POST', '/admin/leagues', { id, name, sport: name });
      return id;
    };
    const [from, into] = [await league('Canal racing'), await league('Lake racing')];
    const { id: homeId } = await addTeam({ league: from });
    const season = await send<{ id: string }>('POST', '/admin/seasons', {
      performerId: homeId,
      name: '2038',
    });
    const event = { name: 'The regatta', kind: 'game', homeId, seasonId: season.body.id };
    const when = { venueId: (await addVenue()).id, localStart: '2038-06-01T19:30' };
    const { body: made } = await send<{ id: string }>('POST', '/admin/events', { ...event, ...when });

    const path = `/admin/leagues/${from}/merge`;
    expect((await read<MergePreview>(`${path}?intoId=${from}`)).refused).toContain('the same league');
    const { moves } = await read<MergePreview>(`${path}?intoId=${into}`);
    expect(moves.map(({ count }) => count)).toEqual([1, 0, 1, 1, 0]);
    expect((await send<League>('POST', path, { intoId: into })).body).toMatchObject({ id: into, teams: 1 });
    expect(await read(`/admin/leagues/${from}`)).toMatchObject({ mergedInto: { id: into }, teams: 0 });
    expect(await read(`/admin/performers/${homeId}`)).toMatchObject({ league: into });

    // Links, saved views and feeds still say its code.
    for (const code of [from, into]) {
      const { data, facets } = await read<EventList>(`/events?league=${code}`);
      expect(data.map(({ id, league }) => [id, league])).toEqual([[made.id, into]]);
      expect(facets.leagues).toContainEqual({
        value: into,
        name: 'Lake racing',
        sport: 'Lake racing',
        count: 1,
      });
    }
    await app.context.db('performers').where({ id: homeId }).update({ league: from });
    expect(await read(`/admin/performers/${homeId}`)).toMatchObject({ league: into });
    expect((await send('PUT', `/admin/leagues/${from}`, { name: 'Again' })).body.code).toBe(
      'already_decided',
    );
  });

  it('a code that a feed brings makes its league', async () => {
    await buildPerformer(app.context);
    expect(await read<League>('/admin/leagues/NFL')).toMatchObject({ sport: 'Football' });
  });

  it('a renamed team renames its games and is found by its other names', async () => {
    const { homeId, eventId } = await buildGame(app.context, { away: 'Harbor Gulls' });
    const name = named('Erie Otters');
    const body = otters({ name, league: 'NFL', aliases: ['Zanderfisch'] });
    expect((await send('PUT', `/admin/performers/${homeId}`, body)).status).toBe(200);
    const found = await read<{ data: Array<{ id: string; name: string }> }>('/events?q=zanderfisch');
    expect(found.data.map((event) => [event.id, event.name])).toEqual([[eventId, `Harbor Gulls at ${name}`]]);
  });

  it('refuses wrong colors, an unknown venue and a name that is taken', async () => {
    expect((await send('POST', '/admin/performers', otters({ primaryColor: 'navy' }))).status).toBe(422);
    const venueId = await buildVenue(app.context);
    await send('PUT', `/admin/venues/${venueId}/retired`, { retired: true });
    expect(codesOf(await send('POST', '/admin/performers', otters({ homeVenueId: venueId })))).toEqual([
      'homeVenueId unknown',
    ]);
    const { name } = await addTeam();
    expect(codesOf(await send('POST', '/admin/performers', otters({ name })))).toEqual(['name taken']);
  });

  it('are made at the same time, each with a page address of its own', async () => {
    const name = named('Erie Otters');
    const bodies = [otters({ name, league: 'NFL' }), otters({ name })];
    const answers = await Promise.all(
      bodies.map((body) => send<AdminPerformer>('POST', '/admin/performers', body)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(answers.map(({ body }) => body.slug)).size).toBe(2);
  });

  it('merges with games, seasons and names; not with an opponent', async () => {
    const { homeId, eventId } = await buildGame(app.context, { home: named('Old Otters') });
    const from = await read<AdminPerformer>(`/admin/performers/${homeId}`);
    const into = await addTeam({ league: 'NFL' });
    const at = `/admin/performers/${homeId}/merge`;
    const merged = await send<AdminPerformer>('POST', at, { intoId: into.id });
    expect(merged.body.aliases).toEqual([from.name, from.shortName]);
    expect(await read(`/events/${eventId}`)).toMatchObject({ home: { id: into.id } });
    const { performers } = await inTransaction(app.context.db, listPlaces);
    expect(performers.find(({ name }) => name === from.name)?.id).toBe(into.id);
    const game = await read<{ away: { id: string } }>(`/events/${eventId}`);
    const against = await read<MergePreview>(`/admin/performers/${game.away.id}/merge?intoId=${into.id}`);
    expect(against.refused).toBe('They play against each other, so they aren’t one team.');
  });
});
