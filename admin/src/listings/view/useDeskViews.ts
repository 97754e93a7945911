/** The views of a desk as tabs: those that it comes with, and those that people saved. */
import type { SavedView } from '@holdfast/shared/consignment';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../dataProvider/index.ts';
import { type DeskLook, desks } from '../desks.ts';
import { filterOf, viewText } from './filters.ts';
import type { ListingView } from './listingView.ts';

export interface ViewTab {
  key: string;
  name: string;
  query: string;
  count?: number;
  chosen: boolean;
  saved?: SavedView;
}

const stateTabs = [
  ['live', 'Live'],
  ['paused', 'Paused'],
  ['submitted', 'To approve'],
  ['rejected', 'Rejected'],
  ['ended', 'Ended'],
  ['withdrawn', 'Withdrawn'],
  ['draft', 'Drafts'],
] as const;

export function useDeskViews(view: ListingView): {
  tabs: readonly ViewTab[];
  save: (name: string, shared: boolean) => Promise<void>;
  drop: (saved: SavedView) => Promise<void>;
} {
  const { desk, query } = view;
  const queries = useQueryClient();
  const key = ['savedViews', desk.page];
  const { data: saved } = useQuery({
    queryKey: key,
    queryFn: () => call<{ data: SavedView[] }>(`/office/views?page=${desk.page}`),
    staleTime: 60_000,
  });
  const here = viewText(query);
  const named = [
    ...desk.views.map((each) => ({ key: each.name, ...each, saved: undefined })),
    ...(saved?.data ?? []).map((each) => ({
      key: each.id,
      name: each.mine ? each.name : `${each.name}, ${each.by}`,
      query: each.query,
      saved: each,
    })),
  ];
  const counts = useQueries({
    queries: named.map((each) => ({
      queryKey: ['viewCount', desk.name, viewText(new URLSearchParams(each.query))],
      queryFn: () => countOf(desk, each.query),
      staleTime: 30_000,
      refetchInterval: 60_000,
    })),
  });
  const invalidate = () => queries.invalidateQueries({ queryKey: key });
  return {
    tabs: [
      ...(desk.name === 'all' ? statesAsTabs(view) : []),
      ...named.map((each, at) => {
        const chosen = viewText(new URLSearchParams(each.query)) === here;
        // The view on screen says its own count at once.
        return { ...each, chosen, count: chosen ? (view.facts.total ?? counts[at]?.data) : counts[at]?.data };
      }),
    ],
    async save(name, shared) {
      await call('/office/views', { method: 'POST', body: { page: desk.page, name, query: here, shared } });
      await invalidate();
    },
    async drop({ id }) {
      await call(`/office/views/${id}`, { method: 'DELETE' });
      await invalidate();
    },
  };
}

/** How many are in a view; spans count from now. */
async function countOf(desk: DeskLook, query: string): Promise<number> {
  const fixed = {
    ...(desk.queue ? { queue: desk.queue } : {}),
    ...(desk.states ? { state: desk.states } : {}),
  };
  const filter = filterOf(new URLSearchParams(query), fixed, Date.now());
  const asked = new URLSearchParams({ ...filter, totals: 'false', perPage: '1' });
  return (await call<{ total: number }>(`/office/listings?${asked}`)).total;
}

function statesAsTabs({ query, facts }: ListingView): ViewTab[] {
  const counts = facts.counts ?? {};
  const chosen = query.get('state') ?? desks.all.states;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tab = (value: string, name: string, count: number): ViewTab => {
    const next = new URLSearchParams(query);
    next.set('state', value);
    return { key: value, name, query: next.toString(), count, chosen: chosen === value };
  };
  return [
    ...stateTabs
      .filter(([value]) => value === 'live' || (counts[value] ?? 0) > 0 || chosen === value)
      .map(([value, name]) => tab(value, name, counts[value] ?? 0)),
    tab('all', 'All', all),
  ];
}
