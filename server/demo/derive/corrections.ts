/**
 * Corrections of the sources, by hand. Each entry says what it corrects; the derivation fails when a
 * correction matches nothing, so that a better source is noticed here.
 */

/** A derived venue. */
export interface VenueFacts {
  key: string;
  name: string;
  city: string;
  region: string;
  country: string;
  timeZone: string;
  capacity: number;
  roof: 'open' | 'closed';
  kind: 'stadium' | 'arena';
}

/** Stadium names that changed after the venue list was made, by the source's stadium id. */
export const CURRENT_STADIUM_NAMES: Readonly<Record<string, string>> = {
  CLE00: 'Huntington Bank Field',
  WAS00: 'Northwest Stadium',
};

/** The football games abroad of 2025; the source names the home club's stadium and zone. By source game id. */
export const NFL_ABROAD: Readonly<Record<string, string>> = {
  '2025_01_KC_LAC': 'corinthians-arena',
  '2025_04_MIN_PIT': 'croke-park',
  '2025_05_MIN_CLE': 'tottenham-hotspur-stadium',
  '2025_06_DEN_NYJ': 'tottenham-hotspur-stadium',
  '2025_07_LA_JAX': 'wembley-stadium',
  '2025_10_ATL_IND': 'olympiastadion-berlin',
  '2025_11_WAS_MIA': 'santiago-bernabeu',
};

/** The venues of football games abroad. */
export const VENUES_ABROAD: readonly VenueFacts[] = [
  abroad('corinthians-arena', 'Corinthians Arena', 'São Paulo', 'SP', 'BR', 'America/Sao_Paulo', 47_252),
  abroad('croke-park', 'Croke Park', 'Dublin', '', 'IE', 'Europe/Dublin', 82_300),
  abroad(
    'tottenham-hotspur-stadium',
    'Tottenham Hotspur Stadium',
    'London',
    '',
    'GB',
    'Europe/London',
    62_850,
  ),
  abroad('wembley-stadium', 'Wembley Stadium', 'London', '', 'GB', 'Europe/London', 90_000),
  abroad('olympiastadion-berlin', 'Olympiastadion Berlin', 'Berlin', '', 'DE', 'Europe/Berlin', 74_475),
  abroad('santiago-bernabeu', 'Santiago Bernabéu', 'Madrid', '', 'ES', 'Europe/Madrid', 83_186),
];

/** The ice hockey feed gives Canadian arenas and Detroit the zone of another city; corrected by city. */
export const TRUE_ZONES: Readonly<Record<string, string>> = {
  Calgary: 'America/Edmonton',
  Detroit: 'America/Detroit',
  Edmonton: 'America/Edmonton',
  Montreal: 'America/Toronto',
  Ottawa: 'America/Toronto',
  Toronto: 'America/Toronto',
  Vancouver: 'America/Vancouver',
  Winnipeg: 'America/Winnipeg',
};

/** Cities that the feed names differently from the venue's own address. */
export const TRUE_CITIES: Readonly<Record<string, string>> = { 'UBS Arena': 'Elmont' };

/** Open roofs among the ice hockey venues: the two outdoor games. */
export const OPEN_AIR_RINKS: readonly string[] = ['loanDepot park', 'Raymond James Stadium'];

/**
 * Colors that no source has, because the club is newer than the color list or missing from it. The others
 * name one color and use white as the other.
 */
export const CLUB_COLORS: Readonly<Record<string, { primary?: string; secondary: string }>> = {
  'Seattle Kraken': { primary: '#001628', secondary: '#99d9d9' },
  'Utah Mammoth': { primary: '#010101', secondary: '#6cace4' },
  'Detroit Red Wings': { secondary: '#ffffff' },
  'Tampa Bay Lightning': { secondary: '#ffffff' },
  'Toronto Maple Leafs': { secondary: '#ffffff' },
};

/** Nicknames of two words; every other club's is the last word of its full name. */
export const LONG_NICKNAMES: readonly string[] = [
  'Blue Jackets',
  'Golden Knights',
  'Maple Leafs',
  'Red Wings',
];

function abroad(
  key: string,
  name: string,
  city: string,
  region: string,
  country: string,
  timeZone: string,
  capacity: number,
): VenueFacts {
  return { key, name, city, region, country, timeZone, capacity, roof: 'open', kind: 'stadium' };
}
