import type { OwnFactor } from '@holdfast/shared/accounts';
import { ApiProblem, newIdempotencyKey } from '@holdfast/shared/apiClient';
import {
  type BankAccountKind,
  holderKindNames,
  holderKinds,
  type NewBankAccount,
} from '@holdfast/shared/bankAccounts';
import { useRef } from 'react';
import { proofSentences, useOwnerProof } from '../accounts/OwnerProof.tsx';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { counted } from '../ui/text.ts';
import { type Submission, useSubmission } from '../ui/useSubmission.ts';

interface Props {
  kind: BankAccountKind;
  provenBy: OwnFactor;
  waitingDays: number;
  leave: () => void;
  saved: () => void;
}
type Given = (name: string) => string;

const accountOf = (kind: BankAccountKind, given: Given): NewBankAccount =>
  kind === 'sepa'
    ? {
        kind,
        holder: given('holder'),
        iban: given('iban'),
        bic: given('bic'),
        street: given('street'),
        postalCode: given('postalCode'),
        town: given('town'),
        country: given('country'),
      }
    : {
        kind,
        holder: given('holder'),
        holderKind: given('holderKind') as 'person' | 'company',
        routingNumber: given('routingNumber'),
        accountNumber: given('accountNumber'),
        accountType: given('accountType') as 'checking' | 'savings',
      };

/** Gives bank data. Who gave no proof lately is asked for one first, in the same form. */
export function BankDataForm({ kind, provenBy, waitingDays, leave, saved }: Props) {
  const proof = useOwnerProof(provenBy);
  const key = useRef(newIdempotencyKey());
  const submission = useSubmission(
    (given) =>
      proof.send(given, async () => {
        try {
          await api.giveBankData(accountOf(kind, given), key.current);
          saved();
        } catch (error) {
          // It was refused: what is sent next is another request.
          if (error instanceof ApiProblem) key.current = newIdempotencyKey();
          throw error;
        }
      }),
    proofSentences,
  );
  return (
    <SubmissionForm
      submission={submission}
      label="Bank data"
      button="Save the bank data"
      busy="One moment…"
      after={
        <p>
          <button type="button" className="link" onClick={leave}>
            Leave it as it is
          </button>
        </p>
      }
    >
      <p className="muted">
        It is sealed when it arrives. We pay to it after {counted(waitingDays, 'day')}, and an email tells you
        of the change at once.
      </p>
      <Field
        label="Account holder"
        name="holder"
        autoComplete="name"
        hint="As the bank knows the name."
        error={submission.errors.holder}
      />
      {kind === 'sepa' ? <SepaFields errors={submission.errors} /> : <UsFields errors={submission.errors} />}
      {proof.fields(submission.errors)}
    </SubmissionForm>
  );
}

type Errors = Pick<Submission, 'errors'>;

const SepaFields = ({ errors }: Errors) => (
  <>
    <Field label="IBAN" name="iban" autoComplete="off" error={errors.iban} />
    <Field
      label="BIC, or nothing"
      name="bic"
      autoComplete="off"
      hint="Only where your bank is outside of the euro area."
      error={errors.bic}
    />
    <Field
      label="Street and number, or nothing"
      name="street"
      autoComplete="street-address"
      error={errors.street}
    />
    <Field
      label="Postal code, or nothing"
      name="postalCode"
      autoComplete="postal-code"
      error={errors.postalCode}
    />
    <Field label="Town" name="town" autoComplete="address-level2" error={errors.town} />
    <Field
      label="Country"
      name="country"
      autoComplete="country"
      hint="Two letters, such as DE."
      error={errors.country}
    />
  </>
);

const UsFields = ({ errors }: Errors) => (
  <>
    <SelectField
      label="Whose account it is"
      name="holderKind"
      value="person"
      choices={holderKinds.map((id) => [id, holderKindNames[id]] as const)}
      hint="Banks pay people and companies under different codes."
      error={errors.holderKind}
    />
    <Field
      label="Routing number"
      name="routingNumber"
      autoComplete="off"
      hint="Nine digits, at the foot of a check on the left."
      error={errors.routingNumber}
    />
    <Field
      label="Account number"
      name="accountNumber"
      autoComplete="off"
      hint="4 to 17 digits."
      error={errors.accountNumber}
    />
    <SelectField
      label="Kind of account"
      name="accountType"
      value="checking"
      choices={[
        ['checking', 'Checking'],
        ['savings', 'Savings'],
      ]}
      hint="As your bank says."
      error={errors.accountType}
    />
  </>
);
