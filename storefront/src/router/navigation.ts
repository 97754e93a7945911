/** What a page knows of the navigation, and how it navigates. */
import { createContext, use } from 'react';
import type { Match } from './match.ts';
import type { AnyPage } from './route.ts';

/** A page with its loaded data. */
export interface RenderedPage {
  match: Match;
  page: AnyPage;
  data: unknown;
  status: 200 | 404 | 500;
  /** Counts navigations: opening the same address again is a new visit, changing a list's filter is not. */
  visit: number;
}

/** How to navigate. */
export interface NavigateOptions {
  replace?: boolean;
  /** For filters of a list: keeps scroll position and focus. */
  stay?: boolean;
}

/** The current page and navigation to others. */
export interface Navigation {
  shown: RenderedPage;
  /** A page is loading. */
  busy: boolean;
  navigate(address: string, options?: NavigateOptions): void;
  reload(): void;
}

/** The router's context. */
export const NavigationContext = createContext<Navigation | null>(null);

/**
 * The router's navigation.
 * @throws Error outside of a Router
 */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error('useNavigation outside of the router');
  return navigation;
}

/** Moves focus to an element that isn't a control, without scrolling to it. */
export function focusOn(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
