/** Reads a list part by part, through react-admin's query cache: the first part is the one that the list context has. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  type DataProvider,
  type GetListResult,
  type RaRecord,
  type SortPayload,
  useDataProvider,
} from 'react-admin';

/** Rows of one part. */
export const blockSize = 100;
/** For so long, in milliseconds, the grid and the list context share one answer. */
export const freshMs = 2_000;

/**
 * Marks rows of a list in react-admin's cache: a row holds less than its record, so it must not answer for `getOne`.
 */
export const rowsMeta = { rows: true };

/** Asks also while the browser believes that it is offline: a failed request is what tells people so. */
export const networkMode = 'always';

export interface ListPart {
  startRow: number;
  sort: SortPayload;
}
export interface ListParts<T extends RaRecord> {
  /** @param again asks the server even if the answer is new */
  read(part: ListPart, again: boolean): Promise<GetListResult<T>>;
  /** What was read of it last; shown on while nothing answers. */
  known(part: ListPart): GetListResult<T> | undefined;
}

/** The parts of one list. @param asksTotalsOnce further parts leave the totals out */
export function listParts<T extends RaRecord>(
  queries: QueryClient,
  dataProvider: DataProvider,
  resource: string,
  filter: Record<string, unknown>,
  asksTotalsOnce = false,
): ListParts<T> {
  const paramsOf = ({ startRow, sort }: ListPart) => ({
    pagination: { page: Math.floor(startRow / blockSize) + 1, perPage: blockSize },
    sort: { field: sort.field, order: sort.order },
    filter: asksTotalsOnce && startRow > 0 ? { ...filter, totals: false } : filter,
  });
  // The key that react-admin's useGetList writes, so that both share one request.
  const keyOf = (part: ListPart) => [resource, 'getList', { ...paramsOf(part), meta: rowsMeta }];
  return {
    read: (part, again) =>
      queries.fetchQuery({
        queryKey: keyOf(part),
        queryFn: async () => {
          const { data, total, pageInfo, meta } = await dataProvider.getList<T>(resource, paramsOf(part));
          return { data, total, pageInfo, meta };
        },
        staleTime: again ? 0 : freshMs,
        retry: false,
        networkMode,
      }),
    known: (part) => queries.getQueryData(keyOf(part)),
  };
}

/** @param filterText the filter as JSON: equal filters are one list */
export function useListParts<T extends RaRecord>(
  resource: string,
  filterText: string,
  asksTotalsOnce: boolean,
): ListParts<T> {
  const queries = useQueryClient();
  const dataProvider = useDataProvider();
  return useMemo(
    () => listParts<T>(queries, dataProvider, resource, JSON.parse(filterText), asksTotalsOnce),
    [queries, dataProvider, resource, filterText, asksTotalsOnce],
  );
}
