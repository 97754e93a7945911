import { goodCount, hasOwnCodes, isKept, type OrderStatus, orderStatus } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { api } from '../api/api.ts';
import { Sum, Taxes } from '../checkout/HeldStub.tsx';
import { SendFromOrder } from '../handovers/SendFromOrder.tsx';
import { moneyText } from '../ui/money.ts';
import { zoneLong } from '../ui/time.ts';
import { CorrectEmail } from './CorrectEmail.tsx';
import { DeliveredItem } from './DeliveredItem.tsx';
import { MoveChoice } from './MoveChoice.tsx';
import { emailText, OrderHead } from './OrderHead.tsx';
import { Receipts } from './Receipts.tsx';
import { Ticket } from './Ticket.tsx';
import { Track } from './Track.tsx';

/** What a calendar entry is good for, where there is one to have. */
const calendarWords: Partial<Record<OrderStatus['kind'], string>> = {
  ahead: 'Add it to my calendar',
  trouble: 'Add it to my calendar',
  today: 'Add it to my calendar',
  moved: 'Update my calendar',
  postponed: 'Update my calendar',
  canceled: 'Update my calendar',
};

/** An order as its fan sees it. @param isOwn false: staff look at it @param show gets what an action on it answers */
export function Order({
  reservation,
  show,
  isOwn = true,
}: {
  reservation: Reservation;
  isOwn?: boolean;
  show: (reservation: Reservation) => void;
}) {
  const { items, event, code, total } = reservation;
  const status = orderStatus(reservation);
  const count = goodCount(reservation);
  return (
    <div className="wrap">
      <div className="order">
        <div>
          <OrderHead reservation={reservation} count={count} />
          <MoveChoice reservation={reservation} show={show} />
          <ul className="tickets">
            {items.flatMap((item) =>
              item.way === 'gateCode' ? (
                item.tickets.map((ticket) => (
                  <Ticket key={ticket.id} event={event} item={item} ticket={ticket} status={status} />
                ))
              ) : (
                <DeliveredItem
                  key={item.listingId}
                  reservation={reservation}
                  item={item}
                  status={status}
                  show={show}
                />
              ),
            )}
          </ul>
          {isOwn && hasOwnCodes(reservation) && !isKept(reservation) && (
            <SendFromOrder reservation={reservation} show={show} />
          )}
        </div>
        <div className="side">
          <section>
            <h2>What happened</h2>
            <Track timeline={reservation.timeline} timeZone={event.venue.timeZone} />
            <p className="small muted">
              Times at the venue, {zoneLong(event.startsAt, event.venue.timeZone)}.
            </p>
          </section>
          <section className="receipt">
            <h2>What you paid</h2>
            <Sum reservation={reservation} />
            <div className="total">
              <b>Total</b>
              <b className="price">{moneyText(total)}</b>
            </div>
            <Taxes reservation={reservation} />
            <Refunded reservation={reservation} />
            <p className="small muted">
              Order {code}
              {reservation.payment?.card && `, card ending ${reservation.payment.card.last4}`}
              {emailText(reservation)}
            </p>
            {status.opensGate && <CorrectEmail reservation={reservation} show={show} />}
          </section>
          <section className="no-print">
            <h2>Do more</h2>
            <nav className="linklist" aria-label="Do more">
              {status.opensGate && (
                <button type="button" onClick={() => print()}>
                  {hasOwnCodes(reservation) ? 'Print the tickets' : 'Print this order'}
                </button>
              )}
              <Receipts reservation={reservation} />
              {calendarWords[status.kind] && (
                <a href={api.calendarPath(reservation.id)}>{calendarWords[status.kind]}</a>
              )}
              {(status.kind === 'ahead' || status.kind === 'moved') && (
                <a href={`/games/${event.slug}`}>
                  {event.home && event.away ? 'More tickets for this game' : 'More tickets for this event'}
                </a>
              )}
              {event.home && (
                <a href={`/games?performer=${event.home.slug}`}>More {event.home.shortName} games</a>
              )}
              <a href={`/contact?order=${reservation.id}`}>Write to us about this order</a>
              <a href="/orders">All my orders</a>
            </nav>
          </section>
        </div>
      </div>
    </div>
  );
}

/** What went back of it; an order of this device's cache may not know. */
function Refunded({ reservation: { payment } }: { reservation: Reservation }) {
  const refunded = payment?.refunded;
  if (!refunded || refunded.amount === 0) return null;
  return (
    <p className="small">
      Refunded to the card: <b>{moneyText(refunded)}</b>
    </p>
  );
}
