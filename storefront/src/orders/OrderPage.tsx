import { goodCount, hasOwnCodes, isKept, type OrderStatus, orderStatus } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { Sum, Taxes } from '../checkout/HeldStub.tsx';
import { useReservation } from '../checkout/useReservation.ts';
import { focusOn, useNavigation } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { moneyText } from '../ui/money.ts';
import { zoneLong } from '../ui/time.ts';
import { CorrectEmail } from './CorrectEmail.tsx';
import { DeliveredItem } from './DeliveredItem.tsx';
import { FindOrderForm } from './FindOrderForm.tsx';
import { MoveChoice } from './MoveChoice.tsx';
import { emailText, OrderHead } from './OrderHead.tsx';
import { forgetOfflineOrder } from './offlineCache.ts';
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

function OrderPage({ params }: PageProps<null>) {
  const id = params.id ?? '';
  const { current, refresh, show } = useReservation(id);
  const { navigate } = useNavigation();
  const state = current.state === 'ready' ? current.reservation.state : null;
  const isOrder = state === 'paid' || state === 'refunded';

  useEffect(() => {
    if (state !== null && !isOrder) navigate(`/checkout/${id}`, { replace: true });
    if (isOrder) focusOn(document.querySelector('main h1'));
  }, [state, isOrder, id, navigate]);

  const isFresh = isOrder && current.state === 'ready' && !current.stale && !isKept(current.reservation);
  const order = isFresh ? current.reservation : null;
  useEffect(() => {
    if (current.state === 'missing') void forgetOfflineOrder(id);
  }, [current.state, id]);
  useEffect(() => {
    if (!order) return;
    if (orderStatus(order).opensGate)
      void import('./keepOffline.ts').then(({ keepOffline }) => keepOffline(order)).catch(() => undefined);
    else void forgetOfflineOrder(order.id);
  }, [order]);

  if (current.state === 'missing') {
    return (
      <div className="wrap plain">
        <h1>This order opens with its code</h1>
        <p>
          This browser doesn’t know the order yet. Its code and your email address are in the email with the
          tickets.
        </p>
        <FindOrderForm />
      </div>
    );
  }
  if (current.state === 'failed') {
    return (
      <div className="wrap plain" role="alert">
        <h1>Your order didn’t load</h1>
        <p>We got no answer from the server. Your tickets are yours, here and in the email that we sent.</p>
        <button type="button" className="btn btn-go" onClick={() => void refresh()}>
          Reload
        </button>
      </div>
    );
  }
  if (current.state !== 'ready' || !isOrder) return <LoadingOrder />;
  return <Order reservation={current.reservation} show={show} />;
}

/** An order as its fan sees it. @param show gets what an action on it answers */
export function Order({
  reservation,
  show,
}: {
  reservation: Reservation;
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

function LoadingOrder() {
  return (
    <div className="wrap">
      <div className="order">
        <div>
          <div className="order-head">
            <h1>Loading your order…</h1>
            <noscript>
              <p>This page needs JavaScript. Your tickets are in the email that we sent, too.</p>
            </noscript>
          </div>
          <div className="flat-block tall" aria-hidden="true" />
        </div>
        <div className="flat-block" aria-hidden="true" />
      </div>
    </div>
  );
}

/** /orders/:id: one order with its tickets. */
export const orderPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your order' }),
  Page: OrderPage,
});
