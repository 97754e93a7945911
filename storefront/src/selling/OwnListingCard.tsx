import type { OwnListing } from '@holdfast/shared/portal';
import { EventTag } from '../ui/EventTag.tsx';
import { moneyText } from '../ui/money.ts';
import { Price } from '../ui/Price.tsx';
import { timeText } from '../ui/Teams.tsx';
import { counted, seatsText } from '../ui/text.ts';
import { dayPieces } from '../ui/time.ts';
import { Delist } from './Delist.tsx';
import { StateTag } from './StateTag.tsx';

/** One listing of the consignor: the event, the seats, the state and the proceeds. */
export function OwnListingCard({
  listing,
  isPast,
  changed,
}: {
  listing: OwnListing;
  isPast: boolean;
  changed(): void;
}) {
  const { event } = listing;
  const { weekday, day, month } = dayPieces(event.startsAt, event.venue.timeZone);
  return (
    <li className="lot">
      <time className="lot-day" dateTime={event.startsAt}>
        <span>{weekday.slice(0, 3)}</span> <span>{month.slice(0, 3)}</span> <b>{day}</b>
      </time>
      <div className="lot-what">
        <h3>
          <a href={`/games/${event.slug}`}>{event.name}</a>
        </h3>
        <p className="small muted">
          {timeText(event)} · {event.venue.name}
        </p>
        <p className="lot-seats">{seatWords(listing)}</p>
        <EventTag event={event} />
      </div>
      <div className="lot-state">
        <StateTag listing={listing} />
        {listing.stateReason !== null && <p className="small">{listing.stateReason}</p>}
        {listing.isPausedByMove && (
          <p className="small">
            Nobody can buy these for now. <a href="/contact">Write to us</a> with the section, row and seats
            that they are there, and we put them on sale again; or take them off sale here.
          </p>
        )}
        <p className="small muted fig">{ticketWords(listing)}</p>
        <Delist listing={listing} changed={changed} />
      </div>
      <div className="lot-money">
        <ListingProceeds listing={listing} isPast={isPast} />
      </div>
    </li>
  );
}

/** The proceeds of one ticket while tickets can be sold; after that, the proceeds of the sold ones. */
function ListingProceeds({ listing, isPast }: { listing: OwnListing; isPast: boolean }) {
  const { state, available, held, sold, price, allIn, proceedsEach, soldProceeds } = listing;
  const isOver = isPast || state === 'ended' || state === 'withdrawn' || available + held === 0;
  if (isOver && sold > 0)
    return (
      <>
        <Price value={soldProceeds} />
        <p className="price-note">yours, for {sold} sold</p>
      </>
    );
  if (isOver) return <p className="price-note fig">Nothing sold at {moneyText(price)} each</p>;
  return (
    <>
      <Price value={proceedsEach} />
      <p className="price-note">
        {state === 'rejected' ? 'would be your proceeds, each' : 'your proceeds, each'}
      </p>
      <p className="price-note fig">
        of {moneyText(price)}; fans pay {moneyText(allIn)}
      </p>
      {sold > 0 && (
        <p className="lot-sold fig">
          {moneyText(soldProceeds)} <span>for {sold} sold</span>
        </p>
      )}
    </>
  );
}

function seatWords({ section, row, seats, ticketType, quantity }: OwnListing): string {
  if (section === null || row === null) return `${ticketType ?? 'General admission'}, ${quantity}`;
  return `Section ${section}, row ${row}, ${seatsText(seats)}`;
}

/** "4 tickets: 1 sold, 1 held by fans, 2 not sold yet"; "4 tickets" while none is held or sold. */
function ticketWords({ quantity, available, held, sold }: OwnListing): string {
  if (available === quantity) return counted(quantity, 'ticket');
  const gone = quantity - available - held - sold;
  if (gone === quantity) return `${counted(quantity, 'ticket')}, none sold`;
  const parts = [
    [sold, 'sold'],
    [held, 'held by fans'],
    [available, 'not sold yet'],
    [gone, 'off sale'],
  ] as const;
  const some = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${counted(quantity, 'ticket')}: ${some.join(', ')}`;
}
