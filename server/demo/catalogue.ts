import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** The demo's venues, clubs, seasons and recorded games, as kept in `data/`. Keys are stable between derivations. */

const yes = z.enum(['', 'Y']).transform((mark) => mark === 'Y');
const isoDate = z.iso.date();
const colour = z.string().regex(/^#[\da-f]{6}$/);

const venue = z.object({
  key: z.string().min(1),
  name: z.string().min(1),
  city: z.string().min(1),
  /** State, province or '' where a country's addresses have none. */
  region: z.string(),
  /** ISO 3166-1, two letters. */
  country: z.string().length(2),
  timeZone: z.string().min(1),
  capacity: z.coerce.number().int().positive(),
  roof: z.enum(['open', 'closed']),
  kind: z.enum(['stadium', 'arena']),
});

const performer = z.object({
  key: z.string().min(1),
  league: z.enum(['nfl', 'nhl']),
  fullName: z.string().min(1),
  shortName: z.string().min(1),
  /** The place that the club is named after: Florida, New England. */
  city: z.string().min(1),
  slug: z.string().min(1),
  abbreviation: z.string().min(2).max(3),
  primaryColor: colour,
  secondaryColor: colour,
  homeVenue: z.string().min(1),
});

const season = z.object({
  key: z.string().min(1),
  league: z.enum(['nfl', 'nhl']),
  name: z.string().min(1),
  firstDate: isoDate,
  lastDate: isoDate,
  games: z.coerce.number().int().positive(),
});

const game = z.object({
  season: z.string().min(1),
  sourceId: z.string().min(1),
  stage: z.enum(['preseason', 'regular', 'playoffs']),
  /** Week of the season from 1; null where the league doesn't count weeks. */
  week: z.string().transform((week) => (week === '' ? null : Number(week))),
  home: z.string().min(1),
  away: z.string().min(1),
  venue: z.string().min(1),
  /** The day is known, the time is the league's guess. */
  timeTbd: yes,
  localDate: isoDate,
  localTime: z.string().regex(/^\d\d:\d\d$/),
  timeZone: z.string().min(1),
  /** Not at the home club's own venue: abroad, outdoors, or a final. */
  neutral: yes,
});

export type DemoVenue = z.infer<typeof venue>;
export type DemoPerformer = z.infer<typeof performer>;
export type DemoSeason = z.infer<typeof season>;
export type DemoGame = z.infer<typeof game>;

export interface DemoCatalogue {
  venues: DemoVenue[];
  performers: DemoPerformer[];
  seasons: DemoSeason[];
  /** As recorded; `scheduleSeasons` puts them around today. */
  games: DemoGame[];
}

/** @throws ZodError when a data file was edited into another shape */
export function readDemoCatalogue(): DemoCatalogue {
  return {
    venues: read('venues.csv', venue),
    performers: read('performers.csv', performer),
    seasons: read('seasons.csv', season),
    games: read('games.csv', game),
  };
}

function read<Row>(file: string, row: z.ZodType<Row>): Row[] {
  const text = readFileSync(join(import.meta.dirname, 'data', file), 'utf8');
  return z.array(row).parse(parse(text, { columns: true, skip_empty_lines: true }));
}
