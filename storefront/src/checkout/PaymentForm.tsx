import { declineText, seatNoun, ticketCount } from '@holdfast/shared/orders';
import type { PaymentMode } from '@holdfast/shared/payments';
import type { Reservation } from '@holdfast/shared/reservations';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { sessionStore } from '../accounts/visitor.ts';
import { api } from '../api/api.ts';
import { WarningIcon } from '../ui/icons.tsx';
import { moneyText } from '../ui/money.ts';
import { allSeats } from '../ui/text.ts';
import { EmailField } from './EmailField.tsx';
import type { Payer } from './payer.ts';
import { SandboxForm } from './SandboxForm.tsx';
import { looksLikeEmail, typedEmail } from './typedEmail.ts';
import type { Paying } from './usePaying.ts';

const LiveForm = lazy(() => import('./LiveForm.tsx').then((module) => ({ default: module.LiveForm })));

interface Props {
  reservation: Reservation;
  paying: Paying;
  onPay(payer: Payer, email: string): void;
}

/** The email for the tickets, the card and the pay button. */
export function PaymentForm({ reservation, paying, onPay }: Props) {
  const payer = useRef<Payer>(null);
  const mode = usePaymentMode();
  const person = sessionStore.use()?.person ?? null;
  const [email, setEmail] = useState<string | null>(typedEmail);
  const [emailError, setEmailError] = useState<string | null>(null);
  const shownEmail = email ?? reservation.email ?? person?.email ?? '';
  const { state } = paying;
  const isBusy = state.at === 'sending';
  const refused = state.at === 'refused' ? state : null;
  const wrongEmail = emailError ?? (refused?.field === 'email' ? refused.message : null);
  const decline = reservation.payment?.decline ?? null;
  const wasDeclined = decline !== null;
  const declined =
    decline && state.at === 'ready' ? { field: 'number', message: declineText(decline).atNumber } : null;
  const count = ticketCount(reservation);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.at === 'refused' || emailError !== null)
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [state, emailError]);

  const submit = () => {
    if (isBusy || !payer.current) return;
    const given = shownEmail.trim();
    if (!looksLikeEmail(given)) {
      setEmailError('Give an email address, such as ann@example.com.');
      return;
    }
    setEmailError(null);
    onPay(payer.current, given);
  };

  return (
    <form
      ref={form}
      className="form"
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {refused && refused.field === null && (
        <div className="alert" role="alert">
          <WarningIcon />
          <p>{refused.message}</p>
        </div>
      )}
      {state.at === 'noAnswer' && (
        <div className="alert" role="alert">
          <WarningIcon />
          <div>
            <h2>We didn’t get an answer</h2>
            <p>
              We don’t know yet whether your payment began. Asking again sends the same order; you never pay
              twice.
            </p>
            <button type="button" className="btn btn-line btn-sm" onClick={() => void paying.resume()}>
              Ask again
            </button>
          </div>
        </div>
      )}
      <EmailField value={shownEmail} error={wrongEmail} onChange={setEmail} />
      {mode.state === 'loading' && <div className="flat-block card-room" aria-hidden="true" />}
      {mode.state === 'failed' && (
        <div className="alert" role="alert">
          <WarningIcon />
          <div>
            <p>The payment form didn’t load. Your seats are still held.</p>
            <button type="button" className="btn btn-line btn-sm" onClick={mode.again}>
              Reload
            </button>
          </div>
        </div>
      )}
      {mode.state === 'ready' && mode.mode.mode === 'sandbox' && (
        <SandboxForm mode={mode.mode} payer={payer} error={refused ?? declined} />
      )}
      {mode.state === 'ready' && mode.mode.mode === 'live' && (
        <Suspense fallback={<div className="flat-block" aria-hidden="true" />}>
          <LiveForm mode={mode.mode} total={reservation.total} payer={payer} />
        </Suspense>
      )}
      {mode.state === 'ready' && (
        <>
          <button type="submit" className="btn btn-go btn-big btn-wide" aria-disabled={isBusy || undefined}>
            {isBusy
              ? 'Asking your bank…'
              : `${wasDeclined ? 'Try again: pay' : 'Pay'} ${moneyText(reservation.total)}`}
          </button>
          <p className="hint">
            By paying you accept the <a href="/terms">terms</a> and the{' '}
            <a href="/help#refunds">refund rules</a>: all of it comes back if the event is canceled, and a
            paid order is final otherwise.
          </p>
          <p className="hint">
            {wasDeclined
              ? `You can try as often as you like while the ${seatNoun(reservation, count)} ${count === 1 ? 'is' : 'are'} held.`
              : `We ask your bank first. The card is charged only while ${allSeats(count, seatNoun(reservation, 1))} ${count === 1 ? 'is' : 'are'} yours.`}
          </p>
        </>
      )}
    </form>
  );
}

type Mode = { state: 'ready'; mode: PaymentMode } | { state: 'loading' } | { state: 'failed'; again(): void };

function usePaymentMode(): Mode {
  const [mode, setMode] = useState<PaymentMode | 'loading' | 'failed'>('loading');
  useEffect(() => {
    if (mode === 'loading') api.paymentMode().then(setMode, () => setMode('failed'));
  }, [mode]);
  if (mode === 'loading') return { state: 'loading' };
  if (mode === 'failed') return { state: 'failed', again: () => setMode('loading') };
  return { state: 'ready', mode };
}
