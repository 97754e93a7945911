import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { focusOn, useNavigation } from '../router/navigation.ts';
import { type PageProps, route } from '../router/route.ts';
import { useSecondsLeft } from '../ui/useNow.ts';
import { CheckoutForm } from './CheckoutForm.tsx';
import { HeldBar } from './HeldBar.tsx';
import { HoldExpired } from './HoldExpired.tsx';
import { useReservation } from './useReservation.ts';

/** A hold from its first second to its end. Its whole state is the server's; this page only shows it. */
function CheckoutPage({ params }: PageProps<null>) {
  const id = params.id ?? '';
  const { followed, refresh, show } = useReservation(id);
  const { navigate } = useNavigation();
  const isReady = followed.state === 'ready';
  const reservation = isReady ? followed.reservation : null;
  const isPending = reservation?.state.startsWith('pending.') ?? false;
  const left = useSecondsLeft(isReady && isPending ? followed.endsAt : null);
  const isOrder = reservation?.state === 'paid' || reservation?.state === 'refunded';

  useEffect(() => {
    if (isOrder) navigate(`/orders/${id}`, { replace: true });
  }, [isOrder, id, navigate]);
  useEffect(() => {
    // The server's clock decides; it is asked when ours says that the time is over.
    if (left === 0 && isPending) void refresh();
  }, [left, isPending, refresh]);
  useEffect(() => {
    if (isReady) focusOn(document.querySelector('main h1'));
  }, [isReady]);

  if (followed.state === 'missing') {
    return (
      <div className="wrap plain">
        <h1>We can’t show this hold here</h1>
        <p>
          It belongs to another browser or account, or there is none by this address. If you have paid
          already, your order’s code and mail address open it.
        </p>
        <div className="acts">
          <a className="btn btn-go" href="/orders">
            Find my order
          </a>
          <a className="btn btn-line" href="/games">
            All games
          </a>
        </div>
      </div>
    );
  }
  if (followed.state === 'failed') {
    return (
      <div className="wrap plain" role="alert">
        <h1>Your hold didn’t load</h1>
        <p>
          We couldn’t hear the answer. Seats that you hold stay held until their time, and nothing was
          charged.
        </p>
        <button type="button" className="btn btn-go" onClick={() => void refresh()}>
          Load it again
        </button>
      </div>
    );
  }
  if (followed.state !== 'ready' || isOrder) return <LoadingCheckout />;
  const { reservation: held, endsAt, stale } = followed;
  if (!held.state.startsWith('pending.')) return <HoldExpired reservation={held} />;
  return (
    <>
      <HeldBar
        reservation={held}
        endsAt={endsAt}
        left={left}
        letGo={async () => {
          try {
            show(await api.letGo(id));
          } catch {
            await refresh(); // Paid or over meanwhile: the page shows which.
          }
        }}
      />
      <CheckoutForm reservation={held} endsAt={endsAt} stale={stale} refresh={refresh} />
    </>
  );
}

function LoadingCheckout() {
  return (
    <>
      <div className="held">
        <div className="wrap">
          <p>
            <b>Reading your hold…</b>
          </p>
        </div>
      </div>
      <div className="wrap">
        <div className="pay">
          <div>
            <h1>Pay for your seats</h1>
            <noscript>
              <p>
                Paying needs JavaScript, because your card goes straight to the payment provider and never to
                us.
              </p>
            </noscript>
            <div className="flat-block" aria-hidden="true" />
          </div>
          <aside>
            <div className="flat-block tall" aria-hidden="true" />
          </aside>
        </div>
      </div>
    </>
  );
}

export const checkoutRoute = route<null>({
  name: 'checkout',
  path: '/checkout/:id',
  load: async () => null,
  head: () => ({ title: 'Pay for your seats · Holdfast' }),
  Page: CheckoutPage,
});
