import { moneyText, sumOf, times } from '../ui/money.ts';
import { counted, seatsText } from '../ui/text.ts';
import { type PublicListing, type Selection, ticketsIn } from './types.ts';
import type { Holding } from './useHolding.ts';

/** The selection for one hold, at the foot of the screen. */
export function HoldBar({
  chosen,
  choose,
  holding,
}: {
  chosen: Selection[];
  choose(listing: PublicListing, quantity: number): void;
  holding: Holding;
}) {
  const tickets = ticketsIn(chosen);
  const currency = chosen[0]!.listing.price.currency;
  const total = sumOf(
    chosen.map(({ listing, quantity }) => times(listing.price, quantity)),
    currency,
  );
  const noun = chosen.every(({ listing }) => listing.kind === 'seated') ? 'seat' : 'ticket';
  const isBusy = holding.busy.size > 0;
  return (
    <section className="hold-bar board" aria-label="Your hold">
      <div className="wrap">
        <ul>
          {chosen.map(({ listing, quantity }) => (
            <li key={listing.id}>
              <span>{chosenText({ listing, quantity })}</span>
              <button type="button" className="drop" onClick={() => choose(listing, 0)}>
                Take out<span className="vh"> {chosenText({ listing, quantity })}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className="hold-sum">
          <b className="price">{moneyText(total)}</b>
          <span>
            {counted(tickets, noun)} from {counted(chosen.length, 'listing')}, all fees in
          </span>
        </p>
        <button
          type="button"
          className="btn btn-lamp"
          aria-disabled={isBusy || undefined}
          onClick={() => void holding.hold(chosen)}
        >
          {isBusy ? 'Holding…' : `Hold ${counted(tickets, noun)}`}
        </button>
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
