import type { OwnFactor } from '@holdfast/shared/accounts';
import { ApiProblem, newIdempotencyKey } from '@holdfast/shared/apiClient';
import type { OwnTaxInput } from '@holdfast/shared/taxpayers';
import { useRef, useState } from 'react';
import { proofSentences, useOwnerProof } from '../accounts/OwnerProof.tsx';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { type Submission, useSubmission } from '../ui/useSubmission.ts';
import { W9Fields, w9Of } from './W9Fields.tsx';

type Given = (name: string) => string;

const inputOf = (given: Given): OwnTaxInput =>
  given('kind') === 'foreign'
    ? { kind: 'foreign', name: given('name'), country: given('country') }
    : w9Of(given);

interface Props {
  provenBy: OwnFactor;
  leave: () => void;
  saved: () => void;
}

/** Gives a W-9, or says that one isn’t a US person. Who gave no proof lately is asked for one first, in the same form. */
export function TaxDataForm({ provenBy, leave, saved }: Props) {
  const proof = useOwnerProof(provenBy);
  const [isForeign, setForeign] = useState(false);
  const key = useRef(newIdempotencyKey());
  const submission = useSubmission(
    (given) =>
      proof.send(given, async () => {
        try {
          await api.giveTaxData(inputOf(given), key.current);
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
      label="Tax data"
      button={isForeign ? 'Save it' : 'Sign and save the W-9'}
      busy="One moment…"
      after={
        <p>
          <button type="button" className="link" onClick={leave}>
            Leave it as it is
          </button>
        </p>
      }
    >
      <SelectField
        label="Who you are"
        name="kind"
        value="w9"
        choices={[
          ['w9', 'A US citizen, resident or company'],
          ['foreign', 'Not a US person'],
        ]}
        hint="Green card holders and residents are US persons."
        error={submission.errors.kind}
        onChange={(kind) => setForeign(kind === 'foreign')}
      />
      {isForeign ? <ForeignFields errors={submission.errors} /> : <W9Fields errors={submission.errors} />}
      {proof.fields(submission.errors)}
    </SubmissionForm>
  );
}

const ForeignFields = ({ errors }: Pick<Submission, 'errors'>) => (
  <>
    <p className="muted">
      People who aren’t US persons send us a Form W-8 (most of them W-8BEN) from irs.gov, signed. We record it
      when it arrives; it is valid until the end of the third year after its signing.
    </p>
    <Field label="Name" name="name" autoComplete="name" error={errors.name} />
    <Field
      label="Country of residence"
      name="country"
      autoComplete="country"
      hint="Two letters, such as CA."
      error={errors.country}
    />
  </>
);
