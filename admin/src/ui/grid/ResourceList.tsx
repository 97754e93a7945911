/**
 * react-admin's list of a resource, with its filters and order in the page's address: a link to a view, a saved view
 * and the list context always mean the same rows.
 */
import { type ReactNode, useMemo } from 'react';
import {
  ListBase,
  ListContextProvider,
  type ListControllerResult,
  type RaRecord,
  useListContext,
} from 'react-admin';
import { IgnoredParts } from '../Ignored.tsx';
import { blockSize, freshMs, networkMode, rowsMeta } from './listParts.ts';

/** An order as addresses and the API write it. */
export interface ListOrder {
  field: string;
  order: 'asc' | 'desc';
}

export interface ListOfAddress {
  resource: string;
  /** As the API takes it. */
  filter: Record<string, unknown>;
  /** As the address says it; without it, what the API takes. */
  filterValues?: Record<string, unknown>;
  setFilters?: (values: Record<string, unknown>) => void;
  sort: ListOrder;
  /** Without it, the order stays as the page opened. */
  setSort?: (sort: ListOrder) => void;
  /** Parts of the address that can't be read; the grid names them. */
  ignored?: readonly string[];
}

/** Whoever hears of a failed read: the grid says it in place of its rows, so nothing is announced besides. */
const saysItself = () => {};

export function ResourceList<T extends RaRecord>({
  resource,
  filter,
  sort,
  ignored = [],
  children,
  ...address
}: ListOfAddress & { children: ReactNode }) {
  const { field, order } = sort;
  const begin = useMemo(
    () => ({ field, order: order === 'desc' ? ('DESC' as const) : ('ASC' as const) }),
    [field, order],
  );
  return (
    <ListBase<T>
      resource={resource}
      filter={filter}
      sort={begin}
      perPage={blockSize}
      // The address keeps filters and order; the selection belongs to the page.
      disableSyncWithLocation
      storeKey={false}
      // The API refuses, in words that the grid shows; the application asks for the sign-in.
      disableAuthentication
      queryOptions={{
        meta: rowsMeta,
        staleTime: freshMs,
        networkMode,
        refetchOnWindowFocus: false,
        onError: saysItself,
      }}
    >
      <AddressContext<T> filter={filter} {...address}>
        <IgnoredParts value={ignored}>{children}</IgnoredParts>
      </AddressContext>
    </ListBase>
  );
}

/** The list context, whose filters and order are written to the address. */
function AddressContext<T extends RaRecord>({
  filter,
  filterValues = filter,
  setFilters,
  setSort,
  children,
}: Omit<ListOfAddress, 'resource' | 'sort' | 'ignored'> & { children: ReactNode }) {
  const list = useListContext<T>();
  const value = {
    ...list,
    filterValues,
    ...(setFilters && { setFilters }),
    ...(setSort && {
      setSort: ({ field, order }: { field: string; order?: string }) =>
        setSort({ field, order: order === 'DESC' ? 'desc' : 'asc' }),
    }),
  } as ListControllerResult<T>;
  return <ListContextProvider value={value}>{children}</ListContextProvider>;
}
