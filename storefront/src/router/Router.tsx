import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { browserReads } from '../api/api.ts';
import { ErrorPage } from '../pages/ErrorPage.tsx';
import { notFoundRoute } from '../pages/notFound.tsx';
import { routes } from '../routes.ts';
import { type Match, matchRoute } from './match.ts';
import { NotFound } from './route.ts';

/** A page with what it loaded. */
export interface Shown {
  match: Match;
  data: unknown;
  status: 200 | 404 | 500;
  /** Counts arrivals: coming to the same address again is a new page, another filter of a list is not. */
  visit: number;
}

export interface NavigateOptions {
  replace?: boolean;
  /** Filters of a list: neither scroll nor focus moves. */
  stay?: boolean;
}

interface Navigation {
  shown: Shown;
  /** A page is on its way. */
  busy: boolean;
  navigate(address: string, options?: NavigateOptions): void;
  reload(): void;
}

const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error('useNavigation outside of the router');
  return navigation;
}

/** Loads the page of an address in the browser. Never throws: what goes wrong is a page too. */
export async function loadPage(url: URL): Promise<Shown> {
  const match = matchRoute(routes, url);
  if (!match) return notFound(url);
  try {
    const data = await match.route.load({ ...match.request, reads: browserReads, now: Date.now() });
    return { match, data, status: 200, visit: 0 };
  } catch (error) {
    if (error instanceof NotFound) return notFound(url);
    return { match, data: null, status: 500, visit: 0 };
  }
}

export function notFound(url: URL): Shown {
  const request = { params: {}, query: new URLSearchParams() };
  return {
    match: { route: notFoundRoute, request, address: url.pathname },
    data: null,
    status: 404,
    visit: 0,
  };
}

interface Place {
  scrollY: number;
}
const place = (): Place => ({ scrollY: Math.round(window.scrollY) });

/** Client-side navigation with the history API: ordinary links and GET forms are taken over, focus and scroll kept right. */
export function Router({ first, children }: { first: Shown; children: ReactNode }) {
  const [shown, setShown] = useState(first);
  const [busy, setBusy] = useState(false);
  const latest = useRef(0);
  /** Path and query of the page that is shown, or on its way. */
  const here = useRef('');
  const arrival = useRef<{ scrollY: number | null; focus: boolean } | null>(null);

  const go = useCallback(async (url: URL, after: { scrollY: number | null; focus: boolean }) => {
    latest.current += 1;
    const mine = latest.current;
    here.current = url.pathname + url.search;
    setBusy(true);
    const next = await loadPage(url);
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
        // A jump within the page, or back from one.
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

/** Moves focus to something that isn't a control, without scrolling to it. */
export function focusOn(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** The page that is shown now. */
export function CurrentPage() {
  const { shown } = useNavigation();
  if (shown.status === 500) return <ErrorPage />;
  const { Page } = shown.match.route;
  return <Page key={shown.visit} data={shown.data} {...shown.match.request} />;
}

/** Ours to show: same origin, not the API, not the back office, not a file. */
function isPage(url: URL): boolean {
  return url.origin === location.origin && !/^\/(api|admin|assets)(\/|$)|\.\w+$/.test(url.pathname);
}

function takeOverLinks(navigate: (address: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (!isPage(url)) return;
    const isHere = url.pathname === location.pathname && url.search === location.search;
    if (isHere && url.hash !== '') return; // The browser's own jump within the page.
    event.preventDefault();
    navigate(url.pathname + url.search + url.hash);
  };
  const onSubmit = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    const url = new URL(form.action);
    if (event.defaultPrevented || form.method !== 'get' || !isPage(url)) return;
    event.preventDefault();
    navigate(formAddress(form));
  };
  document.addEventListener('click', onClick);
  document.addEventListener('submit', onSubmit);
  return () => {
    document.removeEventListener('click', onClick);
    document.removeEventListener('submit', onSubmit);
  };
}

/** Where a GET form leads, without its empty fields; several values of a name become one, by commas. */
export function formAddress(form: HTMLFormElement): string {
  const search = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    const before = search.get(name);
    search.set(name, before === null ? value.trim() : `${before},${value.trim()}`);
  }
  const path = new URL(form.action).pathname;
  return search.size === 0 ? path : `${path}?${search}`;
}
