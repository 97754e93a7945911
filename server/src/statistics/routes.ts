import {
  soldTickets,
  soldTicketsQuery,
  statisticsFilter,
  statisticsList,
  statisticsQuery,
  statisticsSeries,
  statisticsSplit,
  statisticsSplitQuery,
  statisticsTops,
} from '@holdfast/shared/stats';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { readSeries, readSplit, readTickets } from './readDetails.ts';
import { readStatistics, readTops } from './readStatistics.ts';

const shared = { method: 'get', tag: 'Admin: statistics', roles: ['staff', 'finance'] } as const;

export function statisticsRoutes(): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/statistics',
      scopes: ['payouts:read'],
      summary: 'What was listed, held and sold, by a dimension, with totals over all rows',
      query: statisticsQuery,
      answer: statisticsList,
      read: (db, { query }) => readStatistics(db, query),
    }),
    query({
      ...shared,
      path: '/admin/statistics/tops',
      summary: 'The five most popular, most profitable and best selling events',
      query: statisticsFilter,
      answer: statisticsTops,
      read: (db, { query }) => readTops(db, query),
    }),
    query({
      ...shared,
      path: '/admin/statistics/series',
      summary: 'Sales over time',
      query: statisticsFilter,
      answer: statisticsSeries,
      read: (db, { query }) => readSeries(db, query),
    }),
    query({
      ...shared,
      path: '/admin/statistics/split',
      summary: 'Sold tickets by section or ticket type',
      query: statisticsSplitQuery,
      answer: statisticsSplit,
      read: (db, { query }) => readSplit(db, query),
    }),
    query({
      ...shared,
      path: '/admin/statistics/rows',
      summary: 'The sold tickets behind a figure, one a row',
      query: soldTicketsQuery,
      answer: soldTickets,
      read: (db, { query }) => readTickets(db, query),
    }),
  ];
}
