import { ApiProblem } from '@holdfast/shared/apiClient';
import { connectedStateNames, type OwnPayoutChoice } from '@holdfast/shared/connectedAccounts';
import { useCallback, useEffect, useState } from 'react';
import { SecondFactorMissing } from '../accounts/OwnerProof.tsx';
import { api } from '../api/api.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { counted } from '../ui/text.ts';
import { dayName, dayShort, ownZone } from '../ui/time.ts';
import { useRead } from '../ui/useRead.ts';
import { PayoutChoiceForm } from './PayoutChoiceForm.tsx';

/** How a visitor came here: Stripe sends them `back`, or for another link `again`. */
type Arrival = 'back' | 'again' | null;

/** Read once: a reload is no arrival. */
function takeArrival(): Arrival {
  const search = new URLSearchParams(location.search);
  const found = search.get('stripe');
  if (found === null) return null;
  search.delete('stripe');
  history.replaceState(history.state, '', `${location.pathname}${search.size > 0 ? `?${search}` : ''}`);
  return found === 'back' || found === 'again' ? found : null;
}

/** What Stripe says now, or what we know where Stripe was asked too often, or doesn't answer. */
const askedOrKnown = (): Promise<OwnPayoutChoice> =>
  api.askStripe().catch((error: unknown) => {
    if (error instanceof ApiProblem) return api.ownPayoutChoice();
    throw error;
  });

/** How the consignor is paid: to bank data, or to their own account at Stripe. Nothing is shown while that isn't offered. */
export function PayoutChoiceSection({ changed }: { changed: () => void }) {
  const [arrival, setArrival] = useState<Arrival>(null);
  const read = useCallback(async () => {
    const came = takeArrival();
    if (came !== null) setArrival(came);
    // Stripe's news may be late: who comes back from there sees what Stripe says now.
    return came === 'back' ? askedOrKnown() : api.ownPayoutChoice();
  }, []);
  const { value: choice, set, hasFailed, again } = useRead(read);
  const announce = useAnnounce();
  const state = choice?.account?.state;
  useEffect(() => {
    if (arrival === 'back' && state) announce(`Your account at Stripe: ${connectedStateNames[state]}.`);
  }, [announce, arrival, state]);
  if (hasFailed) return <NotLoaded what="How you are paid" again={again} />;
  if (choice === null || !choice.isOn) return null;
  return (
    <section className="narrow-form" aria-labelledby="paid-by">
      <h2 id="paid-by">How you are paid</h2>
      <Standing choice={choice} />
      {choice.secondFactor !== null ? (
        <PayoutChoiceForm
          choice={choice}
          isExpired={arrival === 'again'}
          toBank={(now) => {
            set(now);
            announce('You are paid to your bank data again.');
            changed();
          }}
        />
      ) : (
        <SecondFactorMissing what="How you are paid is" so="moves no money" />
      )}
    </section>
  );
}

function Standing({ choice }: { choice: OwnPayoutChoice }) {
  const { paidBy, account, hold, waitingDays } = choice;
  const from = hold?.until ? dayShort(hold.until, ownZone()) : null;
  return (
    <>
      <p>
        {paidBy === 'stripe' ? (
          <>
            <b>By Stripe.</b> We pay to your own account there, and Stripe pays it on to your bank.
          </>
        ) : (
          <>
            <b>To your bank data</b>, or as we agreed with you.{' '}
            {account === null &&
              'Instead, Stripe can pay you: to an account of your own there, which pays it on to your bank. Stripe asks who you are; we don’t see that.'}
          </>
        )}{' '}
        {from && `That is new: we pay this way from ${from} on, and until then payouts wait.`}
      </p>
      {account && (
        <p className={account.state === 'enabled' ? undefined : 'msg'}>{accountSentence(account, paidBy)}</p>
      )}
      {account?.payoutProblem && (
        <p className="msg">
          {`On ${dayName(account.payoutProblem.at.slice(0, 10))}: ${account.payoutProblem.text} The money is still yours: it lies in your account at Stripe. Correct your bank account there.`}
        </p>
      )}
      {account === null && (
        <p className="small muted">
          A new way to be paid is used after {counted(waitingDays, 'day')}, and an email tells you of it.
        </p>
      )}
    </>
  );
}

/** How their account at Stripe stands, and what that means for them. */
function accountSentence(
  { state, why }: NonNullable<OwnPayoutChoice['account']>,
  paidBy: OwnPayoutChoice['paidBy'],
): string {
  if (state === 'enabled') return 'Your account at Stripe is ready to be paid to.';
  const meanwhile =
    paidBy === 'bank'
      ? 'Until it is ready, nothing changes about how we pay you.'
      : 'Until it is ready, your payouts wait.';
  if (state === 'rejected')
    return `Stripe closed your account. Ask Stripe why${paidBy === 'stripe' ? ', or be paid to your bank data' : ''}.`;
  if (state === 'deauthorized')
    return `Your account at Stripe was disconnected from us${paidBy === 'stripe' ? ', and your payouts wait' : ''}.`;
  return `Your account at Stripe isn’t ready. ${why ?? ''} ${meanwhile}`;
}
