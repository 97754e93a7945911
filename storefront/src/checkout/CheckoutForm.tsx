import {
  declineText,
  notPayable,
  payTitle,
  seatNoun,
  ticketCount,
  wordsOfPayment,
} from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { useEffect, useRef, useState } from 'react';
import { focusOn } from '../router/navigation.ts';
import { useMarketplace } from '../shell/marketplace.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { InfoIcon, TickIcon, WarningIcon } from '../ui/icons.tsx';
import { moneyText } from '../ui/money.ts';
import { allSeats } from '../ui/text.ts';
import { untilText } from '../ui/time.ts';
import { BankPanel } from './BankPanel.tsx';
import { FreeForm } from './FreeForm.tsx';
import { HeldStub } from './HeldStub.tsx';
import { NotPayable } from './NotPayable.tsx';
import { PaymentForm } from './PaymentForm.tsx';
import type { Payer } from './payer.ts';
import type { Ending } from './useEnding.ts';
import { usePaying } from './usePaying.ts';

interface Props {
  reservation: Reservation;
  /** By this device's clock. */
  endsAt: number;
  stale: boolean;
  refresh(): Promise<void>;
  ending: Ending;
}

/** The payment form, or what the bank is doing while a payment is under way. */
export function CheckoutForm({ reservation, endsAt, stale, refresh, ending }: Props) {
  const { hasGuarantee } = useMarketplace();
  const paying = usePaying(reservation.id);
  const payer = useRef<Payer | null>(null);
  const sentHere = useRef<string | null>(null);
  const column = useRef<HTMLDivElement>(null);
  const { payment } = reservation;
  const isPaying = reservation.state === 'pending.paying';
  const decline = isPaying ? null : (payment?.decline ?? null);
  const count = ticketCount(reservation);
  const noun = seatNoun(reservation, count);
  const isFree = reservation.total.amount === 0;
  const announce = useAnnounce();
  const [leavingBank, setLeavingBank] = useState(false);
  const refusedBank = decline && declineText(decline);
  const noPay = isPaying ? null : notPayable(reservation);

  const { resume } = paying;
  useEffect(() => {
    // Repeats a request that was sent before a reload and got no response.
    void resume().then((answer) => answer && refresh());
  }, [resume, refresh]);

  const bankWords = isPaying ? wordsOfPayment(reservation) : null;
  const bankTitle = bankWords?.title;
  useEffect(() => {
    if (bankTitle !== undefined) announce(bankTitle);
  }, [bankTitle, announce]);

  async function onPay(form: Payer, email: string) {
    payer.current = form;
    const begun = await paying.pay(form, email);
    sentHere.current = begun?.id ?? null;
    await refresh();
  }

  // The tab that paid opens the bank's page at once; after a reload or in another tab there is a button.
  useEffect(() => {
    if (payment?.state !== 'requiresAction' || payment.id !== sentHere.current) return;
    sentHere.current = null;
    void toBank(payment.nextActionUrl, payment.clientSecret);
  });

  // Focus moves to the bank's answer, which replaces the form or is above it.
  const outcome = isPaying ? 'bank' : decline ? (payment?.id ?? null) : null;
  useEffect(() => {
    if (outcome === null) return;
    const shown = column.current?.querySelector('.bank, .alert') ?? null;
    shown?.scrollIntoView({ block: 'nearest' });
    focusOn(shown?.querySelector('h2') ?? null);
  }, [outcome]);

  async function leaveBank(leave: () => Promise<void>) {
    if (leavingBank) return;
    setLeavingBank(true);
    await leave();
    setLeavingBank(false);
  }

  async function toBank(nextActionUrl: string | null, clientSecret: string | null) {
    if (payer.current && clientSecret !== null && nextActionUrl === null) {
      await payer.current.authenticate(clientSecret);
    } else if (nextActionUrl !== null) {
      location.assign(nextActionUrl);
    }
  }

  return (
    <div className="wrap">
      <div className={decline ? 'pay is-declined' : 'pay'}>
        <div ref={column}>
          <h1>{payTitle(reservation)}</h1>
          <p className="only-narrow held-line">
            {reservation.event.name}, {ticketCount(reservation)} {noun}, <b>{moneyText(reservation.total)}</b>
          </p>
          {stale && (
            <p className="note stale" role="status">
              <InfoIcon />
              <span>
                We can’t hear the server right now. The clock goes on; your {noun} stay held until its end.
              </span>
            </p>
          )}
          {ending.failure !== null && (
            <div className="alert" role="alert">
              <WarningIcon />
              <p>{ending.failure}</p>
            </div>
          )}
          {bankWords && (
            <BankPanel {...bankWords}>
              {payment?.state === 'requiresAction' && (
                <div className="acts">
                  <button
                    type="button"
                    className="btn btn-go btn-big"
                    onClick={() => void toBank(payment.nextActionUrl, payment.clientSecret)}
                  >
                    Go to my bank’s page
                  </button>
                  <button
                    type="button"
                    className="btn btn-line"
                    aria-disabled={leavingBank || undefined}
                    onClick={() => void leaveBank(ending.anotherCard)}
                  >
                    Use another card
                  </button>
                  <button
                    type="button"
                    className="btn btn-line"
                    aria-disabled={leavingBank || undefined}
                    onClick={() => void leaveBank(ending.letGo)}
                  >
                    Let {count === 1 ? 'it' : 'them'} go
                  </button>
                </div>
              )}
            </BankPanel>
          )}
          {noPay && <NotPayable {...noPay} letGo={ending.letGo} />}
          {refusedBank && !noPay && (
            <div className="alert" role="alert">
              <WarningIcon />
              <div>
                <h2>{refusedBank.title}</h2>
                <p>
                  {refusedBank.text} Nothing was charged, and {allSeats(count, seatNoun(reservation, 1))}{' '}
                  {count === 1 ? 'is' : 'are'} still yours until {untilText(reservation.event, endsAt)}. Try
                  another card, or ask the bank and try this one again.
                </p>
              </div>
            </div>
          )}
          {/* Hidden but mounted: typed values stay for another attempt, and Stripe's form is needed for 3-D Secure. */}
          <div hidden={isPaying || noPay !== null}>
            {isFree ? (
              <FreeForm reservation={reservation} refresh={refresh} />
            ) : (
              <PaymentForm reservation={reservation} paying={paying} onPay={onPay} />
            )}
          </div>
        </div>
        <aside>
          <HeldStub reservation={reservation} />
          <ul className="assure">
            <li>
              <TickIcon />
              <span>
                You’re never charged for seats that you don’t get.{' '}
                {hasGuarantee && <a href="/#promise">What we promise</a>}
              </span>
            </li>
            <li>
              <TickIcon />
              <span>Nothing is added to this total.</span>
            </li>
            {!isFree && (
              <li>
                <TickIcon />
                <span>
                  All of it comes back if the event is canceled. Otherwise a paid order is final.{' '}
                  <a href="/help#refunds">Refund rules</a>
                </span>
              </li>
            )}
          </ul>
        </aside>
      </div>
    </div>
  );
}
