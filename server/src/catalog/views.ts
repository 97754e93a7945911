/** Rows of the views that catalog publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */
import type { CatalogEvent } from '@holdfast/shared/catalog';

/** Events with their times and the ids of teams and venue. */
export interface CatalogCalendar {
  id: string;
  slug: string;
  name: string;
  kind: 'game' | 'own';
  status: CatalogEvent['status'];
  league: string | null;
  season_id: string | null;
  home_id: string | null;
  away_id: string | null;
  venue_id: string;
  starts_at: Date;
  local_date: string;
  time_tbd: boolean;
  max_per_type: number;
  hold_ms: number;
  currency: string;
  search: string;
}

/** Events with the names of season, venue and teams; short_name is what staff call a game. */
export interface CatalogEventsNamed {
  id: string;
  slug: string;
  name: string;
  kind: 'game' | 'own';
  status: CatalogEvent['status'];
  league: string | null;
  season_id: string | null;
  season_name: string | null;
  starts_at: Date;
  local_date: string;
  time_tbd: boolean;
  previous_starts_at: Date | null;
  max_per_type: number;
  hold_ms: number;
  currency: string;
  search: string;
  short_name: string;
  venue_id: string;
  venue_name: string;
  venue_city: string;
  venue_region: string | null;
  venue_country: string;
  time_zone: string;
  home_id: string | null;
  home_name: string | null;
  home_short: string | null;
  home_slug: string | null;
  home_city: string | null;
  home_league: string | null;
  home_primary: string | null;
  home_secondary: string | null;
  away_id: string | null;
  away_name: string | null;
  away_short: string | null;
  away_slug: string | null;
  away_city: string | null;
  away_league: string | null;
  away_primary: string | null;
  away_secondary: string | null;
  words: string[];
  doors_minutes: number | null;
  picture_id: string | null;
  home_logo: string | null;
  away_logo: string | null;
  venue_slug: string;
}

/** Leagues with what fans call them; shares_sport: another league is of the same sport. */
export interface CatalogLeaguesNamed {
  id: string;
  name: string;
  sport: string | null;
  logo_id: string | null;
  shares_sport: boolean;
}

/** Teams and artists. */
export interface CatalogPerformersNamed {
  id: string;
  name: string;
  short_name: string;
  slug: string;
  city: string;
  league: string | null;
  primary_color: string | null;
  secondary_color: string | null;
}

/** Seasons with their team and windows. */
export interface CatalogSeasonsNamed {
  id: string;
  name: string;
  league: string;
  performer_id: string;
  performer_name: string;
  performer_short: string;
  selling_from: string | null;
  selling_until: string | null;
  regular_from: string | null;
  regular_until: string | null;
  playoffs_from: string | null;
  playoffs_until: string | null;
  retired_at: Date | null;
}

/** Venues whose position is known, degrees; north and east are positive. */
export interface CatalogVenuePositions {
  id: string;
  city: string;
  latitude: number;
  longitude: number;
}

/** Venues with their place and IANA time zone. */
export interface CatalogVenuesNamed {
  id: string;
  name: string;
  city: string;
  region: string | null;
  country: string;
  time_zone: string;
}
