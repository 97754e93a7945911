/** A list's filters and order out of the page's address, for `ResourceList`. */
import { useCallback, useMemo } from 'react';
import { useAddress } from '../useAddress.ts';
import type { ListOrder } from './ResourceList.tsx';

export interface AddressListOptions {
  /** The names of its filters in the address. */
  filters: readonly string[];
  /** Columns that it can be sorted by; another one in the address is ignored. */
  sorts: readonly string[];
  /** The order as the page opens. */
  opening: ListOrder;
}

export function useAddressList({ filters, sorts, opening }: AddressListOptions) {
  const [query, change] = useAddress();
  const text = query.toString();
  const filterValues = useMemo(() => {
    const found = new URLSearchParams(text);
    return Object.fromEntries(filters.flatMap((name) => (found.get(name) ? [[name, found.get(name)!]] : [])));
  }, [text, filters]);
  const field = query.get('sort');
  const sort: ListOrder =
    field !== null && sorts.includes(field)
      ? { field, order: query.get('order') === 'desc' ? 'desc' : 'asc' }
      : opening;
  const setFilters = useCallback(
    (values: Record<string, unknown>) =>
      change(Object.fromEntries(filters.map((name) => [name, values[name] ? String(values[name]) : null]))),
    [change, filters],
  );
  const setSort = useCallback(({ field, order }: ListOrder) => change({ sort: field, order }), [change]);
  return { filterValues, setFilters, sort, setSort };
}
