import { moneyText, sumOf, times } from '../ui/money.ts';
import { counted, seatsText } from '../ui/text.ts';
import { GoneListing } from './GoneListing.tsx';
import { nearestTo } from './nearest.ts';
import { type PublicListing, type Selection, ticketsIn } from './types.ts';
import type { Holding } from './useHolding.ts';

interface Props {
  chosen: Selection[];
  /** What can be bought in the chosen quantity. */
  free: readonly PublicListing[];
  choose(listing: PublicListing, quantity: number): void;
  /** Puts another listing in the place of one that is gone. */
  swap(from: PublicListing, to: Selection): void;
  holding: Holding;
}

/** The selection for one hold, at the foot of the screen. What others take of it meanwhile is said there, with the nearest. */
export function HoldBar({ chosen, free, choose, swap, holding }: Props) {
  const left = chosen.filter(({ gone }) => !gone);
  const tickets = ticketsIn(left);
  const currency = chosen[0]!.listing.price.currency;
  const total = sumOf(
    left.map(({ listing, quantity }) => times(listing.price, quantity)),
    currency,
  );
  const noun = chosen.every(({ listing }) => listing.kind === 'seated') ? 'seat' : 'ticket';
  const isBusy = holding.busy.size > 0;
  const others = free.filter(({ id }) => chosen.every(({ listing }) => listing.id !== id));
  return (
    <section className="hold-bar board" aria-label="Your hold">
      <div className="wrap">
        <ul aria-live="polite">
          {chosen.map(({ listing, quantity, gone }) => (
            <li key={listing.id} className={gone && !isBusy ? 'gone' : undefined}>
              <span>{chosenText({ listing, quantity })}</span>
              {gone && !isBusy && (
                <span className="went">
                  <GoneListing
                    {...{ listing, gone, quantity }}
                    instead={nearestTo(listing, others)[0] ?? null}
                    take={(to) => swap(listing, to)}
                    takeText={`Take ${quantity === 1 ? 'it' : `those ${quantity}`} instead`}
                  />
                </span>
              )}
              <button type="button" className="drop" onClick={() => choose(listing, 0)}>
                Take out<span className="vh"> {chosenText({ listing, quantity })}</span>
              </button>
            </li>
          ))}
        </ul>
        {(left.length > 0 || isBusy) && (
          <>
            <p className="hold-sum">
              <b className="price">{moneyText(total)}</b>
              <span>
                {counted(tickets, noun)} from {counted(left.length, 'listing')}, all fees in
              </span>
            </p>
            <button
              type="button"
              className="btn btn-lamp"
              aria-disabled={isBusy || undefined}
              onClick={() => void holding.hold(left)}
            >
              {isBusy ? 'Holding…' : `Hold ${counted(tickets, noun)}`}
            </button>
          </>
        )}
      </div>
    </section>
  );
}

/** One selected listing as text. */
export function chosenText({ listing, quantity }: Selection): string {
  if (listing.kind === 'generalAdmission')
    return `${quantity} × ${listing.ticketType ?? 'General admission'}`;
  return `Section ${listing.section}, row ${listing.row}, ${seatsText(listing.seats)}`;
}
