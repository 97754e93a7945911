/** What fans read of a team, a venue and a season beside their events. */
import { z } from 'zod';
import { catalogEvent, performer, venue } from './contract.ts';
import { venueLevel } from './venues.ts';

const teamFacts = performer.extend({
  city: z.string(),
  leagueName: z.string().nullable(),
  sport: z
    .string()
    .nullable()
    .meta({ description: 'What fans call the league by; null where another is of the same sport' }),
});

/** A team or an artist with its seasons, the newest first. */
export const teamPage = z
  .object({
    team: teamFacts,
    homeVenue: venue.nullable(),
    seasons: z.array(
      z.object({
        slug: z.string().meta({ description: 'Unique within the team', example: '2026-27' }),
        name: z.string(),
        games: z.int().meta({ description: 'At home, past ones too' }),
        gamesAhead: z.int(),
      }),
    ),
  })
  .meta({ id: 'TeamPage' });
/** A team or an artist with its seasons, the newest first. */
export type TeamPage = z.infer<typeof teamPage>;

/** A venue with its sections and the teams at home there. */
export const venuePage = z
  .object({
    venue: venue.extend({
      address: z.string().nullable(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      capacity: z.int().nullable(),
      levels: z.array(venueLevel).meta({ description: 'From the field up' }),
    }),
    teams: z.array(performer),
  })
  .meta({ id: 'VenuePage' });
/** A venue with its sections and the teams at home there. */
export type VenuePage = z.infer<typeof venuePage>;

/** One team's season with every home game in the order of their days: past, called off and ahead. */
export const seasonPage = z
  .object({
    team: teamFacts,
    season: z.object({ slug: z.string(), name: z.string() }),
    games: z.array(catalogEvent),
  })
  .meta({ id: 'SeasonPage' });
/** One team's season with every home game in the order of their days: past, called off and ahead. */
export type SeasonPage = z.infer<typeof seasonPage>;
