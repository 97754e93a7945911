/** Teams, venues and seasons as fans read them. */
import type { EventList, SeasonPage, TeamPage, VenuePage } from '@holdfast/shared/catalog';
import { expect } from 'vitest';
import { buildEvent, buildGame, buildVenue } from '../../../test/factories/catalog.ts';
import { dayMs, fromNow } from '../../../test/factories/times.ts';
import { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { listPages } from './listPages.ts';

let app: TestApp;
let game: Awaited<ReturnType<typeof buildGame>>;
/** Its season's others: one that is over, one that is called off. */
let past: string;
let off: string;
it.beforeAll(async ({ running }) => {
  app = running;
  game = await buildGame(app.context);
  const { homeId, venueId, seasonId } = game;
  past = await buildEvent(app.context, { homeId, venueId, seasonId, startsAt: fromNow(-20 * dayMs) });
  off = await buildEvent(app.context, { homeId, venueId, seasonId, startsAt: fromNow(30 * dayMs) });
  await app.context.db('events').where({ id: off }).update({ status: 'cancelled' });
});
const read = async <T>(path: string) => (await new Fan(app).ask<T>('GET', path)).body;
const statusOf = async (path: string) => (await new Fan(app).ask('GET', path)).status;
const slugOf = async (table: string, id: string): Promise<string> =>
  (await app.context.db(table).where({ id }).first()).slug;

it('a team has its seasons, and a season every home game in order: over, ahead, called off', async () => {
  const page = await read<TeamPage>(`/teams/${await slugOf('performers', game.homeId)}`);
  expect(page).toMatchObject({ team: { id: game.homeId, league: 'NFL' }, homeVenue: { id: game.venueId } });
  expect(page.seasons).toMatchObject([{ games: 3, gamesAhead: 1 }]);
  const { games, season } = await read<SeasonPage>(
    `/teams/${page.team.slug}/seasons/${page.seasons[0]?.slug}`,
  );
  expect(season.name).toBe(page.seasons[0]?.name);
  expect(games.map(({ id, status }) => [id, status])).toEqual([
    [past, 'scheduled'],
    [game.eventId, 'scheduled'],
    [off, 'cancelled'],
  ]);
});

it('a team is at home where staff say, not where it plays the most', async () => {
  const other = await buildVenue(app.context);
  const performer = app.context.db('performers').where({ id: game.homeId });
  await performer.clone().update({ home_venue_id: other });
  const { homeVenue } = await read<TeamPage>(`/teams/${await slugOf('performers', game.homeId)}`);
  expect(homeVenue).toMatchObject({ id: other, slug: await slugOf('venues', other) });
  await performer.clone().update({ home_venue_id: null });
});

it('a venue has a page that its events lead to, and a list of those ahead', async () => {
  const slug = await slugOf('venues', game.venueId);
  const { venue, teams } = await read<VenuePage>(`/venues/${slug}`);
  expect(venue).toMatchObject({ id: game.venueId, capacity: 60_000 });
  expect(teams.map(({ id }) => id)).toEqual([game.homeId]);
  await buildGame(app.context);
  const { data } = await read<EventList>(`/events?venue=${slug}`);
  expect(data.map(({ id, venue }) => [id, venue.slug])).toEqual([[game.eventId, slug]]);
});

it('venues of one name have pages of their own, and keep them when they are renamed', async () => {
  const add = async (name: string, city: string) =>
    slugOf('venues', await buildVenue(app.context, { name, city }));
  expect(await add('Aréna Étoile', 'Erie')).toBe('arena-etoile');
  expect(await add('Arena Etoile', 'Akron')).toBe('arena-etoile-akron');
  expect(await add('Arena, Etoile', 'Akron')).toBe('arena-etoile-akron-2');
  expect(await add('場', '場')).toBe('venue');
  await app.context.db('venues').where({ slug: 'arena-etoile' }).update({ name: 'Star Arena' });
  expect((await read<VenuePage>('/venues/arena-etoile')).venue.name).toBe('Star Arena');
});

it('what was merged leads to what it turned out to be', async () => {
  const id = await buildVenue(app.context);
  const into = { retired_at: new Date(), merged_into: game.venueId };
  await app.context.db('venues').where({ id }).update(into);
  expect((await read<VenuePage>(`/venues/${await slugOf('venues', id)}`)).venue.id).toBe(game.venueId);
});

it('the site map has each page that there is, and none without events', async () => {
  const paths = await app.context.db.transaction(listPages);
  expect(new Set(paths).size).toBe(paths.length);
  for (const path of paths) {
    const [, kind, slug, season] = path.split('/');
    expect(await statusOf(`/${kind}/${slug}${season === undefined ? '' : `/seasons/${season}`}`)).toBe(200);
  }
  const kinds = paths.map((path) => path.split('/').length + path.split('/')[1]!);
  expect(new Set(kinds)).toEqual(new Set(['3teams', '3venues', '4teams']));
  expect(paths).not.toContain('/venues/arena-etoile');
});

it.each(['/teams/nobody', '/teams/nobody/seasons/2026', '/venues/nowhere'])(
  '%s is not found',
  async (path) => {
    expect(await statusOf(path)).toBe(404);
  },
);
