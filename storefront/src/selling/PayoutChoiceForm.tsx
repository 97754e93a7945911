import { ApiProblem, newIdempotencyKey } from '@holdfast/shared/apiClient';
import type { OwnPayoutChoice } from '@holdfast/shared/connectedAccounts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { CodeField } from '../accounts/CodeField.tsx';
import { CurrentPasswordField } from '../accounts/passwordFields.tsx';
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

/** One button. Who gave no proof lately is asked for password and code first, in the same form. */
function Step({
  act,
  label,
  startsItself = false,
  ...button
}: {
  act: () => Promise<void>;
  label: string;
  button: string;
  busy: string;
  buttonClass: string;
  startsItself?: boolean;
}) {
  const [asksProof, setAsksProof] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submission = useSubmission(
    async (given) => {
      if (asksProof) {
        await api.prove({ currentPassword: given('currentPassword'), code: given('code') });
        setAsksProof(false);
      }
      try {
        await act();
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.problem.code !== 'fresh_proof_required') throw error;
        setAsksProof(true);
      }
    },
    { validation_failed: null, second_factor_required: 'Give the code that your app shows now.' },
  );
  useEffect(() => {
    if (startsItself) form.current?.requestSubmit();
  }, [startsItself]);
  return (
    <SubmissionForm submission={submission} label={label} ref={form} {...button}>
      {asksProof && <Proof errors={submission.errors} />}
    </SubmissionForm>
  );
}

const Proof = ({ errors }: { errors: Record<string, string> }): ReactNode => (
  <fieldset className="proof-fields">
    <legend>Show that it is you</legend>
    <CurrentPasswordField error={errors.currentPassword} />
    <CodeField error={errors.code} />
  </fieldset>
);
