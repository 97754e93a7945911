import { follow } from '@holdfast/shared/apiClient';
import { byPrice, type ListingChanges, type LiveListings, withChanges } from '@holdfast/shared/listings';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, listingStreamPath } from '../api/api.ts';
import { newestReads } from '../api/newestReads.ts';
import { type FirstListings, isSeated, type PriceRange, quantitiesIn, rangeOf } from './loadGame.ts';
import type { Gone, PublicListing, ShownListing } from './types.ts';

/** Milliseconds between polls while the stream is broken. */
const pollMs = 10_000;
/** Rows that are gone and still shown: the newest. */
const mostGone = 6;

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
  /** Neither the stream nor a poll succeeds: what is shown is as of `asOf`. */
  stale: boolean;
  refresh(): Promise<void>;
  /** Removes the grayed rows. */
  removeGone(): void;
}

type ListingsState = Omit<Listings, 'refresh' | 'removeGone'>;

/** What the page came with. */
const fromPage = (first: FirstListings): ListingsState => ({
  state: 'ready',
  seated: first.seated.map((listing) => ({ listing, gone: null, priceChanged: false })),
  seatedTotal: first.seatedTotal,
  range: first.range,
  generalAdmission: first.generalAdmission,
  quantities: new Set(first.quantities),
  asOf: first.asOf,
  stale: false,
});

/** The page after something was told of it. */
function told(before: ListingsState, live: LiveListings, gone: ListingChanges['gone']): ListingsState {
  const seated = live.data.filter(isSeated);
  return {
    state: 'ready',
    seated: merge(before.seated, seated, new Map(gone.map(({ id, isTaken }) => [id, isTaken]))),
    seatedTotal: seated.length,
    range: rangeOf(seated),
    generalAdmission: live.data.filter((each) => !isSeated(each)),
    quantities: new Set(live.quantities),
    asOf: live.asOf,
    stale: false,
  };
}

/** The same by two requests, for when there is no stream. */
async function poll(eventId: string, quantity: number): Promise<LiveListings> {
  const [all, fitting] = await Promise.all([api.listings(eventId), api.listings(eventId, quantity)]);
  return {
    data: [...fitting.data.filter(isSeated), ...all.data.filter((each) => !isSeated(each))].sort(byPrice),
    quantities: quantitiesIn(all.data),
    asOf: fitting.asOf,
  };
}

/** The listings of an event for a quantity, live while the page is visible. */
export function useListings(eventId: string, quantity: number, first: FirstListings): Listings {
  const [kept, setKept] = useState<ListingsState>(() => fromPage(first));
  const shownQuantity = useRef(first.quantity);
  const reads = useMemo(newestReads, []);

  const refresh = useCallback(async () => {
    const isNewest = reads.begin();
    try {
      const live = await poll(eventId, quantity);
      if (isNewest()) setKept((before) => told(before, live, []));
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
    let streamed: LiveListings | null = null;
    const show = (live: LiveListings, gone: ListingChanges['gone']) => {
      streamed = live;
      reads.begin();
      setKept((before) => told(before, live, gone));
    };
    return follow({
      path: listingStreamPath(eventId, quantity),
      hear: {
        listings: (data) => show(data as LiveListings, []),
        changes(data) {
          const changes = data as ListingChanges;
          if (streamed) show(withChanges(streamed, changes), changes.gone);
        },
      },
      poll: refresh,
      pollMs,
    });
  }, [eventId, refresh, quantity, reads]);

  const removeGone = useCallback(
    () => setKept((before) => ({ ...before, seated: before.seated.filter(({ gone }) => gone === null) })),
    [],
  );
  return { ...kept, refresh, removeGone };
}

/**
 * The new rows, followed by the newest of those that have disappeared.
 * @param taken of those whose reason is known, whether somebody took them; the others count as taken
 */
export function merge(
  before: ShownListing[],
  now: PublicListing[],
  taken: ReadonlyMap<string, boolean> = new Map(),
): ShownListing[] {
  const old = new Map(before.map((each) => [each.listing.id, each]));
  const ids = new Set(now.map(({ id }) => id));
  const fresh = now.map((listing) => {
    const was = old.get(listing.id);
    const priceChanged =
      was !== undefined && was.gone === null && was.listing.price.amount !== listing.price.amount;
    return { listing, gone: null, priceChanged };
  });
  const goneOf = ({ listing, gone }: ShownListing): Gone =>
    gone ?? (taken.get(listing.id) === false ? 'offSale' : 'taken');
  const missing = before.filter(({ listing }) => !ids.has(listing.id));
  const [earlier, later] = [missing.filter(({ gone }) => gone), missing.filter(({ gone }) => !gone)];
  return [
    ...fresh,
    ...[...earlier, ...later]
      .slice(-mostGone)
      .map((each) => ({ listing: each.listing, gone: goneOf(each), priceChanged: false })),
  ];
}
