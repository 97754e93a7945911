import type { CatalogEvent } from '@holdfast/shared/catalog';
import { useEffect, useRef, useState } from 'react';
import type { GameSummary } from '../api/loaders.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { counted } from '../ui/text.ts';
import { clock, ownZone } from '../ui/time.ts';
import { HoldBar } from './HoldBar.tsx';
import { HoldRefused } from './HoldRefused.tsx';
import type { FirstListings } from './loadGame.ts';
import { NotOnSale } from './NotOnSale.tsx';
import { SeatedListings } from './SeatedListings.tsx';
import { TicketTypes } from './TicketTypes.tsx';
import type { PublicListing, Selection } from './types.ts';
import { useChoice } from './useChoice.ts';
import { useHolding } from './useHolding.ts';
import { type Listings, useListings } from './useListings.ts';
import { WaitForTickets } from './WaitForTickets.tsx';

/** Milliseconds. Screen readers get a summary of changed prices at most this often. */
const announceMs = 30_000;

interface Props {
  event: CatalogEvent;
  /** What the server rendered; the browser goes on from there. */
  first: FirstListings;
  nearby: GameSummary[];
}

/** Everything about an event that changes by the minute. */
export function OnSale({ event, first, nearby }: Props) {
  const choice = useChoice(event.maxPerType, first.quantity);
  const { quantity } = choice;
  const listings = useListings(event.id, quantity, first);
  const holding = useHolding(() => void listings.refresh());
  const [picked, setChosen] = useState<Selection[]>([]);
  const free = listings.seated.filter(({ gone }) => !gone).map(({ listing }) => listing);
  const chosen = chosenNow(picked, listings, quantity);
  useSummary(listings.state === 'ready' ? free.length : null, quantity);

  const swap = (from: PublicListing, to: Selection) =>
    setChosen((before) => before.map((each) => (each.listing.id === from.id ? to : each)));
  const choose = (listing: PublicListing, count: number) =>
    setChosen((before) => {
      const others = before.filter((each) => each.listing.id !== listing.id);
      return count === 0 ? others : [...others, { listing, quantity: count }];
    });

  if (listings.state === 'failed') {
    return (
      <div className="plain" role="alert">
        <h2>The prices didn’t load</h2>
        <p>The event is still on sale, but the list of seats didn’t load.</p>
        <button type="button" className="btn btn-go" onClick={() => void listings.refresh()}>
          Reload the prices
        </button>
      </div>
    );
  }
  const hasSeated = listings.quantities.size > 0;
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
          choice={choice}
          chosen={chosen}
          choose={choose}
          holding={holding}
        />
      )}
      {listings.state === 'ready' && !hasSeated && listings.generalAdmission.length === 0 && (
        <NotOnSale event={event} phase="ahead" nearby={nearby} />
      )}
      {(hasSeated || listings.generalAdmission.length > 0) && (
        <WaitForTickets event={event} isSoldOut={false} />
      )}
      {chosen.length > 0 && (
        <HoldBar chosen={chosen} free={free} choose={choose} swap={swap} holding={holding} />
      )}
      {holding.refusal && (
        <HoldRefused
          refusal={holding.refusal}
          event={event}
          others={free}
          quantity={quantity}
          hold={(next, captchaToken) => void holding.hold(next, captchaToken)}
          onClose={() => {
            // Removes taken listings from the selection.
            const left = new Set([...free, ...listings.generalAdmission].map(({ id }) => id));
            setChosen((before) => before.filter(({ listing }) => left.has(listing.id)));
            holding.dismiss();
          }}
        />
      )}
    </>
  );
}

/**
 * The selection as it stands now: at today's prices and seats, and with what became of those that are gone. Of another
 * quantity than the chosen one nothing is heard: such a selection stays as it was, and its hold is asked for.
 */
function chosenNow(picked: readonly Selection[], listings: Listings, quantity: number): Selection[] {
  const seated = new Map(listings.seated.map((each) => [each.listing.id, each]));
  return picked.map((each) => {
    const shown = each.quantity === quantity ? seated.get(each.listing.id) : undefined;
    return shown ? { ...each, listing: shown.listing, gone: shown.gone } : each;
  });
}

/** Announces what is on sale: at once after the visitor's own choice, otherwise as a summary now and then. */
function useSummary(count: number | null, quantity: number): void {
  const announce = useAnnounce();
  const announced = useRef({ text: '', quantity: 0, at: 0 });
  useEffect(() => {
    const text = `${counted(count ?? 0, 'listing')} for ${counted(quantity, 'ticket')}`;
    if (count === null || text === announced.current.text) return;
    const isOwnChoice = announced.current.quantity !== quantity;
    const wait = isOwnChoice ? 0 : announced.current.at + announceMs - Date.now();
    const timer = setTimeout(
      () => {
        announce(text);
        announced.current = { text, quantity, at: Date.now() };
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [count, quantity, announce]);
}
