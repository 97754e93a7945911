/** What a view of listings shows: its filters and order stand in the address. */
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ListFacts } from '../dataProvider/index.ts';

export interface Sort {
  field: string;
  order: 'asc' | 'desc';
}

const filterNames = ['q', 'league', 'consignorId', 'eventId', 'importId'] as const;
const tabs = [
  { value: 'live', name: 'Live' },
  { value: 'paused', name: 'Paused' },
  { value: 'submitted', name: 'To approve' },
  { value: 'rejected', name: 'Rejected' },
  { value: 'ended', name: 'Ended' },
  { value: 'withdrawn', name: 'Withdrawn' },
  { value: 'draft', name: 'Drafts' },
] as const;

const words: Record<string, readonly [asc: string, desc: string]> = {
  submittedAt: ['Oldest first', 'Newest first'],
  startsAt: ['Soonest game first', 'Latest game first'],
  price: ['Cheapest first', 'Dearest first'],
  consignor: ['By consignor', 'By consignor, backwards'],
  event: ['By game', 'By game, backwards'],
  section: ['By section', 'By section, backwards'],
};

/** The order in words. */
export function orderWords(sort: Sort): string {
  return words[sort.field]?.[sort.order === 'asc' ? 0 : 1] ?? '';
}

export function useListingView(isQueue: boolean) {
  const [query, setQuery] = useSearchParams();
  const [facts, setFacts] = useState<ListFacts & { total?: number }>({});
  const state = isQueue ? 'submitted' : (query.get('state') ?? 'live');
  const text = query.toString();
  const filter = useMemo(() => {
    const now = new URLSearchParams(text);
    const set: Record<string, string> = {};
    if (state !== 'all') set.state = state;
    for (const name of filterNames) {
      const value = now.get(name);
      if (value) set[name] = value;
    }
    return set;
  }, [text, state]);
  const field = query.get('sort') ?? (isQueue ? 'submittedAt' : 'startsAt');
  const order: Sort['order'] = query.get('order') === 'desc' ? 'desc' : 'asc';

  function put(changes: Record<string, string | null>) {
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes))
          if (value) next.set(name, value);
          else next.delete(name);
        return next;
      },
      { replace: true },
    );
  }

  const counts = facts.counts ?? {};
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    filter,
    sort: { field, order },
    setSort: (sort: Sort) => put({ sort: sort.field, order: sort.order }),
    put,
    facts,
    setFacts,
    isFiltered: filterNames.some((name) => query.get(name)),
    clear: () => put(Object.fromEntries(filterNames.map((name) => [name, null]))),
    tabs: [
      ...tabs
        .filter((tab) => tab.value === 'live' || (counts[tab.value] ?? 0) > 0 || state === tab.value)
        .map((tab) => ({ ...tab, count: counts[tab.value] ?? 0 })),
      { value: 'all', name: 'All', count: all },
    ],
  };
}
export type ListingView = ReturnType<typeof useListingView>;
