/** Leagues, and teams and artists, as staff keep them. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { catalogState, performer, pictureId } from './contract.ts';
import { aliases, optionalText, outsideId, outsideIds } from './venues.ts';

/** The short code of a league: it stands in filters and files. */
export const leagueCode = z
  .string({ error: 'Give a short code, such as NBA.' })
  .trim()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,15}$/, 'Give 2 to 16 capitals or figures, such as NBA.');
const leagueName = z.string().trim().min(2, 'Name the league.').max(80);
/** What staff give of a league. `sport` is what fans call and search it by, such as Football. */
export const leagueInput = z.object({ name: leagueName, sport: optionalText(40) });
/** A new league: its code stays as it is. */
export const newLeague = leagueInput.extend({ id: leagueCode });
/** A league, a tour or a kind of show. */
export const league = z
  .object({
    id: z.string().meta({ description: 'Its code', example: 'NHL' }),
    name: z.string(),
    sport: z.string().nullable(),
    logoId: pictureId,
    teams: z.int(),
    upcomingEvents: z.int(),
    retiredAt: instant.nullable(),
    mergedInto: z.object({ id: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'League' });
/** A league, a tour or a kind of show. */
export type League = z.infer<typeof league>;
/** The query of the league list. */
export const leagueQuery = listQuery(
  ['name'],
  { q: z.string().max(100).optional(), state: catalogState },
  { perPage: 100 },
);
/** One page of leagues. */
export const leagueList = listOf(league);

const color = z
  .string()
  .trim()
  .nullish()
  .transform((text) => text || null)
  .pipe(
    z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'Give a color such as #0a2342.')
      .nullable(),
  );

/** What staff give of a team or an artist. */
export const performerInput = z.object({
  name: z.string().trim().min(2, 'Give the full name.').max(100),
  shortName: z.string().trim().min(2, 'Give the short name, such as Bears.').max(40),
  code: z
    .string()
    .trim()
    .nullish()
    .transform((text) => text || null)
    .pipe(
      z
        .string()
        .regex(/^[A-Z0-9]{2,5}$/, 'Give 2 to 5 capitals or figures, such as NYR.')
        .nullable(),
    ),
  city: z.string().trim().max(80).default(''),
  league: leagueCode.nullish().transform((code) => code ?? null),
  primaryColor: color,
  secondaryColor: color,
  homeVenueId: idOf('venue')
    .nullish()
    .transform((id) => id ?? null),
  aliases,
  outsideIds,
});
/** A team or an artist as a client sends it. */
export type PerformerInput = z.input<typeof performerInput>;

/** A team or an artist with everything that staff keep of it. */
export const adminPerformer = performer
  .extend({
    code: z.string().nullable(),
    city: z.string(),
    homeVenueId: idOf('venue').nullable(),
    homeVenue: z.string().nullable(),
    aliases: z.array(z.string()).meta({ description: 'Other names by which search and files find it' }),
    outsideIds: z.array(outsideId),
    upcomingEvents: z.int(),
    retiredAt: instant.nullable(),
    mergedInto: z.object({ id: idOf('performer'), name: z.string() }).nullable(),
  })
  .meta({ id: 'AdminPerformer' });
/** A team or an artist with everything that staff keep of it. */
export type AdminPerformer = z.infer<typeof adminPerformer>;
/** The query of the list of teams and artists. */
export const performerQuery = listQuery(
  ['name', 'city'],
  { q: z.string().max(100).optional(), league: z.string().max(20).optional(), state: catalogState },
  { perPage: 100 },
);
/** One page of teams and artists. */
export const performerList = listOf(adminPerformer);
