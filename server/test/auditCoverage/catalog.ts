/** Audit cases of venues, leagues, teams and artists. */

import { newId, randomText } from '../../src/platform/ids.ts';
import { buildGame, buildPerformer, buildVenue } from '../factories/catalog.ts';
import { type Case, changes, previews } from './case.ts';

const place = { city: 'Pittsburgh', region: 'PA', country: 'US', timeZone: 'America/New_York' };
const newCode = () => `L${randomText(8).toUpperCase()}`;
const team = { shortName: 'Otters', city: 'Erie', league: 'NFL' };
const withLeague = () => ({ ...team, name: `Erie Otters ${randomText(6)}` });

const venueCases: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/venues' }, async () => {
    const body = { ...place, name: `Riverside Hall ${randomText(6)}` };
    return { path: '/admin/venues', body, entries: [{ what: 'venue.create', before: null, after: body }] };
  }),
  changes({ by: 'staff', route: 'PUT /admin/venues/:id' }, async ({ app }) => {
    const id = await buildVenue(app);
    const body = { ...place, name: `Renamed Hall ${randomText(6)}` };
    const after = { name: body.name };
    const entries = [{ what: 'venue.change', subject: id, before: { city: 'Pittsburgh' }, after }];
    return { path: `/admin/venues/${id}`, body, entries };
  }),
  changes({ by: 'staff', route: 'PUT /admin/venues/:id/retired' }, async ({ app }) => {
    const id = await buildVenue(app);
    const entries = [
      { what: 'venue.retire', subject: id, before: { retired: false }, after: { retired: true } },
    ];
    return { path: `/admin/venues/${id}/retired`, body: { retired: true }, entries };
  }),
  changes({ by: 'staff', route: 'POST /admin/venues/:id/merge' }, async ({ app }) => {
    const { venueId: id } = await buildGame(app, { venue: `Twin ${randomText(6)}` });
    const intoId = await buildVenue(app);
    const moved = { 'Events ahead': 1 };
    return {
      path: `/admin/venues/${id}/merge`,
      body: { intoId },
      entries: [
        {
          what: 'venue.merge',
          subject: id,
          before: { mergedInto: null },
          after: { mergedInto: intoId, ...moved },
        },
        {
          what: 'venue.takeOver',
          subject: intoId,
          before: { tookOver: null },
          after: { tookOver: id, ...moved },
        },
      ],
    };
  }),
];

const leagueCases: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/leagues' }, async () => {
    const body = { id: newCode(), name: 'River League', sport: 'Rowing' };
    const entries = [{ what: 'league.create', subject: body.id, before: null, after: body }];
    return { path: '/admin/leagues', body, entries };
  }),
  changes({ by: 'staff', route: 'PUT /admin/leagues/:id' }, async (bench) => {
    const before = { name: 'Lake League', sport: null };
    const { id } = await bench.does<{ id: string }>('staff', 'POST', '/admin/leagues', {
      id: newCode(),
      ...before,
    });
    const after = { name: 'Great Lake League', sport: 'Sailing' };
    const entries = [{ what: 'league.change', subject: id, before, after }];
    return { path: `/admin/leagues/${id}`, body: after, entries };
  }),
  changes({ by: 'staff', route: 'PUT /admin/leagues/:id/retired' }, async (bench) => {
    const body = { id: newCode(), name: 'Old League' };
    const { id } = await bench.does<{ id: string }>('staff', 'POST', '/admin/leagues', body);
    const entries = [
      { what: 'league.retire', subject: id, before: { retired: false }, after: { retired: true } },
    ];
    return { path: `/admin/leagues/${id}/retired`, body: { retired: true }, entries };
  }),
  changes({ by: 'staff', route: 'POST /admin/leagues/:id/merge' }, async (bench) => {
    const make = (name: string) =>
      bench.does<{ id: string }>('staff', 'POST', '/admin/leagues', { id: newCode(), name });
    const [{ id }, { id: intoId }] = [await make('River League'), await make('Lake League')];
    const moved = { 'Events ahead': 0 };
    return {
      path: `/admin/leagues/${id}/merge`,
      body: { intoId },
      entries: [
        {
          what: 'league.merge',
          subject: id,
          before: { mergedInto: null },
          after: { mergedInto: intoId, ...moved },
        },
        {
          what: 'league.takeOver',
          subject: intoId,
          before: { tookOver: null },
          after: { tookOver: id, ...moved },
        },
      ],
    };
  }),
];

const performerCases: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/performers' }, async ({ app }) => {
    // The league is known by its first team.
    await buildPerformer(app);
    const body = withLeague();
    const entries = [{ what: 'performer.create', before: null, after: body }];
    return { path: '/admin/performers', body, entries };
  }),
  changes({ by: 'staff', route: 'PUT /admin/performers/:id' }, async ({ app }) => {
    const id = await buildPerformer(app);
    const body = { ...withLeague(), aliases: ['The Otters'] };
    const after = { aliases: ['The Otters'] };
    const entries = [{ what: 'performer.change', subject: id, before: { aliases: [] }, after }];
    return { path: `/admin/performers/${id}`, body, entries };
  }),
  changes({ by: 'staff', route: 'PUT /admin/performers/:id/retired' }, async ({ app }) => {
    const id = await buildPerformer(app);
    const entries = [
      { what: 'performer.retire', subject: id, before: { retired: false }, after: { retired: true } },
    ];
    return { path: `/admin/performers/${id}/retired`, body: { retired: true }, entries };
  }),
  changes({ by: 'staff', route: 'POST /admin/performers/:id/merge' }, async ({ app }) => {
    const { homeId: id } = await buildGame(app);
    const intoId = await buildPerformer(app);
    const moved = { 'Events ahead': 1, Seasons: 1 };
    return {
      path: `/admin/performers/${id}/merge`,
      body: { intoId },
      entries: [
        {
          what: 'performer.merge',
          subject: id,
          before: { mergedInto: null },
          after: { mergedInto: intoId, ...moved },
        },
        {
          what: 'performer.takeOver',
          subject: intoId,
          before: { tookOver: null },
          after: { tookOver: id, ...moved },
        },
      ],
    };
  }),
];

const gameRow = {
  date: '2038-06-01',
  time: '19:30',
  home: 'Audit Hosts',
  away: 'Audit Guests',
  venue: 'Audit Park',
};

const seasonCases: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/seasons' }, async ({ app }) => {
    const performerId = await buildPerformer(app);
    const body = { performerId, name: 'Summer 2038', from: '2038-05-01', until: '2038-09-01' };
    const { performerId: _team, ...after } = body;
    return { path: '/admin/seasons', body, entries: [{ what: 'season.create', before: null, after }] };
  }),
  changes({ by: 'staff', route: 'PUT /admin/seasons/:id' }, async ({ app }) => {
    const { seasonId } = await buildGame(app);
    const after = { name: `Renamed ${randomText(6)}` };
    const entries = [{ what: 'season.rename', subject: seasonId, before: {}, after }];
    return { path: `/admin/seasons/${seasonId}`, body: after, entries };
  }),
  changes({ by: 'staff', route: 'PUT /admin/seasons/:id/retired' }, async ({ app }) => {
    const { seasonId } = await buildGame(app);
    const entries = [
      { what: 'season.retire', subject: seasonId, before: { retired: false }, after: { retired: true } },
    ];
    return { path: `/admin/seasons/${seasonId}/retired`, body: { retired: true }, entries };
  }),
  changes({ by: 'staff', route: 'POST /admin/seasons/:id/merge' }, async ({ app }) => {
    const { seasonId: subject, homeId } = await buildGame(app);
    const intoId = newId('season');
    await app.db('seasons').insert({ id: intoId, performer_id: homeId, league: 'NFL', name: 'The same' });
    const moved = { 'Games ahead': 1, 'Season packages': 0 };
    return {
      path: `/admin/seasons/${subject}/merge`,
      body: { intoId },
      entries: [
        {
          what: 'season.merge',
          subject,
          before: { mergedInto: null },
          after: { mergedInto: intoId, ...moved },
        },
        {
          what: 'season.takeOver',
          subject: intoId,
          before: { tookOver: null },
          after: { tookOver: subject, ...moved },
        },
      ],
    };
  }),
  previews({ by: 'staff', route: 'POST /admin/seasons/:id/schedule/preview' }, async ({ app }) => {
    const { seasonId } = await buildGame(app);
    return { path: `/admin/seasons/${seasonId}/schedule/preview`, body: { rows: [gameRow] } };
  }),
  previews({ by: 'staff', route: 'POST /admin/seasons/:id/schedule/read' }, async ({ app }) => {
    const { seasonId, homeId } = await buildGame(app);
    const [{ name }] = await app.db('performers').where({ id: homeId });
    const body = `date,time,home,away\n2038-06-01,19:30,${name},Audit Guests\n`;
    return { path: `/admin/seasons/${seasonId}/schedule/read`, body };
  }),
  changes({ by: 'staff', route: 'POST /admin/seasons/:id/schedule' }, async ({ app }) => {
    const [home, away] = [`Hosts ${randomText(6)}`, `Guests ${randomText(6)}`];
    const { seasonId, venueId } = await buildGame(app, { home, away, venue: `Park ${randomText(6)}` });
    const [venue] = await app.db('venues').where({ id: venueId });
    const rows = [
      { ...gameRow, home, away, venue: venue.name },
      { ...gameRow, date: '2038-06-03', home, away, venue: venue.name },
    ];
    const seen = rows.map(({ date, time }) => ({
      outcome: 'created',
      message: `${date} ${time}, ${venue.name}.`,
      eventId: null,
      changeId: null,
    }));
    return {
      path: `/admin/seasons/${seasonId}/schedule`,
      body: { rows, seen },
      entries: [
        { what: 'season.schedule', subject: seasonId, before: { created: 0 }, after: { created: 2 } },
      ],
    };
  }),
];

/** The cases. */
export const catalogCases: Case[] = [...venueCases, ...leagueCases, ...performerCases, ...seasonCases];
