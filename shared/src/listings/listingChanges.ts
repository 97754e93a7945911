/** Pure, and without the contracts, so that every browser can have it. */
import type { ListingChanges, LiveListings } from './liveListings.ts';
import type { PublicListing } from './publicListings.ts';

/** Cheapest first; listings of one price have a stable order. */
export const byPrice = (a: PublicListing, b: PublicListing): number =>
  a.price.amount - b.price.amount || (a.id < b.id ? -1 : 1);

/**
 * What a page that shows `before` has to hear.
 * @param isOnSale whether a listing that is gone could still be bought by whoever holds it: then somebody took it
 * @returns null where it is all the same, apart from the time
 */
export function changesBetween(
  before: LiveListings,
  now: LiveListings,
  isOnSale: (listingId: string) => boolean,
): ListingChanges | null {
  const old = new Map(before.data.map((each) => [each.id, JSON.stringify(each)]));
  const ids = new Set(now.data.map(({ id }) => id));
  const changed = now.data.filter((each) => old.get(each.id) !== JSON.stringify(each));
  const gone = before.data.filter(({ id }) => !ids.has(id)).map(({ id }) => ({ id, isTaken: isOnSale(id) }));
  const isSame = changed.length + gone.length === 0 && before.quantities.join() === now.quantities.join();
  return isSame ? null : { changed, gone, quantities: now.quantities, asOf: now.asOf };
}

/** The reverse: what a page shows that showed `before` and heard of changes. */
export function withChanges(
  before: LiveListings,
  { changed, gone, quantities, asOf }: ListingChanges,
): LiveListings {
  const replaced = new Set([...changed, ...gone].map(({ id }) => id));
  const data = [...before.data.filter(({ id }) => !replaced.has(id)), ...changed].sort(byPrice);
  return { data, quantities, asOf };
}
