/** What a view of listings shows: its filters and order stand in the address. */
import { useCallback, useMemo, useState } from 'react';
import type { ListFacts } from '../../dataProvider/index.ts';
import { useAddress } from '../../ui/useAddress.ts';
import type { DeskLook } from '../desks.ts';
import { filterNames, filterOf } from './filters.ts';

export interface Sort {
  field: string;
  order: 'asc' | 'desc';
}

const words: Record<string, readonly [asc: string, desc: string]> = {
  submittedAt: ['Oldest first', 'Newest first'],
  pricedAt: ['Priced longest ago first', 'Priced lately first'],
  delistAskedAt: ['Oldest first', 'Newest first'],
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

export function useListingView(desk: DeskLook) {
  const [query, put] = useAddress();
  const [facts, setFacts] = useState<ListingFacts>({});
  const text = query.toString();
  // Spans count from when the view was opened: a filter that moved by itself would begin at the top again and again.
  const filter = useMemo(() => {
    const fixed = {
      ...(desk.queue ? { queue: desk.queue } : {}),
      ...(desk.states ? { state: desk.states } : {}),
    };
    return filterOf(new URLSearchParams(text), fixed, Date.now());
  }, [text, desk]);
  const field = query.get('sort') ?? desk.sort.field;
  const order: Sort['order'] =
    (query.get('order') ?? (query.get('sort') ? 'asc' : desk.sort.order)) === 'desc' ? 'desc' : 'asc';

  /** The further pages of a view say no totals: what the first said stays. */
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
    desk,
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
