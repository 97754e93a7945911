import { DateTime } from 'luxon';
import { NFL_ABROAD, type VenueFacts } from './corrections.ts';
import type { PerformerFacts } from './performers.ts';
import { cell, need, readSource } from './source.ts';

/** A derived game. */
export interface GameFacts {
  season: 'nfl-2025' | 'nhl-2025-26';
  sourceId: string;
  stage: 'regular' | 'playoffs';
  /** Week of the season from 1; blank where the league doesn't count weeks. */
  week: string;
  home: string;
  away: string;
  venue: string;
  /** Wall time at the venue. */
  localDate: string;
  localTime: string;
  timeZone: string;
  timeTbd: boolean;
  neutral: boolean;
}

interface Places {
  venues: readonly VenueFacts[];
  keyBySourceId: ReadonlyMap<string, string>;
  performers: readonly PerformerFacts[];
}

/**
 * All games of both leagues by start.
 * @throws Error when a game doesn't fit the venues, the clubs or its own times
 */
export function deriveGames(folder: string, places: Places): GameFacts[] {
  const zones = new Map(places.venues.map(({ key, timeZone }) => [key, timeZone]));
  const homes = new Map(places.performers.map(({ key, homeVenue }) => [key, homeVenue]));
  const football = readSource(folder, 'nfl/games_2025.csv').map((row) => {
    const sourceId = cell(row, 'game_id');
    const abroad = NFL_ABROAD[sourceId];
    if ((abroad !== undefined) !== (cell(row, 'stadium_reliable') === 'false')) {
      throw new Error(`${sourceId}: the games abroad and stadium_reliable don't agree`);
    }
    const startsAt = cell(row, 'start_utc');
    const eastern = DateTime.fromISO(`${cell(row, 'gameday')}T${cell(row, 'gametime_et')}`, {
      zone: 'America/New_York',
    });
    if (eastern.toMillis() !== Date.parse(startsAt)) throw new Error(`${sourceId}: its two starts differ`);
    const venue = abroad ?? need(places.keyBySourceId, cell(row, 'stadium_id'), 'stadium');
    return game(homes, zones, startsAt, {
      season: 'nfl-2025',
      sourceId,
      stage: cell(row, 'game_type') === 'REG' ? 'regular' : 'playoffs',
      week: cell(row, 'week'),
      home: `nfl-${cell(row, 'home_team').toLowerCase()}`,
      away: `nfl-${cell(row, 'away_team').toLowerCase()}`,
      venue,
      timeTbd: false,
    });
  });
  const hockey = readSource(folder, 'nhl/games_2025_26.csv').map((row) =>
    game(homes, zones, cell(row, 'start_utc'), {
      season: 'nhl-2025-26',
      sourceId: cell(row, 'game_id'),
      stage: 'regular',
      week: '',
      home: `nhl-${cell(row, 'home').toLowerCase()}`,
      away: `nhl-${cell(row, 'away').toLowerCase()}`,
      venue: need(places.keyBySourceId, cell(row, 'venue_id'), 'arena'),
      timeTbd: cell(row, 'status') === 'time-tbd',
    }),
  );
  const unused = Object.keys(NFL_ABROAD).filter((id) => !football.some(({ sourceId }) => sourceId === id));
  if (unused.length > 0) throw new Error(`no such games: ${unused.join(', ')}`);
  const order = (each: GameFacts) => `${each.season} ${each.localDate} ${each.localTime} ${each.sourceId}`;
  return [...football, ...hockey].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function game(
  homes: ReadonlyMap<string, string>,
  zones: ReadonlyMap<string, string>,
  startsAt: string,
  facts: Omit<GameFacts, 'localDate' | 'localTime' | 'timeZone' | 'neutral'>,
): GameFacts {
  const timeZone = need(zones, facts.venue, 'time zone');
  need(homes, facts.away, 'away club');
  const local = DateTime.fromISO(startsAt, { zone: timeZone });
  if (!local.isValid) throw new Error(`${facts.sourceId}: ${local.invalidExplanation}`);
  return {
    ...facts,
    localDate: local.toFormat('yyyy-MM-dd'),
    localTime: local.toFormat('HH:mm'),
    timeZone,
    neutral: need(homes, facts.home, 'home club') !== facts.venue,
  };
}
