import type { EventQuery } from '@holdfast/shared/catalog';
import { leagueName, listed } from '../ui/text.ts';
import { dayName } from '../ui/time.ts';

/** What a visitor searches for, as the address says it, with what makes no sense left out. */
export interface Search {
  q: string | null;
  league: string | null;
  performer: string | null;
  city: string | null;
  /** Monday 1 … Sunday 7 */
  weekdays: number[];
  from: string | null;
  to: string | null;
  /** Only games with something to buy now. */
  onSale: boolean;
  sort: 'startsAt' | 'fromPrice';
  page: number;
}

export const searchNames = [
  'q',
  'league',
  'performer',
  'city',
  'weekday',
  'from',
  'to',
  'onSale',
  'sort',
  'page',
] as const;
export const gamesPerPage = 20;
const lastPage = 500;

const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export function readSearch(query: URLSearchParams): Search {
  const day = (name: string) => {
    const text = query.get(name);
    return text !== null && dayPattern.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
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
    onSale: query.get('onSale') === 'true',
    sort: query.get('sort') === 'fromPrice' ? 'fromPrice' : 'startsAt',
    page: Number.isInteger(page) && page > 1 && page <= lastPage ? page : 1,
  };
}

/** The same for the API. */
export function asEventQuery(search: Search, perPage = gamesPerPage): EventQuery {
  const query: EventQuery = { page: search.page, perPage, sort: search.sort };
  if (search.q !== null) query.q = search.q;
  if (search.league !== null) query.league = search.league;
  if (search.performer !== null) query.performer = search.performer;
  if (search.city !== null) query.city = search.city;
  if (search.weekdays.length > 0) query.weekday = search.weekdays.join(',');
  if (search.from !== null) query.from = search.from;
  if (search.to !== null) query.to = search.to;
  if (search.onSale) query.onSale = 'true';
  return query;
}

/** The address of a search; the first page unless said. */
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
  put('onSale', search.onSale ? 'true' : null);
  put('sort', search.sort === 'startsAt' ? null : search.sort);
  put('page', search.page === 1 ? null : String(search.page));
  return query.size === 0 ? '/games' : `/games?${query}`;
}

/** One thing that narrows a search, in words. */
export interface Filter {
  words: string;
  /** What the search says in its stead: "any day". */
  without: string;
  /** The search without it. */
  rest: Search;
  /** The search with nothing else. */
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
  onSale: false,
  sort: 'startsAt',
  page: 1,
};

/** @param teamName the performer's name, where it is known */
export function filtersOf(search: Search, teamName: string | null): Filter[] {
  const { q, league, performer, city, weekdays, from, to, onSale, sort } = search;
  const filters: Filter[] = [];
  const add = (words: string, without: string, fields: readonly (keyof Search)[]) => {
    const pick = (source: Search) => Object.fromEntries(fields.map((field) => [field, source[field]]));
    filters.push({
      words,
      without,
      rest: { ...search, page: 1, ...pick(everything) },
      only: { ...everything, sort, ...pick(search) },
    });
  };
  if (q !== null) add(`“${q}”`, 'any words', ['q']);
  if (performer !== null) add(teamName ?? performer, 'any team', ['performer']);
  if (league !== null) add(league === 'own' ? leagueName(league) : league, 'any league', ['league']);
  if (city !== null) add(city, 'any city', ['city']);
  if (weekdays.length > 0) add(weekdayWords(weekdays), 'any day of the week', ['weekdays']);
  if (from !== null || to !== null) add(rangeWords(search), 'any date', ['from', 'to']);
  if (onSale) add('on sale now', 'on sale or not', ['onSale']);
  return filters;
}

const weekdayWords = (weekdays: number[]): string =>
  listed(weekdays.map((day) => `${weekdayNames[day - 1]}s`));

function rangeWords({ from, to }: Search): string {
  if (from === null) return `until ${dayName(to!)}`;
  if (to === null) return `from ${dayName(from)}`;
  return from === to ? dayName(from) : `${dayName(from)} to ${dayName(to)}`;
}

/** "Pittsburgh Steelers, on Sundays, in Pittsburgh" */
export function searchTitle(search: Search, teamName: string | null): string {
  const words: string[] = [];
  if (search.performer !== null) words.push(teamName ?? 'One team');
  if (search.q !== null) words.push(words.length === 0 ? `Games for “${search.q}”` : `“${search.q}”`);
  if (search.league !== null)
    words.push(words.length === 0 ? leagueName(search.league) : leagueName(search.league).toLowerCase());
  if (words.length === 0) words.push('All games');
  if (search.city !== null) words.push(`in ${search.city}`);
  if (search.weekdays.length > 0) words.push(`on ${weekdayWords(search.weekdays)}`);
  if (search.from !== null || search.to !== null) words.push(rangeWords(search));
  if (search.onSale) words.push('on sale now');
  return words.join(', ');
}

/** First and last day of "2026-11". */
export function monthRange(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year!, number!, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}
