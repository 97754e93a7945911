import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { newestReads } from '../api/newestReads.ts';
import { type FirstListings, type PriceRange, rangeOf } from './loadGame.ts';
import type { PublicListing } from './types.ts';

/** Milliseconds between refreshes while the page is visible. */
const refreshMs = 10_000;

/** A listing on screen. A taken one stays, grayed out, until the list is sorted again. */
export interface ShownListing {
  listing: PublicListing;
  taken: boolean;
  /** Its price has changed since the last refresh. */
  priceChanged: boolean;
}

/** What is on sale for an event. */
export interface Listings {
  state: 'loading' | 'ready' | 'failed';
  /** Seated listings that can be bought in the chosen quantity. */
  seated: ShownListing[];
  /** How many there are; more than `seated` only until the browser has loaded all of them. */
  seatedTotal: number;
  /** Of all seated listings in that quantity. */
  range: PriceRange | null;
  generalAdmission: PublicListing[];
  /** Quantities in which at least one seated listing can be bought. */
  quantities: ReadonlySet<number>;
  asOf: string | null;
  /** The last refresh failed: what is shown is as of `asOf`. */
  stale: boolean;
  refresh(): Promise<void>;
  /** Removes the grayed rows. */
  removeTaken(): void;
}

type ListingsState = Omit<Listings, 'refresh' | 'removeTaken'>;

/** What the page came with. */
const fromPage = (first: FirstListings): ListingsState => ({
  state: 'ready',
  seated: first.seated.map((listing) => ({ listing, taken: false, priceChanged: false })),
  seatedTotal: first.seatedTotal,
  range: first.range,
  generalAdmission: first.generalAdmission,
  quantities: new Set(first.quantities),
  asOf: first.asOf,
  stale: false,
});

/** The listings of an event for a quantity, refreshed every few seconds while the page is visible. */
export function useListings(eventId: string, quantity: number, first: FirstListings): Listings {
  const [kept, setKept] = useState<ListingsState>(() => fromPage(first));
  const shownQuantity = useRef(first.quantity);
  const reads = useMemo(newestReads, []);

  const refresh = useCallback(async () => {
    const isNewest = reads.begin();
    try {
      const [all, fitting] = await Promise.all([api.listings(eventId), api.listings(eventId, quantity)]);
      if (!isNewest()) return;
      setKept((before) => ({
        state: 'ready',
        seated: merge(before.seated, fitting.data.filter(isSeated)),
        seatedTotal: fitting.data.filter(isSeated).length,
        range: rangeOf(fitting.data.filter(isSeated)),
        generalAdmission: all.data.filter((each) => !isSeated(each)),
        quantities: new Set(all.data.filter(isSeated).flatMap(({ quantities }) => quantities)),
        asOf: fitting.asOf,
        stale: false,
      }));
    } catch {
      if (!isNewest()) return;
      setKept((before) =>
        before.state === 'ready' ? { ...before, stale: true } : { ...before, state: 'failed' },
      );
    }
  }, [eventId, quantity, reads]);

  useEffect(() => {
    if (shownQuantity.current !== quantity) {
      shownQuantity.current = quantity;
      setKept((before) => ({ ...before, state: 'loading', seated: [] }));
    }
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const round = async () => {
      if (document.visibilityState === 'visible') await refresh();
      if (!over) timer = setTimeout(round, refreshMs);
    };
    const onVisible = () => {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(timer);
      void round();
    };
    void round();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [refresh, quantity]);

  const removeTaken = useCallback(
    () => setKept((before) => ({ ...before, seated: before.seated.filter(({ taken }) => !taken) })),
    [],
  );
  return { ...kept, refresh, removeTaken };
}

const isSeated = ({ kind }: PublicListing) => kind === 'seated';

/** The new rows, followed by the rows that have disappeared, marked as taken. */
export function merge(before: ShownListing[], now: PublicListing[]): ShownListing[] {
  const old = new Map(before.map((each) => [each.listing.id, each]));
  const ids = new Set(now.map(({ id }) => id));
  const fresh = now.map((listing) => {
    const was = old.get(listing.id);
    const priceChanged = was !== undefined && !was.taken && was.listing.price.amount !== listing.price.amount;
    return { listing, taken: false, priceChanged };
  });
  const taken = before
    .filter(({ listing }) => !ids.has(listing.id))
    .map(({ listing }) => ({ listing, taken: true, priceChanged: false }));
  return [...fresh, ...taken];
}
