/** Queries beside the grid's own. */
import type { SoldTicket, StatisticsSeries, StatisticsSplit, StatisticsTops } from '@holdfast/shared/stats';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/http.ts';
import { addressOf, type Filter } from './statisticsQuery.ts';

function useAnswer<T>(path: string, filter: Filter, more: Filter = {}, enabled = true) {
  const query = addressOf({ ...filter, ...more });
  return useQuery({
    queryKey: ['statistics', path, query],
    queryFn: ({ signal }) => call<T>(`/admin/statistics/${path}?${query}`, { signal }),
    placeholderData: (before) => before,
    enabled,
  });
}

export const useTops = (filter: Filter) => useAnswer<StatisticsTops>('tops', filter);
export const useSeries = (filter: Filter) => useAnswer<StatisticsSeries>('series', filter);
export const useSplit = (filter: Filter, of: 'section' | 'ticketType') =>
  useAnswer<StatisticsSplit>('split', filter, { of });
export const useTickets = (filter: Filter, count: number) =>
  useAnswer<{ data: SoldTicket[]; total: number }>('rows', filter, { perPage: String(count) });
