/** What a schedule is compared with: the games of the season, and the teams and venues by their names. */
import { DateTime } from 'luxon';
import {
  type KnownPerformer,
  type KnownVenue,
  listPlaces,
  meansTeam,
  retiredPlaces,
  wordsOf,
} from '../catalog/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** A home game of the season. */
export interface KnownGame {
  id: string;
  awayId: string | null;
  away: string;
  home: string;
  venueId: string;
  venue: string;
  timeZone: string;
  /** ISO instant. */
  startsAt: string;
  /** Wall time at the venue, `2026-12-05T19:30`. */
  wall: string;
  timeTbd: boolean;
  status: string;
  isAhead: boolean;
}

/** The games of a season by start, past ones too. */
export async function gamesOfSeason(trx: Trx, seasonId: string): Promise<KnownGame[]> {
  const rows = await queryPrepared<{
    id: string;
    away_id: string | null;
    away_name: string | null;
    home_name: string | null;
    venue_id: string;
    venue_name: string;
    time_zone: string;
    starts_at: Date;
    time_tbd: boolean;
    status: string;
    ahead: boolean;
  }>(
    trx,
    `SELECT e.id, e.away_id, e.away_name, e.home_name, e.venue_id, e.venue_name, e.time_zone, e.starts_at, e.time_tbd, e.status,
       e.starts_at > now() AS ahead
     FROM catalog_events_named e WHERE e.season_id = $1 ORDER BY e.starts_at, e.id`,
    [seasonId],
  );
  return rows.map((row) => ({
    id: row.id,
    awayId: row.away_id,
    away: row.away_name ?? '',
    home: row.home_name ?? '',
    venueId: row.venue_id,
    venue: row.venue_name,
    timeZone: row.time_zone,
    startsAt: row.starts_at.toISOString(),
    wall: DateTime.fromJSDate(row.starts_at, { zone: row.time_zone }).toFormat("yyyy-MM-dd'T'HH:mm"),
    timeTbd: row.time_tbd,
    status: row.status,
    isAhead: row.ahead,
  }));
}

/** Teams of a league and venues by their names; what is retired is found for games that exist alone. */
export interface Names {
  team(name: string): KnownPerformer | 'many' | null;
  venue(name: string): KnownVenue | 'many' | null;
  venueById(id: string): KnownVenue | undefined;
  /** The full name of a team; of a merged one that of the one that stayed. */
  nameOf(teamId: string): string | undefined;
  isRetired(id: string): boolean;
}

/** @param league teams of it come first: another league may have a team of the same short name */
export async function readNames(trx: Trx, league: string): Promise<Names> {
  const { venues, performers } = await listPlaces(trx);
  const retired = await retiredPlaces(trx);
  const one = <T extends { id: string }>(found: T[]): T | 'many' | null => {
    const ids = new Set(found.map(({ id }) => id));
    return ids.size > 1 ? 'many' : (found[0] ?? null);
  };
  return {
    team(name) {
      const isMeant = (team: KnownPerformer) =>
        meansTeam(name, team) || (team.code !== null && team.code === name.toUpperCase());
      const found = performers.filter(isMeant);
      const ofLeague = found.filter((team) => team.league === league);
      return one(ofLeague.length > 0 ? ofLeague : found);
    },
    venue(name) {
      const wanted = wordsOf(name).join(' ');
      const isCalled = (each: string) => wordsOf(each).join(' ') === wanted;
      const found = venues.filter((venue) => isCalled(venue.name));
      return one(found.length > 0 ? found : venues.filter((venue) => venue.aliases.some(isCalled)));
    },
    venueById: (id) => venues.find((venue) => venue.id === id && venue.mergedInto === null),
    nameOf: (id) => performers.find((team) => team.id === id && team.mergedInto === null)?.name,
    isRetired: (id) => retired.has(id),
  };
}
