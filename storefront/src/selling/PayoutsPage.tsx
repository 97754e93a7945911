import { type OwnPayouts, payableReasonSentences, payoutWayNames } from '@holdfast/shared/payouts';
import type { TaxHoldReason } from '@holdfast/shared/taxpayers';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { definePage } from '../router/route.ts';
import { moneyText } from '../ui/money.ts';
import { Price } from '../ui/Price.tsx';
import { counted } from '../ui/text.ts';
import { dayName, dayShort, ownZone } from '../ui/time.ts';
import { AdvanceSection } from './AdvanceSection.tsx';
import { BankDataSection } from './BankDataSection.tsx';
import { NotShown } from './NotShown.tsx';
import { PayoutChoiceSection } from './PayoutChoiceSection.tsx';
import { StatementSection } from './StatementSection.tsx';
import { TaxDataSection } from './TaxDataSection.tsx';
import { TaxFormsSection } from './TaxFormsSection.tsx';
import { whyNot } from './useSelling.ts';

type State =
  | { state: 'loading' }
  | { state: ReturnType<typeof whyNot> }
  | { state: 'ready'; own: OwnPayouts };

/** What the signed-in consignor is owed, when it comes and why not sooner, payouts and statements. */
function PayoutsPage() {
  const [shown, setShown] = useState<State>({ state: 'loading' });
  const load = useCallback(() => {
    setShown({ state: 'loading' });
    api.ownPayouts().then(
      (own) => setShown({ state: 'ready', own }),
      (error) => setShown({ state: whyNot(error) }),
    );
  }, []);
  useEffect(load, [load]);
  switch (shown.state) {
    case 'loading':
      return (
        <div className="wrap selling" aria-busy="true">
          <h1>Your money</h1>
          <p className="selling-sum muted">Loading it…</p>
          <div className="flat-block" />
        </div>
      );
    case 'ready':
      return (
        <div className="wrap selling">
          <Head own={shown.own} />
          <Waiting own={shown.own} />
          <AdvanceSection own={shown.own} />
          <Payouts own={shown.own} />
          <PayoutChoiceSection changed={load} />
          <BankDataSection changed={load} />
          <TaxDataSection changed={load} />
          <TaxFormsSection />
          <StatementSection />
        </div>
      );
    default:
      return <NotShown state={shown.state} title="Your money" back="/selling/payouts" reload={load} />;
  }
}

function Head({ own }: { own: OwnPayouts }) {
  return (
    <>
      <p className="small">
        <a href="/selling">Your tickets</a>
      </p>
      <h1>Your money</h1>
      <p className="selling-sum">{sentenceOf(own)}</p>
      <dl className="selling-money">
        <div>
          <dt>Owed to you</dt>
          <dd>
            <Price value={own.owed} />
            <span className="small muted">Sales at your percentages, less refunds and payouts.</span>
          </dd>
        </div>
        <div>
          <dt>Due now</dt>
          <dd>
            <Price value={own.payable} />
            <span className="small muted">
              {own.paidByHold && own.payable.amount > 0
                ? 'It waits for how you are paid.'
                : own.bankHold && own.payable.amount > 0
                  ? 'It waits for your bank data.'
                  : own.taxHold
                    ? 'It waits for your tax data.'
                    : own.payable.amount < 0
                      ? 'Went back to fans after we paid you; your next sales settle it.'
                      : own.payable.amount > 0
                        ? 'Our next payout run takes it.'
                        : 'Nothing is due right now.'}
            </span>
          </dd>
        </div>
        <div>
          <dt>Being paid</dt>
          <dd>
            <Price value={own.inPayouts} />
            <span className="small muted">
              {own.inPayouts.amount > 0
                ? 'In a payout that isn’t on its way yet.'
                : 'No payout is under way.'}
            </span>
          </dd>
        </div>
      </dl>
    </>
  );
}

const taxSentences: Record<TaxHoldReason, string> = {
  taxMissing: 'Identity or tax data is missing: give your tax data below, so that we can pay it.',
  w8Missing: 'It waits for your Form W-8: send it to us, so that we can pay it.',
  w8Expired: 'Your Form W-8 is no longer valid: send us a new one, so that we can pay it.',
};

/** The one sentence about the next payout. */
function sentenceOf(own: OwnPayouts): string {
  const { isHeld, bankHold, taxHold, paidByHold, payable, inPayouts, waiting, payoutDays, owed } = own;
  if (isHeld) return 'Our team holds your payouts back for now. Write to us to learn why.';
  if (paidByHold && payable.amount > 0)
    return paidByHold.until
      ? `${moneyText(payable)} is due. How you are paid is new, so payouts wait until ${dayShort(paidByHold.until, ownZone())}.`
      : `${moneyText(payable)} is due. It waits until your account at Stripe is ready, which you see below.`;
  if (bankHold?.reason === 'bankMissing' && payable.amount > 0)
    return `${moneyText(payable)} is due. Give your bank data below, so that we can pay it.`;
  if (bankHold?.until && payable.amount > 0)
    return `${moneyText(payable)} is due. Your bank data is new, so payouts wait until ${dayShort(bankHold.until, ownZone())}.`;
  if (taxHold && payable.amount > 0) return `${moneyText(payable)} is due. ${taxSentences[taxHold.reason]}`;
  if (payable.amount > 0) return `${moneyText(payable)} is due: our next payout run takes it.`;
  if (inPayouts.amount > 0) return `${moneyText(inPayouts)} is being paid.`;
  const next = waiting.find(({ nextAt }) => nextAt !== null);
  if (next?.nextAt) return `The next payout comes from ${dayShort(next.nextAt, ownZone())} on.`;
  if (waiting.length > 0) return 'What is owed waits, for the reasons below.';
  return owed.amount === 0
    ? `Nothing is owed right now. We pay ${counted(payoutDays, 'day')} after each event.`
    : 'Your next sales settle what went back to fans.';
}

function Waiting({ own: { waiting, owed, payoutDays } }: { own: OwnPayouts }) {
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">Not due yet</h2>
      <ul className="money-rows">
        {waiting.map(({ reason, amount, orders, nextAt }) => (
          <li key={reason}>
            <span>
              {reason === 'early' && nextAt
                ? `Due ${counted(payoutDays, 'day')} after each event; the first of it on ${dayShort(nextAt, ownZone())}.`
                : payableReasonSentences[reason]}{' '}
              <span className="small muted">{counted(orders, 'order')}</span>
            </span>
            <b className="fig">{moneyText({ amount, currency: owed.currency })}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Payouts({ own: { payouts } }: { own: OwnPayouts }) {
  return (
    <section aria-labelledby="payouts">
      <h2 id="payouts">Payouts</h2>
      {payouts.length === 0 ? (
        <p className="muted">We haven’t paid you yet. What we pay appears here, with its reference.</p>
      ) : (
        <ul className="money-rows">
          {payouts.map(({ id, amount, lines, state, way, reference, paidOn }) => (
            <li key={id}>
              <span>
                {way === 'stripe' ? (
                  byStripe(state, paidOn, reference)
                ) : state === 'paid' && paidOn ? (
                  <>
                    {dayName(paidOn)}: {way && payoutWayNames[way]}, {reference}
                  </>
                ) : state === 'sending' ? (
                  <>
                    With our bank{paidOn && <>, for {dayName(paidOn)}</>}: {reference}
                  </>
                ) : state === 'returned' ? (
                  'Came back to us. We pay it again; look whether your bank data is right.'
                ) : state === 'failed' ? (
                  'The bank refused it. We pay it again; look whether your bank data is right.'
                ) : (
                  'Approved, and not yet on its way.'
                )}{' '}
                <span className="small muted">{counted(lines, 'entry', 'entries')}</span>
              </span>
              <b className="fig">{moneyText(amount)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What became of a payout to their account at Stripe. */
function byStripe(
  state: OwnPayouts['payouts'][number]['state'],
  paidOn: string | null,
  reference: string | null,
): string {
  switch (state) {
    case 'paid':
      return `${paidOn ? `${dayName(paidOn)}: ` : ''}to your account at Stripe, which pays it on to your bank, ${reference}`;
    case 'sending':
      return 'On its way to your account at Stripe';
    case 'returned':
      return 'Taken back from your account at Stripe. We pay it again';
    case 'failed':
      return 'Stripe didn’t take it. We pay it again; look whether your account there is ready';
    default:
      return 'Approved, and not yet on its way.';
  }
}

/** /selling/payouts: a consignor's money. */
export const payoutsPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your money' }),
  Page: PayoutsPage,
});
