import type { EventQuery } from '@holdfast/shared/catalog';
import { moneyText } from '../ui/money.ts';
import { leagueInSentence, leagueTitle, listed, type NamedLeague } from '../ui/text.ts';
import { dayName } from '../ui/time.ts';

/** A visitor's search as the address contains it. Invalid parts are dropped. */
export interface Search {
  q: string | null;
  league: string | null;
  performer: string | null;
  city: string | null;
  /** Monday 1 … Sunday 7 */
  weekdays: number[];
  from: string | null;
  to: string | null;
  /** So many tickets together; null: any number. */
  quantity: number | null;
  /** At most this each with all fees, minor units. */
  maxPrice: number | null;
  /** A city, or a position in degrees such as `40.4,-80.0`. */
  near: string | null;
  /** How near, in miles. */
  within: number;
  /** Only games with tickets on sale now. */
  onSale: boolean;
  sort: 'startsAt' | 'fromPrice';
  page: number;
}

/** The query parameters of a search, in their normal order. */
export const searchNames = [
  'q',
  'league',
  'performer',
  'city',
  'weekday',
  'from',
  'to',
  'quantity',
  'maxPrice',
  'near',
  'within',
  'onSale',
  'sort',
  'page',
] as const;
/** Games per page. */
export const gamesPerPage = 20;
const lastPage = 500;
/** As the API has it: an hour's drive. */
const usualMiles = 50;

const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** The names of the days of the week, Monday first. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** Reads a search from an address. */
export function readSearch(query: URLSearchParams): Search {
  const day = (name: string) => {
    const text = query.get(name);
    return text !== null && dayPattern.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
  };
  const whole = (name: string, most: number) => {
    const text = query.get(name) ?? '';
    return /^[1-9]\d{0,8}$/.test(text) && Number(text) <= most ? Number(text) : null;
  };
  const weekdays = (query.get('weekday') ?? '').split(',').filter((text) => /^[1-7]$/.test(text));
  const page = Number(query.get('page'));
  return {
    q: query.get('q')?.slice(0, 100) ?? null,
    league: query.get('league')?.slice(0, 20) ?? null,
    performer: query.get('performer')?.slice(0, 100) ?? null,
    city: query.get('city')?.slice(0, 100) ?? null,
    weekdays: [...new Set(weekdays.map(Number))].sort(),
    from: day('from'),
    to: day('to'),
    quantity: whole('quantity', 20),
    maxPrice: whole('maxPrice', 100_000_000),
    near: query.get('near')?.trim().slice(0, 100) || null,
    within: whole('within', 1000) ?? usualMiles,
    onSale: query.get('onSale') === 'true',
    sort: query.get('sort') === 'fromPrice' ? 'fromPrice' : 'startsAt',
    page: Number.isInteger(page) && page > 1 && page <= lastPage ? page : 1,
  };
}

/** The same search as a query of the API. */
export function asEventQuery(search: Search, perPage = gamesPerPage): EventQuery {
  const query: EventQuery = { page: search.page, perPage, sort: search.sort };
  if (search.q !== null) query.q = search.q;
  if (search.league !== null) query.league = search.league;
  if (search.performer !== null) query.performer = search.performer;
  if (search.city !== null) query.city = search.city;
  if (search.weekdays.length > 0) query.weekday = search.weekdays.join(',');
  if (search.from !== null) query.from = search.from;
  if (search.to !== null) query.to = search.to;
  if (search.quantity !== null) query.quantity = search.quantity;
  if (search.maxPrice !== null) query.maxPrice = search.maxPrice;
  if (search.near !== null) {
    query.near = search.near;
    query.within = search.within;
  }
  if (search.onSale) query.onSale = 'true';
  return query;
}

/** The address of a search. */
export function addressOf(search: Search): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null) =>
    value !== null && value !== '' && query.set(name, value);
  put('q', search.q);
  put('league', search.league);
  put('performer', search.performer);
  put('city', search.city);
  put('weekday', search.weekdays.join(','));
  put('from', search.from);
  put('to', search.to);
  put('quantity', search.quantity === null ? null : String(search.quantity));
  put('maxPrice', search.maxPrice === null ? null : String(search.maxPrice));
  put('near', search.near);
  put('within', search.near === null || search.within === usualMiles ? null : String(search.within));
  put('onSale', search.onSale ? 'true' : null);
  put('sort', search.sort === 'startsAt' ? null : search.sort);
  put('page', search.page === 1 ? null : String(search.page));
  return query.size === 0 ? '/games' : `/games?${query}`;
}

/** One filter of a search. */
export interface Filter {
  label: string;
  /** The label when this filter is removed: "any day". */
  without: string;
  /** The search without this filter. */
  withoutIt: Search;
  /** The search with only this filter. */
  only: Search;
}

const everything: Search = {
  q: null,
  league: null,
  performer: null,
  city: null,
  weekdays: [],
  from: null,
  to: null,
  quantity: null,
  maxPrice: null,
  near: null,
  within: usualMiles,
  onSale: false,
  sort: 'startsAt',
  page: 1,
};

/**
 * The filters of a search.
 * @param teamName the performer's name, when known
 * @param currency of the search's prices
 */
export function filtersOf(search: Search, teamName: string | null, currency: string): Filter[] {
  const { q, league, performer, city, weekdays, from, to, quantity, maxPrice, near, onSale, sort } = search;
  const filters: Filter[] = [];
  const add = (label: string, without: string, fields: readonly (keyof Search)[]) => {
    const pick = (source: Search) => Object.fromEntries(fields.map((field) => [field, source[field]]));
    filters.push({
      label,
      without,
      withoutIt: { ...search, page: 1, ...pick(everything) },
      only: { ...everything, sort, ...pick(search) },
    });
  };
  if (q !== null) add(`“${q}”`, 'any words', ['q']);
  if (performer !== null) add(teamName ?? performer, 'any team', ['performer']);
  if (league !== null) add(league === 'own' ? 'our own events' : league, 'any league', ['league']);
  if (city !== null) add(city, 'any city', ['city']);
  if (weekdays.length > 0) add(weekdayWords(weekdays), 'any day of the week', ['weekdays']);
  if (from !== null || to !== null) add(rangeWords(search), 'any date', ['from', 'to']);
  if (quantity !== null) add(togetherText(quantity), 'any number', ['quantity']);
  if (maxPrice !== null) add(atMostText(maxPrice, currency), 'any price', ['maxPrice']);
  if (near !== null) add(nearText(search), 'anywhere', ['near', 'within']);
  if (onSale) add('on sale now', 'on sale or not', ['onSale']);
  return filters;
}

/** "2 together" */
export const togetherText = (quantity: number): string =>
  quantity === 1 ? 'one ticket' : `${quantity} together`;
/** Whether a search is near a position, not a city. */
export const isPosition = (near: string): boolean => /^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/.test(near);
/** "within 50 miles of Pittsburgh" */
export const nearText = ({ near, within }: Pick<Search, 'near' | 'within'>): string =>
  `within ${within} miles of ${near !== null && isPosition(near) ? 'you' : near}`;
/** "up to $150 each" */
export const atMostText = (amount: number, currency: string): string =>
  `up to ${moneyText({ amount, currency }).replace(/\.00$/, '')} each`;

const weekdayWords = (weekdays: number[]): string =>
  listed(weekdays.map((day) => `${weekdayNames[day - 1]}s`));

function rangeWords({ from, to }: Search): string {
  if (from === null) return `until ${dayName(to!)}`;
  if (to === null) return `from ${dayName(from)}`;
  return from === to ? dayName(from) : `${dayName(from)} to ${dayName(to)}`;
}

/** "Pittsburgh Steelers, on Sundays, in Pittsburgh" */
export function searchTitle(
  search: Search,
  teamName: string | null,
  currency: string,
  leagues: readonly NamedLeague[] = [],
): string {
  const parts: string[] = [];
  if (search.performer !== null) parts.push(teamName ?? 'One team');
  if (search.q !== null) parts.push(parts.length === 0 ? `Events for “${search.q}”` : `“${search.q}”`);
  if (search.league !== null) {
    const known = leagues.find(({ value }) => value === search.league);
    const league = known ?? { value: search.league, name: search.league, sport: null };
    parts.push(parts.length === 0 ? leagueTitle(league) : leagueInSentence(league));
  }
  if (parts.length === 0) parts.push('All events');
  if (search.city !== null) parts.push(`in ${search.city}`);
  if (search.weekdays.length > 0) parts.push(`on ${weekdayWords(search.weekdays)}`);
  if (search.from !== null || search.to !== null) parts.push(rangeWords(search));
  if (search.quantity !== null) parts.push(togetherText(search.quantity));
  if (search.maxPrice !== null) parts.push(atMostText(search.maxPrice, currency));
  if (search.near !== null) parts.push(nearText(search));
  if (search.onSale) parts.push('on sale now');
  return parts.join(', ');
}

/** First and last day of "2026-11". */
export function monthRange(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year!, number!, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}
