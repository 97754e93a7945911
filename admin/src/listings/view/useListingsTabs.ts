/** A page's tabs: its built-in views and saved ones. */
import type { SavedView } from '@holdfast/shared/savedViews';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useListContext } from 'react-admin';
import { useCounts, viewsToCount } from '../../counts/index.ts';
import { call } from '../../dataProvider/index.ts';
import { type ListingsViewConfig, listingsViews } from '../listingsViews.ts';
import { filterOf, viewText } from './filters.ts';
import {
  fixedFilterOf,
  type ListingFacts,
  type ListingView,
  useListingFacts,
  viewKey,
} from './listingView.ts';

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

export function useListingsTabs(view: ListingView): {
  tabs: readonly ViewTab[];
  save: (name: string, shared: boolean) => Promise<void>;
  drop: (saved: SavedView) => Promise<void>;
} {
  const { viewConfig, query } = view;
  const facts = useListingFacts();
  const queries = useQueryClient();
  const key = ['savedViews', viewConfig.page];
  const { data: saved, isError } = useQuery({
    queryKey: key,
    queryFn: () => call<{ data: SavedView[] }>(`/admin/views?page=${viewConfig.page}`),
    staleTime: 60_000,
  });
  const here = viewText(query);
  const named = [
    ...viewConfig.views.map((each) => ({ key: each.name, ...each, saved: undefined })),
    ...(saved?.data ?? []).map((each) => ({
      key: each.id,
      name: each.mine ? each.name : `${each.name}, ${each.by}`,
      query: each.query,
      saved: each,
    })),
  ];
  const counted = useViewCounts(
    viewConfig,
    named.map((each) => each.query),
    saved !== undefined || isError,
  );
  const invalidate = () => queries.invalidateQueries({ queryKey: key });
  return {
    tabs: [
      ...(viewConfig.name === 'all' ? statesAsTabs(view, facts) : []),
      ...named.map((each) => {
        const chosen = viewText(new URLSearchParams(each.query)) === here;
        const count = counted[viewKey(viewConfig, each.query)];
        // The current view already knows its own count.
        return { ...each, chosen, count: chosen ? (facts.total ?? count) : count };
      }),
    ],
    async save(name, shared) {
      await call('/admin/views', {
        method: 'POST',
        body: { page: viewConfig.page, name, query: here, shared },
      });
      await invalidate();
    },
    async drop({ id }) {
      await call(`/admin/views/${id}`, { method: 'DELETE' });
      await invalidate();
    },
  };
}

/** How many are in each view, once the page's rows and the saved views are here. */
function useViewCounts(
  viewConfig: ListingsViewConfig,
  queries: readonly string[],
  areViewsKnown: boolean,
): Readonly<Record<string, number>> {
  const { isPending } = useListContext();
  const isReady = areViewsKnown && !isPending;
  const text = JSON.stringify(queries);
  useEffect(() => {
    if (!isReady) return;
    viewsToCount.give(
      (JSON.parse(text) as string[]).map((query) => ({
        key: viewKey(viewConfig, query),
        filter: () => filterOf(new URLSearchParams(query), fixedFilterOf(viewConfig), Date.now()),
      })),
    );
  }, [isReady, text, viewConfig]);
  return useCounts()?.views ?? {};
}

/** Without counts while they aren't known. */
function statesAsTabs({ query }: ListingView, facts: ListingFacts): ViewTab[] {
  const counts = facts.counts ?? {};
  const chosen = query.get('state') ?? listingsViews.all.states;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tab = (value: string, name: string, count: number | undefined): ViewTab => {
    const next = new URLSearchParams(query);
    next.set('state', value);
    return { key: value, name, query: next.toString(), count, chosen: chosen === value };
  };
  return [
    ...stateTabs
      .filter(([value]) => value === 'live' || (counts[value] ?? 0) > 0 || chosen === value)
      .map(([value, name]) => tab(value, name, facts.counts && (counts[value] ?? 0))),
    tab('all', 'All', facts.counts && all),
  ];
}
