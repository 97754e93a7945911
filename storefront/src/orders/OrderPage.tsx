import type { Reservation } from '@holdfast/shared/reservations';
import { useEffect } from 'react';
import { Sum } from '../checkout/HeldStub.tsx';
import { ticketCount } from '../checkout/reservationText.ts';
import { useReservation } from '../checkout/useReservation.ts';
import { focusOn, useNavigation } from '../router/navigation.ts';
import { type PageProps, route } from '../router/route.ts';
import { ClockIcon, InfoIcon, TickIcon } from '../ui/icons.tsx';
import { moneyText } from '../ui/money.ts';
import { counted } from '../ui/text.ts';
import { dayGreeting, zoneLong } from '../ui/time.ts';
import { FindOrderForm } from './FindOrderForm.tsx';
import { Ticket } from './Ticket.tsx';
import { Track } from './Track.tsx';

function OrderPage({ params }: PageProps<null>) {
  const id = params.id ?? '';
  const { current, refresh } = useReservation(id);
  const { navigate } = useNavigation();
  const state = current.state === 'ready' ? current.reservation.state : null;
  const isOrder = state === 'paid' || state === 'refunded';

  useEffect(() => {
    if (state !== null && !isOrder) navigate(`/checkout/${id}`, { replace: true });
    if (isOrder) focusOn(document.querySelector('main h1'));
  }, [state, isOrder, id, navigate]);

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
  return <Order reservation={current.reservation} />;
}

function Order({ reservation }: { reservation: Reservation }) {
  const { items, event, code, email, total } = reservation;
  const count = ticketCount(reservation);
  return (
    <div className="wrap">
      <div className="order">
        <div>
          <OrderHead reservation={reservation} count={count} />
          <ul className="tickets">
            {items.flatMap((item) =>
              item.tickets.map((ticket) => (
                <Ticket key={ticket.id} event={event} item={item} ticket={ticket} />
              )),
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
            <p className="small muted">
              Order {code}
              {reservation.payment?.card && `, card ending ${reservation.payment.card.last4}`}
              {email !== null && `, tickets emailed to ${email}`}
            </p>
          </section>
          <section className="no-print">
            <h2>Do more</h2>
            <nav className="linklist" aria-label="Do more">
              <button type="button" onClick={() => print()}>
                Print the tickets
              </button>
              <a href={`/games/${event.slug}`}>More tickets for this game</a>
              <a href="/orders">All my orders</a>
            </nav>
          </section>
        </div>
      </div>
    </div>
  );
}

function OrderHead({ reservation, count }: { reservation: Reservation; count: number }) {
  const { state, items, event, code, email } = reservation;
  const isMade = items.every(({ tickets }) => tickets.every((ticket) => ticket.code !== null));
  if (state === 'refunded') {
    return (
      <div className="order-head">
        <div>
          <span className="tag tag-off">
            <InfoIcon />
            Refunded
          </span>
        </div>
        <h1>Your refund is on its way</h1>
        <p className="muted">
          Order <b>{code}</b>. {moneyText(reservation.total)} goes back to the card that paid. Banks take a
          few days to show it. The tickets don’t open the gate any more.
        </p>
      </div>
    );
  }
  if (!isMade) {
    return (
      <div className="order-head" role="status">
        <div>
          <span className="tag tag-warn">
            <ClockIcon />
            In progress
          </span>
        </div>
        <h1>Payment received. Making your tickets</h1>
        <p className="muted">
          Order <b>{code}</b>. This page updates by itself. You can close it
          {email === null ? '.' : `: we email the tickets to ${email} as soon as they exist.`}
        </p>
      </div>
    );
  }
  return (
    <div className="order-head">
      <div>
        <span className="tag tag-ok">
          <TickIcon />
          Paid, {counted(count, 'ticket')}
        </span>
      </div>
      <h1>
        {event.status === 'cancelled'
          ? 'This event is canceled'
          : `See you ${dayGreeting(event.startsAt, event.venue.timeZone)}`}
      </h1>
      <p className="muted">
        Order <b>{code}</b>. {count === 1 ? 'The ticket is' : 'The tickets are'} below
        {email === null ? '' : ` and in the email to ${email}`}. Each code opens the gate once.
      </p>
    </div>
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
export const orderRoute = route<null>({
  name: 'order',
  path: '/orders/:id',
  load: async () => null,
  head: () => ({ title: 'Your order · Holdfast' }),
  Page: OrderPage,
});
