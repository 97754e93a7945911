/** The page's query, kept in the URL so that it can be shared. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import {
  type StatisticsDate,
  type StatisticsDimension,
  type StatisticsRow,
  type StatisticsSort,
  soldTicketsQuery,
  statisticsDates,
  statisticsDimensions,
  statisticsSorts,
} from '@holdfast/shared/stats';
import { readableDay } from '../ui/dates/typedDay.ts';
import { matching, oneOf, readableOf } from '../ui/unreadable.ts';
import type { ChartedFigure } from './chartData.ts';

export const dimensionNames: Record<StatisticsDimension, { one: string; many: string }> = {
  event: { one: 'Event', many: 'events' },
  ticketType: { one: 'Ticket type', many: 'ticket types' },
  consignor: { one: 'Consignor', many: 'consignors' },
  team: { one: 'Team', many: 'teams' },
  venue: { one: 'Venue', many: 'venues' },
  day: { one: 'Day', many: 'days' },
};
export const dateNames: Record<StatisticsDate, string> = {
  sale: 'by sale date',
  payment: 'by payment date',
  event: 'by event date',
};
/** The order of the rows in words. */
export const sortNames: Record<StatisticsSort, readonly [descending: string, ascending: string]> = {
  sold: ['Best selling first', 'Least sold first'],
  reservations: ['Most reserved first', 'Least reserved first'],
  commission: ['Most profitable first', 'Least profitable first'],
  name: ['By name, backwards', 'By name'],
  date: ['Latest first', 'Earliest first'],
  listed: ['Most listed first', 'Least listed first'],
  held: ['Most held first', 'Least held first'],
  sellThrough: ['Highest sell-through first', 'Lowest sell-through first'],
  orders: ['Most orders first', 'Fewest orders first'],
  perOrder: ['Largest orders first', 'Smallest orders first'],
  averagePrice: ['Dearest first', 'Cheapest first'],
  gross: ['Highest gross first', 'Lowest gross first'],
  consignors: ['Most for consignors first', 'Least for consignors first'],
  fees: ['Most fees first', 'Least fees first'],
  refunds: ['Most refunded first', 'Least refunded first'],
  daysToSell: ['Slowest first', 'Fastest first'],
};
/** The figures that the drill charts over time. */
export const chartedNames: Record<ChartedFigure, string> = {
  sold: 'Sold',
  gross: 'Gross',
  commission: 'Commission',
};
/** The orders that the page offers by name. */
export const namedSorts = ['sold', 'reservations', 'commission'] as const satisfies readonly StatisticsSort[];

/** Filters that have a chip of their own, by the name of their parameter. */
export const pointFilters = ['eventId', 'consignorId', 'teamId', 'venueId', 'ticketType', 'league'] as const;

export type Filter = Record<string, string>;
export interface Question {
  by: StatisticsDimension;
  sort: StatisticsSort;
  order: 'asc' | 'desc';
  /** Further parameters of the API. */
  filter: Filter;
  countedBy: StatisticsDate;
  currency: string;
}

const chosenOf = <T extends string>(all: readonly T[], value: string | null, otherwise: T): T =>
  all.find((each) => each === value) ?? otherwise;

const fields = {
  by: oneOf(statisticsDimensions),
  sort: oneOf(statisticsSorts),
  order: oneOf(['asc', 'desc']),
  countedBy: oneOf(statisticsDates),
  currency: matching(/^[A-Z]{3}$/),
  page: soldTicketsQuery.shape.page,
  perPage: soldTicketsQuery.shape.perPage,
  from: readableDay,
  until: readableDay,
};

/** Parts of the address that can't be read. */
export const ignoredIn = (query: URLSearchParams): string[] => readableOf(query, fields).ignored;

export function statisticsQueryOf(asked: URLSearchParams): Question {
  const { query } = readableOf(asked, fields);
  const countedBy = chosenOf(statisticsDates, query.get('countedBy'), 'sale');
  const currency = query.get('currency') ?? marketplaceCurrency;
  const filter: Filter = { countedBy, currency };
  for (const name of ['from', 'until', 'q', ...pointFilters]) {
    const value = query.get(name);
    if (value) filter[name] = value;
  }
  return {
    by: chosenOf(statisticsDimensions, query.get('by'), 'event'),
    sort: chosenOf(statisticsSorts, query.get('sort'), 'sold'),
    order: query.get('order') === 'asc' ? 'asc' : 'desc',
    filter,
    countedBy,
    currency,
  };
}

/** The filter of what lies behind a row. */
export function behind({ by, filter }: Pick<Question, 'by' | 'filter'>, id: string): Filter {
  switch (by) {
    case 'event':
      return { ...filter, eventId: id };
    case 'consignor':
      return { ...filter, consignorId: id };
    case 'ticketType':
      return { ...filter, ticketType: id };
    case 'team':
      return id === 'own' ? { ...filter, league: 'own' } : { ...filter, teamId: id };
    case 'venue':
      return { ...filter, venueId: id };
    case 'day':
      return { ...filter, from: id, until: id };
  }
}

export const addressOf = (filter: Filter): string => new URLSearchParams(filter).toString();

/** `Sun Nov 22`, short `Nov 22`, `Nov 22, 2025` for another year: a day has no zone. */
export function dayWords(day: string, length: 'short' | 'long' = 'long'): string {
  const isThisYear = day.startsWith(String(new Date().getFullYear()));
  return new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    ...(isThisYear ? (length === 'long' ? { weekday: 'short' } : {}) : { year: 'numeric' }),
  })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(/^(\w+), /, '$1 ');
}

export const nameOfRow = (row: Pick<StatisticsRow, 'id' | 'name'>, by: StatisticsDimension): string =>
  by === 'day' && row.id === row.name ? dayWords(row.name) : row.name;
