import type { Reservation, ReservationItem } from '@holdfast/shared/reservations';
import { rateText } from '@holdfast/shared/taxes';
import { moneyText, percentText, sumOf, times } from '../ui/money.ts';
import { Price } from '../ui/Price.tsx';
import { Teams, whenText } from '../ui/Teams.tsx';
import { listed } from '../ui/text.ts';

/** What is held: the event, the seats with their disclosure, and the sum with its parts. */
export function HeldStub({ reservation, isOver = false }: { reservation: Reservation; isOver?: boolean }) {
  const { event, items, total } = reservation;
  return (
    <section
      className={isOver ? 'paper let-go' : 'paper'}
      aria-label={isOver ? 'What you held' : 'What you hold'}
    >
      <Teams event={event} />
      <p className="small muted">
        {whenText(event)}
        <br />
        {event.venue.name}, {event.venue.city}
      </p>
      {items.map((item) => (
        <HeldItem key={item.listingId} item={item} />
      ))}
      <div className="tear" />
      <Sum reservation={reservation} />
      <div className="total">
        <b>Total</b>
        <Price value={total} />
      </div>
      <Taxes reservation={reservation} />
      <p className="same muted">{seenText(items, wasMoved(reservation))}</p>
    </section>
  );
}

function HeldItem({ item }: { item: ReservationItem }) {
  return (
    <>
      <SeatFigures item={item} seats={item.seats} />
      <p className="small muted">
        {item.disclosure !== null && `${item.disclosure}. `}
        {item.delivery}.
      </p>
    </>
  );
}

/** Section, row and seats in large type, or the ticket type of general admission. */
export function SeatFigures({ item, seats }: { item: ReservationItem; seats: number[] }) {
  if (item.kind === 'generalAdmission') {
    return (
      <div className="seat">
        <div>
          <span className="label">Ticket</span>
          <b>{item.ticketType ?? 'General admission'}</b>
        </div>
        {item.quantity > 1 && seats.length !== 1 && (
          <div>
            <span className="label">Number</span>
            <b>{item.quantity}</b>
          </div>
        )}
      </div>
    );
  }
  return (
    <div className="seat">
      <div>
        <span className="label">Section</span>
        <b>{item.section}</b>
      </div>
      <div>
        <span className="label">Row</span>
        <b>{item.row}</b>
      </div>
      <div>
        <span className="label">{seats.length === 1 ? 'Seat' : 'Seats'}</span>
        <b>{seats.join(', ')}</b>
      </div>
    </div>
  );
}

/** The parts and the total, which is their exact sum. */
export function Sum({ reservation: { items, total } }: { reservation: Reservation }) {
  const rates = new Set(items.map(({ priceParts }) => priceParts.feeBps));
  const fee = sumOf(
    items.map(({ priceParts, quantity }) => times(priceParts.fee, quantity)),
    total.currency,
  );
  return (
    <dl className="lines">
      {items.map((item) => (
        <div key={item.listingId}>
          <dt>
            {item.quantity} {partNoun(item)} at {moneyText(item.priceParts.price)}
          </dt>
          <dd>{moneyText(times(item.priceParts.price, item.quantity))}</dd>
        </div>
      ))}
      <div>
        <dt>Service fee{rates.size === 1 && `, ${percentText([...rates][0]!)}`}</dt>
        <dd>{moneyText(fee)}</dd>
      </div>
    </dl>
  );
}

/** What of the total is tax; nothing where none is. An order that a device kept from before has no taxes either. */
export function Taxes({ reservation: { taxes = [] } }: { reservation: Partial<Pick<Reservation, 'taxes'>> }) {
  if (taxes.length === 0) return null;
  return (
    <dl className="lines small muted">
      {taxes.map(({ name, jurisdiction, ratePpm, amount }) => (
        <div key={`${name} ${jurisdiction}`}>
          <dt>
            Includes {rateText(ratePpm)} {name}, {jurisdiction}
          </dt>
          <dd>{moneyText(amount)}</dd>
        </div>
      ))}
    </dl>
  );
}

function partNoun({ kind, ticketType, quantity }: ReservationItem): string {
  if (kind === 'generalAdmission') return ticketType ?? 'General admission';
  return quantity === 1 ? 'seat' : 'seats';
}

/** Says that the total is what the list showed, or that a price has dropped since. */
/** Staff moved the hold to other seats: the fan didn't choose them from the list. */
const wasMoved = ({ timeline }: Reservation) => timeline.some(({ what }) => what === 'moved');

function seenText(items: ReservationItem[], isMoved: boolean): string {
  const same = items.filter(({ seenPrice }) => !seenPrice);
  const fallen = items.flatMap(({ seenPrice, price }) =>
    seenPrice
      ? [`The price is lower now: you saw ${moneyText(seenPrice)} each and pay ${moneyText(price)}.`]
      : [],
  );
  const parts = same.map(({ quantity, price }) => `${quantity} × ${moneyText(price)}`);
  return [
    ...(parts.length > 0 ? [`${listed(parts)}${isMoved ? '' : ', as you saw in the list'}.`] : []),
    ...fallen,
  ].join(' ');
}
