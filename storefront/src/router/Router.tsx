import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { browserLoaders } from '../api/api.ts';
import { ErrorPage } from '../pages/ErrorPage.tsx';
import { notFoundPage, notFoundRoute } from '../pages/notFound.tsx';
import { routes } from '../routes.ts';
import { takeOverLinks } from './links.ts';
import { type Match, matchRoute } from './match.ts';
import {
  focusOn,
  type NavigateOptions,
  NavigationContext,
  type RenderedPage,
  useNavigation,
} from './navigation.ts';
import { type AnyPage, NotFound } from './route.ts';

/** The script of a page didn't come: a newer version has other files, or there is no network. */
class PageNotFetched extends Error {}

/**
 * Loads the page of an address in the browser. A failure is a page too.
 * @throws PageNotFetched
 */
async function loadPage(url: URL): Promise<RenderedPage> {
  const match = matchRoute(routes, url);
  if (!match) return notFound(url);
  try {
    const page = await opened(match);
    const data = await page.load({ ...match.request, loaders: browserLoaders, now: Date.now() });
    return { match, page, data, status: 200, visit: 0 };
  } catch (error) {
    if (error instanceof NotFound) return notFound(url);
    if (error instanceof PageNotFetched && navigator.onLine) throw error;
    return { match, page: notFoundPage, data: null, status: 500, visit: 0 };
  }
}

async function opened(match: Match): Promise<AnyPage> {
  try {
    return await match.route.open();
  } catch (cause) {
    throw new PageNotFetched('', { cause });
  }
}

/** The 404 page of an address. */
export function notFound(url: URL): RenderedPage {
  const request = { params: {}, query: new URLSearchParams() };
  return {
    match: { route: notFoundRoute, request, address: url.pathname },
    page: notFoundPage,
    data: null,
    status: 404,
    visit: 0,
  };
}

/** What an entry of the history remembers: where the page stood, and what `useKept` keeps. */
interface Place {
  scrollY: number;
}
const place = (): Place => ({ ...history.state, scrollY: Math.round(window.scrollY) });

/**
 * Client-side navigation with the history API. It handles ordinary links and GET forms, and keeps focus and
 * scroll position.
 *
 * Why not react-router: the first page's scripts may be 110 kB gzipped and are 100 kB with this router. Measured with
 * react-router 7.18.5 on 2026-11-28, its data router adds 29.9 kB to React, its declarative one 13.5 kB.
 */
export function Router({ first, children }: { first: RenderedPage; children: ReactNode }) {
  const [shown, setShown] = useState(first);
  const [busy, setBusy] = useState(false);
  const latest = useRef(0);
  /** Path and query of the page that is shown or loading. */
  const here = useRef('');
  const arrival = useRef<{ scrollY: number | null; focus: boolean } | null>(null);

  const go = useCallback(async (url: URL, after: { scrollY: number | null; focus: boolean }) => {
    latest.current += 1;
    const mine = latest.current;
    here.current = url.pathname + url.search;
    setBusy(true);
    const next = await loadPage(url).catch(() => null);
    if (next === null) {
      // The server's page names the files that there are.
      location.assign(url);
      return;
    }
    if (mine !== latest.current) return; // The visitor went elsewhere meanwhile.
    arrival.current = after;
    setBusy(false);
    setShown((before) => ({ ...next, visit: before.visit + (after.focus ? 1 : 0) }));
  }, []);

  const navigate = useCallback(
    (address: string, options: NavigateOptions = {}) => {
      const url = new URL(address, location.href);
      if (!options.replace) history.replaceState(place(), '');
      if (options.replace) history.replaceState({ scrollY: 0 }, '', url);
      else history.pushState({ scrollY: 0 }, '', url);
      void go(url, { scrollY: options.stay ? null : 0, focus: !options.stay });
    },
    [go],
  );
  const reload = useCallback(() => void go(new URL(location.href), { scrollY: null, focus: true }), [go]);

  useEffect(() => {
    history.scrollRestoration = 'manual';
    here.current = location.pathname + location.search;
    const onPop = (event: PopStateEvent) => {
      const kept = event.state as Place | null;
      const address = location.pathname + location.search;
      if (address === here.current) {
        // A jump to a fragment of the page, or back from one.
        if (kept) scrollTo(0, kept.scrollY);
        return;
      }
      void go(new URL(location.href), { scrollY: kept?.scrollY ?? 0, focus: true });
    };
    const onLeave = () => history.replaceState(place(), '');
    addEventListener('popstate', onPop);
    addEventListener('pagehide', onLeave);
    const untake = takeOverLinks(navigate);
    const kept = history.state as Place | null;
    if (kept?.scrollY) scrollTo(0, kept.scrollY);
    return () => {
      removeEventListener('popstate', onPop);
      removeEventListener('pagehide', onLeave);
      untake();
    };
  }, [go, navigate]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per page that is shown
  useLayoutEffect(() => {
    const after = arrival.current;
    arrival.current = null;
    if (!after) return;
    if (after.scrollY !== null) scrollTo({ top: after.scrollY, behavior: 'instant' });
    if (after.focus) focusOn(document.querySelector('main h1') ?? document.querySelector('main'));
    const { hash } = location;
    if (hash.length > 1 && after.scrollY === 0) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [shown]);

  return <NavigationContext value={{ shown, busy, navigate, reload }}>{children}</NavigationContext>;
}

/** Renders the current page. */
export function CurrentPage() {
  const { shown } = useNavigation();
  if (shown.status === 500) return <ErrorPage />;
  const { Page } = shown.page;
  return <Page key={shown.visit} data={shown.data} {...shown.match.request} />;
}
