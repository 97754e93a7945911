/** The consignor's inbox as its page reads it. */
import type { NoticeList } from '@holdfast/shared/notices';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { newestReads } from '../api/newestReads.ts';
import { inboxStore } from './inbox.ts';
import { whyNot } from './useSelling.ts';

/** Notices of one page. */
export const perPage = 25;

type State =
  | { state: 'loading' }
  | { state: ReturnType<typeof whyNot> }
  | { state: 'ready'; list: NoticeList };

/** What of the inbox is shown. */
export interface Search {
  view: 'all' | 'unread';
  page: number;
}
/** Out of the page's address; what can't be read is left out. */
export const searchOf = (query: URLSearchParams): Search => ({
  view: query.get('view') === 'unread' ? 'unread' : 'all',
  page: Math.max(1, Math.trunc(Number(query.get('page'))) || 1),
});
/** The page's address. */
export const addressOf = ({ view, page }: Search) => {
  const query = new URLSearchParams();
  if (view !== 'all') query.set('view', view);
  if (page > 1) query.set('page', String(page));
  return `/selling/notices${query.size > 0 ? `?${query}` : ''}`;
};

/** Reads a page of the inbox, and again when something new came. */
export function useNotices({ view, page }: Search) {
  const [shown, setShown] = useState<State>({ state: 'loading' });
  const reads = useRef(newestReads()).current;
  const newest = inboxStore.use()?.newest;
  const load = useCallback(async () => {
    const isNewest = reads.begin();
    const next = await api.notices(`view=${view}&page=${page}&perPage=${perPage}`).then(
      (list): State => ({ state: 'ready', list }),
      (error): State => ({ state: whyNot(error) }),
    );
    // What was read stays where a later reading fails.
    if (isNewest())
      setShown((before) => (next.state === 'failed' && before.state === 'ready' ? before : next));
  }, [view, page, reads]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when something new came
  useEffect(() => {
    void load();
  }, [load, newest]);
  const reload = () => {
    setShown({ state: 'loading' });
    void load();
  };
  return { shown, load, reload };
}
