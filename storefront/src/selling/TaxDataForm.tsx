import { ApiProblem, newIdempotencyKey } from '@holdfast/shared/apiClient';
import type { OwnTaxInput } from '@holdfast/shared/taxpayers';
import { useRef, useState } from 'react';
import { CodeField } from '../accounts/CodeField.tsx';
import { CurrentPasswordField } from '../accounts/passwordFields.tsx';
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

/** Gives a W-9, or says that one isn’t a US person. Who gave no proof lately is asked for password and code first, in the same form. */
export function TaxDataForm({ leave, saved }: { leave: () => void; saved: () => void }) {
  const [asksProof, setAsksProof] = useState(false);
  const [isForeign, setForeign] = useState(false);
  const key = useRef(newIdempotencyKey());
  const submission = useSubmission(
    async (given) => {
      if (asksProof) {
        await api.prove({ currentPassword: given('currentPassword'), code: given('code') });
        setAsksProof(false);
      }
      try {
        await api.giveTaxData(inputOf(given), key.current);
        saved();
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        // It was refused: what is sent next is another request.
        key.current = newIdempotencyKey();
        if (error.problem.code !== 'fresh_proof_required') throw error;
        setAsksProof(true);
      }
    },
    { validation_failed: null, second_factor_required: 'Give the code that your app shows now.' },
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
      {asksProof && (
        <fieldset className="proof-fields">
          <legend>Show that it is you</legend>
          <CurrentPasswordField error={submission.errors.currentPassword} />
          <CodeField error={submission.errors.code} />
        </fieldset>
      )}
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
