/**
 * What the page of this address needs first, asked for at once and side by side: the session, the code of a page of
 * listings, and its rows. Otherwise each would wait for the one before it. Small: it comes before everything else.
 */
import { askEarly } from '../dataProvider/early.ts';
import { type ListingsViewConfig, listingsViews } from '../listings/listingsViews.ts';

/** The address of a view's first rows, exactly as its grid asks for them. */
export function firstRowsOf({ queue, states, sort }: ListingsViewConfig): string {
  const query = new URLSearchParams({
    page: '1',
    perPage: '100',
    sort: sort.field,
    order: sort.order,
    ...(queue ? { queue } : {}),
    ...(states ? { state: states } : {}),
  });
  return `/admin/listings?${query}`;
}

/** @param hash of the address */
export function beginEarly(hash: string): void {
  askEarly('/session');
  askEarly('/marketplace');
  const path = hash.replace(/^#/, '').split('?')[0];
  const view = Object.values(listingsViews).find((each) => each.path === path);
  if (!view) return;
  void import('../listings/index.tsx');
  // A view with filters of its own asks when it has read them.
  if (!hash.includes('?')) askEarly(firstRowsOf(view));
}
