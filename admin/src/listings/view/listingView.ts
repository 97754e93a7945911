/** A listings view, whose filters and order are in the URL. */
import { useCallback, useMemo, useState } from 'react';
import type { ListFacts } from '../../dataProvider/index.ts';
import { useAddress } from '../../ui/useAddress.ts';
import type { ListingsViewConfig } from '../listingsViews.ts';
import { filterNames, filterOf } from './filters.ts';

export interface Sort {
  field: string;
  order: 'asc' | 'desc';
}

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

export type ListingFacts = ListFacts & { total?: number };

export function useListingView(viewConfig: ListingsViewConfig) {
  const [query, put] = useAddress();
  const [facts, setFacts] = useState<ListingFacts>({});
  const text = query.toString();
  // Relative filters count from when the view was opened; a moving filter would reset the scroll position.
  const filter = useMemo(() => {
    const fixed = {
      ...(viewConfig.queue ? { queue: viewConfig.queue } : {}),
      ...(viewConfig.states ? { state: viewConfig.states } : {}),
    };
    return filterOf(new URLSearchParams(text), fixed, Date.now());
  }, [text, viewConfig]);
  const field = query.get('sort') ?? viewConfig.sort.field;
  const order: Sort['order'] =
    (query.get('order') ?? (query.get('sort') ? 'asc' : viewConfig.sort.order)) === 'desc' ? 'desc' : 'asc';

  /** Only the first page of a view carries totals; they are kept for the further ones. */
  const learn = useCallback(
    (told: ListingFacts) =>
      setFacts((before) => ({
        total: told.total,
        totals: told.totals ?? before.totals,
        counts: told.counts ?? before.counts,
      })),
    [],
  );
  return {
    viewConfig,
    query,
    filter,
    sort: { field, order },
    setSort: (sort: Sort) => put({ sort: sort.field, order: sort.order }),
    put,
    facts,
    learn,
    isFiltered: filterNames.some((name) => name !== 'state' && query.get(name)),
    clear: () => put(Object.fromEntries(filterNames.map((name) => [name, null]))),
  };
}
export type ListingView = ReturnType<typeof useListingView>;
