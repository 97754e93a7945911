import { isKept, orderStatus } from '@holdfast/shared/orders';
import { useEffect } from 'react';
import { useReservation } from '../checkout/useReservation.ts';
import { focusOn, useNavigation } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { FindOrderForm } from './FindOrderForm.tsx';
import { Order } from './Order.tsx';
import { forgetOfflineOrder } from './offlineCache.ts';

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
