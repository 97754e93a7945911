/**
 * The demo's venues, clubs, seasons and recorded games, from the CSV files in `data/`. Keys are stable
 * between derivations.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** The demo's venues, clubs, seasons and recorded games, as kept in `data/`. Keys are stable between derivations. */

const yes = z.enum(['', 'Y']).transform((mark) => mark === 'Y');
const isoDate = z.iso.date();
const color = z.string().regex(/^#[\da-f]{6}$/);

const venue = z.object({
  key: z.string().min(1),
  name: z.string().min(1),
  city: z.string().min(1),
  /** State or province; '' where a country's addresses have none. */
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
  /** The place in the club's name: Florida, New England. */
  city: z.string().min(1),
  slug: z.string().min(1),
  abbreviation: z.string().min(2).max(3),
  primaryColor: color,
  secondaryColor: color,
  homeVenue: z.string().min(1),
});

const season = z.object({
  key: z.string().min(1),
  league: z.enum(['nfl', 'nhl']),
  name: z.string().min(1),
  firstDate: isoDate,
  lastDate: isoDate,
  /** As recorded; `scheduleSeasons` moves them around today. */
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
  /** The day is known; the time is the league's guess. */
  timeTbd: yes,
  localDate: isoDate,
  localTime: z.string().regex(/^\d\d:\d\d$/),
  timeZone: z.string().min(1),
  /** Not at the home club's venue: abroad, outdoors, or a final. */
  neutral: yes,
});

/** A venue of the demo. */
export type DemoVenue = z.infer<typeof venue>;
/** A club of the demo. */
export type DemoPerformer = z.infer<typeof performer>;
/** A league's season, as recorded. */
export type DemoSeason = z.infer<typeof season>;
/** A recorded game. */
export type DemoGame = z.infer<typeof game>;

/** The demo's catalog. */
export interface DemoCatalog {
  venues: DemoVenue[];
  performers: DemoPerformer[];
  seasons: DemoSeason[];
  /** As recorded; `scheduleSeasons` puts them around today. */
  games: DemoGame[];
}

/**
 * Reads the data files.
 * @throws ZodError when a file has another shape
 */
export function readDemoCatalog(): DemoCatalog {
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
