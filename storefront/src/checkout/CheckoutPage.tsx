import { useEffect } from 'react';
import { focusOn, useNavigation } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { useSecondsLeft } from '../ui/useNow.ts';
import { CheckoutForm } from './CheckoutForm.tsx';
import { HeldBar } from './HeldBar.tsx';
import { HoldExpired } from './HoldExpired.tsx';
import { keepTypedEmail } from './typedEmail.ts';
import { useEnding } from './useEnding.ts';
import { useReservation } from './useReservation.ts';

/** A hold from its creation to its end. The page only shows the server's state. */
function CheckoutPage({ params }: PageProps<null>) {
  const id = params.id ?? '';
  const { current, refresh, show } = useReservation(id);
  const { navigate } = useNavigation();
  const isReady = current.state === 'ready';
  const reservation = isReady ? current.reservation : null;
  const ending = useEnding(reservation, { refresh, show });
  const isPending = reservation?.state.startsWith('pending.') ?? false;
  const left = useSecondsLeft(isReady && isPending ? current.endsAt : null);
  const isOrder = reservation?.state === 'paid' || reservation?.state === 'refunded';

  useEffect(() => {
    if (!isOrder) return;
    // The address is the order's now. The next purchase in this tab begins with the one that was corrected there.
    keepTypedEmail(null);
    navigate(`/orders/${id}`, { replace: true });
  }, [isOrder, id, navigate]);
  useEffect(() => {
    // The server's clock decides; ask it when the countdown ends.
    if (left === 0 && isPending) void refresh();
  }, [left, isPending, refresh]);
  useEffect(() => {
    if (isReady) focusOn(document.querySelector('main h1'));
  }, [isReady]);

  if (current.state === 'missing') {
    return (
      <div className="wrap plain">
        <h1>We can’t show this hold here</h1>
        <p>
          It belongs to another browser or account, or there is none by this address. If you have paid
          already, your order’s code and email address open it.
        </p>
        <div className="acts">
          <a className="btn btn-go" href="/orders">
            Find my order
          </a>
          <a className="btn btn-line" href="/games">
            All events
          </a>
        </div>
      </div>
    );
  }
  if (current.state === 'failed') {
    return (
      <div className="wrap plain" role="alert">
        <h1>Your hold didn’t load</h1>
        <p>
          We got no answer from the server. Seats that you hold stay held until their time, and nothing was
          charged.
        </p>
        <button type="button" className="btn btn-go" onClick={() => void refresh()}>
          Reload
        </button>
      </div>
    );
  }
  if (current.state !== 'ready' || isOrder) return <LoadingCheckout />;
  const { reservation: held, endsAt, stale } = current;
  if (!held.state.startsWith('pending.')) return <HoldExpired reservation={held} />;
  return (
    <>
      <HeldBar reservation={held} endsAt={endsAt} left={left} onCancel={ending.letGo} />
      <CheckoutForm reservation={held} endsAt={endsAt} stale={stale} refresh={refresh} ending={ending} />
    </>
  );
}

function LoadingCheckout() {
  return (
    <>
      <div className="held">
        <div className="wrap">
          <span className="count" aria-hidden="true">
            <i />
            <i />
            <u>:</u>
            <i />
            <i />
          </span>
          <p>
            <b>Loading your hold…</b>
            <span className="muted only-wide">Nobody else can buy what you hold.</span>
          </p>
          <span className="link" aria-hidden="true" />
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
            <div className="flat-block form-room" aria-hidden="true" />
          </div>
          <aside>
            <div className="flat-block tall" aria-hidden="true" />
          </aside>
        </div>
      </div>
    </>
  );
}

/** /checkout/:id: pay for a hold. */
export const checkoutPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Pay for your seats' }),
  Page: CheckoutPage,
});
