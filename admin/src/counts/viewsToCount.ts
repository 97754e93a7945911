/**
 * Which views the page wants counted besides the frame's own counts, so that all counts are one request. A page of
 * listings gives its views once its rows are here: rows come before counts.
 */
import type { ListingFilter } from '@holdfast/shared/listings';

/** A view of the page. */
export interface ViewToCount {
  key: string;
  /** Its filter now: spans count from the moment of the request. */
  filter: () => Partial<Record<keyof ListingFilter, string>>;
}

interface Wanted {
  views: readonly ViewToCount[];
  /** The page's rows are on their way. */
  isHeld: boolean;
}

// Until the frame knows which page it shows, nothing is counted.
let wanted: Wanted = { views: [], isHeld: true };
const listeners = new Set<() => void>();

function set(next: Wanted): void {
  wanted = next;
  for (const listener of listeners) listener();
}

export const viewsToCount = {
  now: () => wanted,
  listen(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** Another page is shown. @param hasViews it will give its views when its rows are here */
  pageShown: (hasViews: boolean) => set({ views: [], isHeld: hasViews }),
  give: (views: readonly ViewToCount[]) => set({ views, isHeld: false }),
};
