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
  sort: SortPayload;
  /** Which part, counted from 1, where nothing tells after which row it begins. */
  page: number;
  /** The place after which it begins: `next` of the part before it. */
  after?: string | null;
}
export interface PartRead<T> {
  data: T[];
  total: number;
  /** Where the next part begins; null: this is the last one; undefined: its list doesn't tell. */
  next: string | null | undefined;
}
export interface ListParts<T extends RaRecord> {
  /** @param again asks the server even if the answer is new */
  read(part: ListPart, again: boolean): Promise<PartRead<T>>;
  /** Changes what the list context knows of the first part: its rows, how many there are, and its facts. */
  change(sort: SortPayload, to: (answer: GetListResult<T>) => GetListResult<T>): void;
}

/** The parts of one list. @param asksTotalsOnce further parts leave the totals out */
export function listParts<T extends RaRecord>(
  queries: QueryClient,
  dataProvider: DataProvider,
  resource: string,
  filter: Record<string, unknown>,
  asksTotalsOnce = false,
): ListParts<T> {
  const paramsOf = ({ page, sort }: ListPart) => ({
    pagination: { page, perPage: blockSize },
    sort: { field: sort.field, order: sort.order },
    filter: asksTotalsOnce && page > 1 ? { ...filter, totals: false } : filter,
  });
  // The key that react-admin's useGetList writes, so that both share one request.
  const firstKey = (sort: SortPayload) => [
    resource,
    'getList',
    { ...paramsOf({ page: 1, sort }), meta: rowsMeta },
  ];
  const ask = async (part: ListPart) => {
    const { data, total, pageInfo, meta } = await dataProvider.getList<T>(resource, {
      ...paramsOf(part),
      ...(part.after ? { meta: { after: part.after } } : {}),
    });
    return { data, total, pageInfo, meta };
  };
  const partOf = ({ data, total = 0, meta }: GetListResult<T>): PartRead<T> => ({
    data,
    total,
    next: (meta as { next?: string | null } | undefined)?.next,
  });
  return {
    async read(part, again) {
      if (part.page > 1) return partOf(await ask(part));
      return partOf(
        await queries.fetchQuery({
          queryKey: firstKey(part.sort),
          queryFn: () => ask(part),
          staleTime: again ? 0 : freshMs,
          retry: false,
          networkMode,
        }),
      );
    },
    change: (sort, to) =>
      queries.setQueryData<GetListResult<T>>(firstKey(sort), (answer) => answer && to(answer)),
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
