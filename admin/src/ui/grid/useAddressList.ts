/** A list's filters and order out of the page's address, for `ResourceList`. */
import { useCallback, useMemo } from 'react';
import { type Fields, type ListContract, listFields, readableOf } from '../unreadable.ts';
import { useAddress } from '../useAddress.ts';
import type { ListOrder } from './ResourceList.tsx';

export interface AddressListOptions {
  /** The query of its API: what it can't read is left out, and named. */
  contract: ListContract;
  /** The names of its filters in the address. */
  filters: readonly string[];
  /** How a filter's text reads, for filters whose values the contract doesn't limit and those that the address writes in another form. */
  reads?: Fields;
  /** The order as the page opens. */
  opening: ListOrder;
}

export function useAddressList({ contract, filters, reads, opening }: AddressListOptions) {
  const [asked, change] = useAddress();
  const { query, ignored } = readableOf(asked, listFields(contract, filters, reads));
  const text = query.toString();
  const filterValues = useMemo(() => {
    const found = new URLSearchParams(text);
    return Object.fromEntries(filters.flatMap((name) => (found.get(name) ? [[name, found.get(name)!]] : [])));
  }, [text, filters]);
  const field = query.get('sort');
  const sort: ListOrder =
    field === null
      ? opening
      : { field, order: query.get('order')?.toLowerCase() === 'desc' ? 'desc' : 'asc' };
  const setFilters = useCallback(
    (values: Record<string, unknown>) =>
      change(Object.fromEntries(filters.map((name) => [name, values[name] ? String(values[name]) : null]))),
    [change, filters],
  );
  const setSort = useCallback(({ field, order }: ListOrder) => change({ sort: field, order }), [change]);
  return { filterValues, setFilters, sort, setSort, ignored };
}
