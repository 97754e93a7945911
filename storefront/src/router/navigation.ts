/** What a page knows of the visit, and how it leads elsewhere. */
import { createContext, use } from 'react';
import type { Match } from './match.ts';

/** A page with what it loaded. */
export interface RenderedPage {
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

export interface Navigation {
  shown: RenderedPage;
  /** A page is on its way. */
  busy: boolean;
  navigate(address: string, options?: NavigateOptions): void;
  reload(): void;
}

export const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error('useNavigation outside of the router');
  return navigation;
}

/** Moves focus to something that isn't a control, without scrolling to it. */
export function focusOn(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
