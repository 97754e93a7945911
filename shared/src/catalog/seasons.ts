/** Seasons as staff make them. */
import { z } from 'zod';
import { day, idOf } from '../http/index.ts';
import { season, seasonWindows } from './contract.ts';

const seasonName = z.string().trim().min(2, 'Name the season, such as 2026–27.').max(60);
const seasonDay = day.nullish().transform((value) => value ?? null);

/** A new season: its days are those of the regular games, at the venue. */
export const newSeason = z
  .object({
    performerId: idOf('performer'),
    name: seasonName,
    from: seasonDay,
    until: seasonDay,
  })
  .refine(({ from, until }) => (from === null) === (until === null), {
    path: ['until'],
    error: 'Give both the first and the last day, or neither.',
  })
  .refine(({ from, until }) => from === null || until === null || from <= until, {
    path: ['until'],
    error: 'This ends before it begins. Give the first day or a later one.',
  });
/** The name of a season, and its days. */
export const seasonChange = z.object({
  name: seasonName,
  windows: seasonWindows.optional().meta({ description: 'Left out: they stay' }),
});
/** A season with everything that staff keep of it. */
export const adminSeason = season
  .extend({
    ownName: z.string().meta({ description: 'Without the team' }),
    games: z.int(),
    mergedInto: z.object({ id: idOf('season'), name: z.string() }).nullable(),
    windows: seasonWindows,
  })
  .meta({ id: 'AdminSeason' });
/** A season with everything that staff keep of it. */
export type AdminSeason = z.infer<typeof adminSeason>;
