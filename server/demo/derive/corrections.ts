/**
 * What the sources have wrong or leave out, put right by hand. Each entry says what it corrects; the derivation fails
 * when a correction meets nothing, so that a better source makes it visible here.
 */

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

/** Names that changed after the venue list was made, by the source's stadium id. */
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

/** The ice hockey feed gives Canadian arenas, and Detroit, the zone of a United States city; by city. */
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

/** Places that the feed names otherwise than their own address does. */
export const TRUE_CITIES: Readonly<Record<string, string>> = { 'UBS Arena': 'Elmont' };

/** Open roofs among the ice hockey venues: the two outdoor games. */
export const OPEN_AIR_RINKS: readonly string[] = ['loanDepot park', 'Raymond James Stadium'];

/**
 * Colours that no source has: both clubs are newer than the colour list or left out of it. The rest name one colour
 * and wear white as the other.
 */
export const CLUB_COLOURS: Readonly<Record<string, { primary?: string; secondary: string }>> = {
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
