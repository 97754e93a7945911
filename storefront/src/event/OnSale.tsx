import type { CatalogEvent } from '@holdfast/shared/catalog';
import { useEffect, useRef, useState } from 'react';
import { useAnnounce } from '../ui/announce.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { counted } from '../ui/text.ts';
import { clock, ownZone } from '../ui/time.ts';
import { HoldBar } from './HoldBar.tsx';
import { HoldRefused } from './HoldRefused.tsx';
import { SeatedListings } from './SeatedListings.tsx';
import { TicketTypes } from './TicketTypes.tsx';
import type { Chosen, PublicListing } from './types.ts';
import { useHolding } from './useHolding.ts';
import { useListings } from './useListings.ts';

/** Live prices are summed up at most so often for screen readers, milliseconds. */
const announceMs = 30_000;

/** Everything about an event that changes from one minute to the next; all of it arrives after hydration. */
export function OnSale({ event }: { event: CatalogEvent }) {
  const [quantity, setQuantity] = useQuantity(event.maxPerType);
  const listings = useListings(event.id, quantity);
  const holding = useHolding(() => void listings.refresh());
  const [chosen, setChosen] = useState<Chosen[]>([]);
  useSummary(
    listings.state === 'ready' ? listings.seated.filter(({ gone }) => !gone).length : null,
    quantity,
  );

  const choose = (listing: PublicListing, count: number) =>
    setChosen((before) => {
      const others = before.filter((each) => each.listing.id !== listing.id);
      return count === 0 ? others : [...others, { listing, quantity: count }];
    });

  if (listings.state === 'failed') {
    return (
      <div className="plain" role="alert">
        <h2>The prices didn’t load</h2>
        <p>The game is on sale as before; we just can’t hear the list right now.</p>
        <button type="button" className="btn btn-go" onClick={() => void listings.refresh()}>
          Load the prices again
        </button>
      </div>
    );
  }
  const hasSeated = listings.state === 'loading' ? event.kind === 'game' : listings.quantities.size > 0;
  return (
    <>
      {listings.stale && listings.asOf && (
        <p className="note stale" role="status">
          <WarningIcon />
          <span>
            Prices as of {clock(listings.asOf, ownZone())}. We’ll keep trying; holding works as usual and
            checks the price.
          </span>
        </p>
      )}
      {listings.generalAdmission.length > 0 && (
        <TicketTypes
          listings={listings.generalAdmission}
          maxPerType={event.maxPerType}
          chosen={chosen}
          choose={choose}
        />
      )}
      {hasSeated && (
        <SeatedListings
          event={event}
          listings={listings}
          quantity={quantity}
          setQuantity={setQuantity}
          chosen={chosen}
          choose={choose}
          holding={holding}
        />
      )}
      {listings.state === 'loading' && event.kind === 'own' && (
        <div className="flat-block" aria-hidden="true" />
      )}
      {listings.state === 'ready' && !hasSeated && listings.generalAdmission.length === 0 && (
        <NothingOnSale />
      )}
      {chosen.length > 0 && <HoldBar chosen={chosen} choose={choose} holding={holding} />}
      {holding.refusal && (
        <HoldRefused
          refusal={holding.refusal}
          event={event}
          others={listings.seated.filter(({ gone }) => !gone).map(({ listing }) => listing)}
          quantity={quantity}
          hold={(next) => void holding.hold(next)}
          onClose={() => {
            // What is gone leaves the hold that is being put together; the rest stays.
            const free = new Set([
              ...listings.seated.filter(({ gone }) => !gone).map(({ listing }) => listing.id),
              ...listings.generalAdmission.map(({ id }) => id),
            ]);
            setChosen((before) => before.filter(({ listing }) => free.has(listing.id)));
            holding.dismiss();
          }}
        />
      )}
    </>
  );
}

function NothingOnSale() {
  return (
    <div className="plain">
      <h2>Nothing is on sale for this game now</h2>
      <p>
        Seats come back when somebody lets a hold go, and new ones come up when sellers hand them over. This
        page looks again every few seconds.
      </p>
      <a className="btn btn-line" href="/games">
        All games
      </a>
    </div>
  );
}

const usualQuantity = 2;

/** How many tickets, from the address; two unless said. */
function useQuantity(most: number): [number, (quantity: number) => void] {
  const [quantity, setQuantity] = useState(Math.min(usualQuantity, most));
  useEffect(() => {
    const asked = Number(new URLSearchParams(location.search).get('quantity'));
    if (Number.isInteger(asked) && asked >= 1 && asked <= most) setQuantity(asked);
  }, [most]);
  return [
    quantity,
    (next) => {
      setQuantity(next);
      history.replaceState(history.state, '', `${location.pathname}?quantity=${next}`);
    },
  ];
}

/** Says what is on sale: at once after the visitor's own choice, else as one summary now and then. */
function useSummary(count: number | null, quantity: number): void {
  const announce = useAnnounce();
  const said = useRef({ text: '', quantity: 0, at: 0 });
  useEffect(() => {
    const text = `${counted(count ?? 0, 'listing')} for ${counted(quantity, 'ticket')}`;
    if (count === null || text === said.current.text) return;
    const isOwnChoice = said.current.quantity !== quantity;
    const wait = isOwnChoice ? 0 : said.current.at + announceMs - Date.now();
    const timer = setTimeout(
      () => {
        announce(text);
        said.current = { text, quantity, at: Date.now() };
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [count, quantity, announce]);
}
