/** What fans read of teams, venues and seasons beside their events. */
import { seasonPage, teamPage, venuePage } from '@holdfast/shared/catalog';
import { z } from 'zod';
import { type AnyEndpoint, query } from '../../platform/http/index.ts';
import { readSeason } from './readSeason.ts';
import { readTeam } from './readTeam.ts';
import { readVenue } from './readVenue.ts';

const slug = z.string().max(200);

export const pageRoutes = (): AnyEndpoint[] => [
  query({
    path: '/teams/:slug',
    tag: 'Teams and venues',
    summary: 'A team or an artist with its seasons',
    params: z.object({ slug }),
    answer: teamPage,
    problems: ['not_found'],
    run: (trx, { params }) => readTeam(trx, params.slug),
  }),
  query({
    path: '/teams/:slug/seasons/:season',
    tag: 'Teams and venues',
    summary: 'A season of a team: each home game, past ones too',
    params: z.object({ slug, season: slug }),
    answer: seasonPage,
    problems: ['not_found'],
    run: (trx, { params }) => readSeason(trx, params.slug, params.season),
  }),
  query({
    path: '/venues/:slug',
    tag: 'Teams and venues',
    summary: 'A venue with its sections and the teams at home there',
    params: z.object({ slug }),
    answer: venuePage,
    problems: ['not_found'],
    run: (trx, { params }) => readVenue(trx, params.slug),
  }),
];
