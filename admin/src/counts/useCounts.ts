/** The counts of the frame and of the page's tabs: one request for all of them, shared by everything that shows one. */
import type { Role } from '@holdfast/shared/accounts';
import type { ListingQueue, QueueStatus } from '@holdfast/shared/listings';
import type { Counts } from '@holdfast/shared/today';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useGetIdentity } from 'react-admin';
import { mayEnter } from '../authProvider/index.ts';
import { call } from '../dataProvider/index.ts';
import { type ViewToCount, viewsToCount } from './viewsToCount.ts';

/** How often they are read, in milliseconds: others work on the queues too. */
const everyMs = 10_000;
const countsKey = ['counts'];

interface Counted {
  counts: Counts;
  /** By view, of those that were asked for. */
  views: Readonly<Record<string, number>>;
}

async function readCounts(views: readonly ViewToCount[]): Promise<Counted> {
  const counts = await call<Counts>('/admin/counts', {
    method: 'POST',
    body: { views: views.map(({ filter }) => filter()) },
  });
  return { counts, views: Object.fromEntries(views.map(({ key }, at) => [key, counts.views[at] ?? 0])) };
}

/** All counts, read every ten seconds; undefined until they are known. */
export function useCounts(): Counted | undefined {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const { views, isHeld } = useSyncExternalStore(viewsToCount.listen, viewsToCount.now);
  const { data, refetch, isFetched } = useQuery({
    queryKey: countsKey,
    queryFn: () => readCounts(viewsToCount.now().views),
    enabled: mayEnter(roles) && !isHeld,
    refetchInterval: everyMs,
    staleTime: everyMs,
  });
  // Another page has other views; what is known of the frame stays on screen until they are counted.
  const isMissing = isFetched && data !== undefined && views.some(({ key }) => !(key in data.views));
  const missing = isMissing ? views.map(({ key }) => key).join('\n') : '';
  useEffect(() => {
    if (missing) void refetch({ cancelRefetch: false });
  }, [missing, refetch]);
  return data;
}

/** The queues of listings by name; none until they are known. */
export function useQueues(): Partial<Record<ListingQueue, QueueStatus>> {
  const queues = useCounts()?.counts.queues ?? [];
  return Object.fromEntries(queues.map((standing) => [standing.queue, standing]));
}

/** Reads the counts again: something changed that only the server can count. */
export function readCountsAgain(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: countsKey });
}

/** What an own action took out of a queue and out of the view on screen. */
export interface LeftView {
  queue: ListingQueue | undefined;
  view: string;
  listings: number;
  tickets: number;
}

/** Counts what left at once, before the server is asked. */
export function countLeft(queries: QueryClient, { queue, view, listings, tickets }: LeftView): void {
  queries.setQueryData<Counted>(countsKey, (counted) => {
    if (!counted) return counted;
    const { counts, views } = counted;
    const queues = counts.queues?.map((each) =>
      each.queue === queue
        ? {
            ...each,
            listings: Math.max(0, each.listings - listings),
            tickets: Math.max(0, each.tickets - tickets),
          }
        : each,
    );
    const count = views[view];
    return {
      counts: { ...counts, queues: queues ?? null },
      views: count === undefined ? views : { ...views, [view]: Math.max(0, count - listings) },
    };
  });
}
