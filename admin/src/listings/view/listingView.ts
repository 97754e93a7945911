/** A listings view, whose filters and order are in the URL. */
import type { Listing } from '@holdfast/shared/listings';
import { useMemo } from 'react';
import { useListContext } from 'react-admin';
import type { ListFacts } from '../../dataProvider/index.ts';
import type { ListOrder as Sort } from '../../ui/grid/ResourceList.tsx';
import { readableOf } from '../../ui/unreadable.ts';
import { useAddress } from '../../ui/useAddress.ts';
import type { ListingsViewConfig } from '../listingsViews.ts';
import { filterNames, filterOf, viewFields, viewText } from './filters.ts';

const words: Record<string, readonly [asc: string, desc: string]> = {
  submittedAt: ['Oldest first', 'Newest first'],
  pricedAt: ['Priced longest ago first', 'Priced lately first'],
  delistRequestedAt: ['Oldest first', 'Newest first'],
  inHandOn: ['Oldest first', 'Newest first'],
  startsAt: ['Soonest first', 'Latest first'],
  price: ['Cheapest first', 'Dearest first'],
  market: ['Farthest below its market first', 'Farthest above its market first'],
  free: ['Fewest free first', 'Most free first'],
  consignor: ['By consignor', 'By consignor, backwards'],
  event: ['By game', 'By game, backwards'],
  section: ['By section', 'By section, backwards'],
};

/** The order in words. */
export function orderWords(sort: Sort): string {
  return words[sort.field]?.[sort.order === 'asc' ? 0 : 1] ?? '';
}

/** What the list says beside its rows; nothing of it while the view is read for the first time. */
export type ListingFacts = ListFacts & { total?: number };

export function useListingFacts(): ListingFacts {
  const { total, meta, isPlaceholderData } = useListContext<Listing>();
  return useMemo(
    () => (isPlaceholderData || total === undefined ? {} : { ...(meta as ListFacts), total }),
    [total, meta, isPlaceholderData],
  );
}

/** The filter that a page has by itself: its queue, or the states that it opens with. */
export const fixedFilterOf = ({ queue, states }: ListingsViewConfig) => ({
  ...(queue ? { queue } : {}),
  ...(states ? { state: states } : {}),
});

/** Names a view of a page among all counts. */
export const viewKey = ({ name }: ListingsViewConfig, query: string) =>
  `${name}?${viewText(new URLSearchParams(query))}`;

export function useListingView(viewConfig: ListingsViewConfig) {
  const [asked, put] = useAddress();
  const { query, ignored } = readableOf(asked, viewFields);
  const text = query.toString();
  // Relative filters count from when the view was opened; a moving filter would reset the scroll position.
  const filter = useMemo(() => {
    return filterOf(new URLSearchParams(text), fixedFilterOf(viewConfig), Date.now());
  }, [text, viewConfig]);
  const field = query.get('sort') ?? viewConfig.sort.field;
  const order: Sort['order'] =
    (query.get('order') ?? (query.get('sort') ? 'asc' : viewConfig.sort.order)) === 'desc' ? 'desc' : 'asc';

  return {
    viewConfig,
    query,
    /** Parts of the address that can't be read. */
    ignored,
    filter,
    sort: { field, order },
    setSort: (sort: Sort) => put({ sort: sort.field, order: sort.order }),
    put,
    setFilters: (values: Record<string, unknown>) =>
      put(Object.fromEntries(filterNames.map((name) => [name, values[name] ? String(values[name]) : null]))),
    isFiltered: filterNames.some((name) => name !== 'state' && query.get(name)),
    clear: () => put(Object.fromEntries(filterNames.map((name) => [name, null]))),
  };
}
export type ListingView = ReturnType<typeof useListingView>;
