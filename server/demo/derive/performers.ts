import { CLUB_COLORS, LONG_NICKNAMES } from './corrections.ts';
import { cell, need, readSource, type SourceRow, slugOf } from './source.ts';

/** A derived club. */
export interface PerformerFacts {
  key: string;
  league: 'nfl' | 'nhl';
  fullName: string;
  shortName: string;
  city: string;
  slug: string;
  abbreviation: string;
  primaryColor: string;
  secondaryColor: string;
  homeVenue: string;
}

/** The 64 clubs of both leagues, by league and abbreviation. `city` is the place that the club is named after. */
export function derivePerformers(folder: string, venueKeys: ReadonlyMap<string, string>): PerformerFacts[] {
  const listed = new Map(
    readSource(folder, 'teams/colors_all_leagues.csv').map((row) => [
      `${cell(row, 'league')} ${cell(row, 'name')}`,
      cell(row, 'colors').split('|'),
    ]),
  );
  const football = readSource(folder, 'nfl/teams.csv').map((row) => ({
    ...facts('nfl', row, cell(row, 'name'), listed),
    homeVenue: need(venueKeys, cell(row, 'home_stadium_id'), 'stadium'),
  }));
  const hockey = readSource(folder, 'nhl/teams.csv').map((row) => ({
    ...facts('nhl', row, nickname(cell(row, 'full_name')), listed),
    homeVenue: need(venueKeys, cell(row, 'home_venue_id'), 'arena'),
  }));
  return [...football, ...hockey].sort((a, b) => a.key.localeCompare(b.key, 'en'));
}

function facts(
  league: 'nfl' | 'nhl',
  row: SourceRow,
  shortName: string,
  listed: ReadonlyMap<string, readonly string[]>,
): Omit<PerformerFacts, 'homeVenue'> {
  const fullName = cell(row, 'full_name');
  const abbreviation = cell(row, 'team');
  const [first, second] = listed.get(`${league} ${fullName}`) ?? [];
  const known = CLUB_COLORS[fullName];
  return {
    key: `${league}-${abbreviation.toLowerCase()}`,
    league,
    fullName,
    shortName,
    city: fullName.slice(0, -shortName.length).trim(),
    slug: slugOf(fullName),
    abbreviation,
    primaryColor: color(row.primary_color || first || known?.primary, fullName),
    secondaryColor: color(row.secondary_color || second || known?.secondary, fullName),
  };
}

function color(hex: string | undefined, of: string): string {
  if (!hex || !/^#[\da-f]{6}$/i.test(hex)) throw new Error(`no color for ${of}: ${hex}`);
  return hex.toLowerCase();
}

function nickname(fullName: string): string {
  const long = LONG_NICKNAMES.find((name) => fullName.endsWith(name));
  return long ?? fullName.slice(fullName.lastIndexOf(' ') + 1);
}
