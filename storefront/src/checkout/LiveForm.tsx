import type { Money } from '@holdfast/shared/money';
import type { PaymentMode } from '@holdfast/shared/payments';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { CardRefused, type Payer } from './payer.ts';

interface Props {
  mode: PaymentMode;
  total: Money;
  payer: Ref<Payer>;
}

interface Loaded {
  stripe: Stripe;
  elements: StripeElements;
}

const notLoaded = 'The payment form didn’t load. Nothing was charged: reload the page, your seats stay held.';

/** Stripe's own form, loaded only here. The card's data goes from Stripe's frame to Stripe. */
export function LiveForm({ mode, total, payer }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const loaded = useRef<Loaded | null>(null);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const { amount, currency } = total;

  useEffect(() => {
    let over = false;
    let unmount = () => {};
    const load = async () => {
      const { loadStripe } = await import('@stripe/stripe-js/pure');
      const stripe = await loadStripe(mode.publishableKey);
      if (over || !stripe || !frame.current) return;
      // Deferred intent: the server creates the payment after checking that the seats are still held.
      const elements = stripe.elements({
        mode: 'payment',
        amount,
        currency: currency.toLowerCase(),
        captureMethod: 'manual',
        // What the server's payment accepts: cards, which can be authorized first, and wallets, which are cards.
        allowedPaymentMethodTypes: ['card'],
      });
      const element = elements.create('payment');
      element.on('ready', () => setState('ready'));
      element.on('loaderror', () => setState('failed'));
      element.mount(frame.current);
      unmount = () => element.destroy();
      loaded.current = { stripe, elements };
    };
    load().catch(() => setState('failed'));
    return () => {
      over = true;
      unmount();
      loaded.current = null;
    };
  }, [mode.publishableKey, amount, currency]);

  useImperativeHandle(payer, () => ({
    async createToken(email) {
      if (!loaded.current) throw new CardRefused(notLoaded);
      const { stripe, elements } = loaded.current;
      const checked = await elements.submit();
      if (checked.error) throw new CardRefused(checked.error.message ?? 'Some fields are not valid.');
      const { confirmationToken, error } = await stripe.createConfirmationToken({
        elements,
        params: { payment_method_data: { billing_details: { email } }, return_url: location.href },
      });
      if (error) throw new CardRefused(error.message ?? 'The card could not be used. Nothing was charged.');
      return confirmationToken.id;
    },
    async authenticate(clientSecret) {
      await loaded.current?.stripe.handleNextAction({ clientSecret });
    },
  }));

  return (
    <div className="card-fields">
      {state === 'loading' && <div className="flat-block" aria-hidden="true" />}
      {state === 'failed' && (
        <p className="msg" role="alert">
          {notLoaded}
        </p>
      )}
      <div ref={frame} />
    </div>
  );
}
