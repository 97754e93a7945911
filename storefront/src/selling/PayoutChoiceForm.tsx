import type { OwnFactor } from '@holdfast/shared/accounts';
import { ApiProblem, newIdempotencyKey } from '@holdfast/shared/apiClient';
import type { OwnPayoutChoice } from '@holdfast/shared/connectedAccounts';
import { useEffect, useRef } from 'react';
import { proofSentences, useOwnerProof } from '../accounts/OwnerProof.tsx';
import { api } from '../api/api.ts';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

interface Props {
  choice: OwnPayoutChoice;
  /** Stripe's link had run out: another one is opened at once. */
  isExpired: boolean;
  toBank: (now: OwnPayoutChoice) => void;
}

/** Goes to Stripe, or back to bank data. */
export function PayoutChoiceForm({ choice, isExpired, toBank }: Props) {
  const key = useRef(newIdempotencyKey());
  const { account, paidBy } = choice;
  return (
    <div className="paid-by-steps">
      {account?.state !== 'rejected' && (
        <Step
          label="Be paid by Stripe"
          provenBy={choice.secondFactor}
          button={nameOf(choice)}
          busy="To Stripe…"
          buttonClass={account?.state === 'enabled' && paidBy === 'stripe' ? 'btn btn-line' : 'btn btn-go'}
          startsItself={isExpired}
          act={async () => {
            const { url } = await api.goToStripe();
            location.assign(url);
          }}
        />
      )}
      {paidBy === 'stripe' && (
        <Step
          label="Be paid to your bank data"
          provenBy={choice.secondFactor}
          button="Be paid to your bank data instead"
          busy="One moment…"
          buttonClass="btn btn-line"
          act={async () => {
            try {
              toBank(await api.payToBank(key.current));
            } catch (error) {
              // It was refused: what is sent next is another request.
              if (error instanceof ApiProblem) key.current = newIdempotencyKey();
              throw error;
            }
          }}
        />
      )}
    </div>
  );
}

function nameOf({ account, paidBy }: OwnPayoutChoice): string {
  if (account === null) return 'Be paid by Stripe';
  if (account.state === 'deauthorized') return 'Connect another account at Stripe';
  if (account.state !== 'enabled') return 'Go on at Stripe';
  return paidBy === 'stripe' ? 'See your account at Stripe' : 'Be paid by Stripe';
}

/** One button. Who gave no proof lately is asked for one first, in the same form. */
function Step({
  act,
  provenBy,
  label,
  startsItself = false,
  ...button
}: {
  act: () => Promise<void>;
  provenBy: OwnFactor;
  label: string;
  button: string;
  busy: string;
  buttonClass: string;
  startsItself?: boolean;
}) {
  const proof = useOwnerProof(provenBy);
  const form = useRef<HTMLFormElement>(null);
  const submission = useSubmission((given) => proof.send(given, act), proofSentences);
  useEffect(() => {
    if (startsItself) form.current?.requestSubmit();
  }, [startsItself]);
  return (
    <SubmissionForm submission={submission} label={label} ref={form} {...button}>
      {proof.fields(submission.errors)}
    </SubmissionForm>
  );
}
