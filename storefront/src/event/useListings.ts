import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import type { PublicListing } from './types.ts';

/** How often the list is read again while somebody looks at it, milliseconds. */
const refreshMs = 10_000;

/** A listing on screen: a taken one stays, greyed, until the list is next sorted. */
export interface ShownListing {
  listing: PublicListing;
  gone: boolean;
  /** Its price is another one than a moment ago. */
  moved: boolean;
}

export interface Listings {
  state: 'loading' | 'ready' | 'failed';
  /** Seated listings that can be bought in the chosen number. */
  seated: ShownListing[];
  generalAdmission: PublicListing[];
  /** Numbers that some seated listing can be bought in. */
  quantities: ReadonlySet<number>;
  asOf: string | null;
  /** The last refresh failed: what is shown is of `asOf`. */
  stale: boolean;
  refresh(): Promise<void>;
  /** Forgets the greyed rows. */
  tidy(): void;
}

type Kept = Omit<Listings, 'refresh' | 'tidy'>;
const nothing: Kept = {
  state: 'loading',
  seated: [],
  generalAdmission: [],
  quantities: new Set(),
  asOf: null,
  stale: false,
};

/** The listings of an event for a number of tickets, read again every few seconds while the page is visible. */
export function useListings(eventId: string, quantity: number): Listings {
  const [kept, setKept] = useState<Kept>(nothing);
  const asked = useRef(quantity);
  asked.current = quantity;

  const refresh = useCallback(async () => {
    try {
      const [all, fitting] = await Promise.all([api.listings(eventId), api.listings(eventId, quantity)]);
      if (asked.current !== quantity) return; // The visitor chose another number meanwhile.
      setKept((before) => ({
        state: 'ready',
        seated: merge(before.seated, fitting.data.filter(isSeated)),
        generalAdmission: all.data.filter((each) => !isSeated(each)),
        quantities: new Set(all.data.filter(isSeated).flatMap(({ quantities }) => quantities)),
        asOf: fitting.asOf,
        stale: false,
      }));
    } catch {
      setKept((before) =>
        before.state === 'ready' ? { ...before, stale: true } : { ...before, state: 'failed' },
      );
    }
  }, [eventId, quantity]);

  useEffect(() => {
    setKept((before) => ({ ...before, seated: [] }));
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
  }, [refresh]);

  const tidy = useCallback(
    () => setKept((before) => ({ ...before, seated: before.seated.filter(({ gone }) => !gone) })),
    [],
  );
  return { ...kept, refresh, tidy };
}

const isSeated = ({ kind }: PublicListing) => kind === 'seated';

/** New rows, and the old ones that are gone now. */
export function merge(before: ShownListing[], now: PublicListing[]): ShownListing[] {
  const old = new Map(before.map((each) => [each.listing.id, each]));
  const ids = new Set(now.map(({ id }) => id));
  const fresh = now.map((listing) => {
    const was = old.get(listing.id);
    const moved = was !== undefined && !was.gone && was.listing.price.amount !== listing.price.amount;
    return { listing, gone: false, moved };
  });
  const gone = before
    .filter(({ listing }) => !ids.has(listing.id))
    .map(({ listing }) => ({ listing, gone: true, moved: false }));
  return [...fresh, ...gone];
}
