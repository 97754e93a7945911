import type { Person } from '@holdfast/shared/accounts';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';
import { CodeField, useAskedCode } from './CodeField.tsx';
import { forgetPerson } from './forgetPerson.ts';
import { CurrentPasswordField } from './passwordFields.tsx';

/** Exporting one's data and closing the account. */
export function CloseAccount({ roles }: Pick<Person, 'roles'>) {
  const [isOpen, setOpen] = useState(false);
  const isOwn = roles.every((role) => role === 'fan');
  return (
    <section className="form narrow-form" aria-label="Your data">
      <h2>Your data</h2>
      <p className="muted">Your account, your orders and the emails that we sent you, as a file.</p>
      <div className="acts">
        <a className="btn btn-line" href="/api/account/export" target="_self" download>
          Export my data
        </a>
        {isOwn && !isOpen && (
          <button type="button" className="btn btn-line" onClick={() => setOpen(true)}>
            Close my account
          </button>
        )}
      </div>
      {!isOwn && (
        <p className="muted">
          You sign in for your work or for a consignor: who invited you deactivates this account.
        </p>
      )}
      {isOpen && <Closing keep={() => setOpen(false)} />}
    </section>
  );
}

function Closing({ keep }: { keep: () => void }) {
  const { navigate } = useNavigation();
  const asked = useAskedCode();
  const submission = useSubmission(async (given) => {
    const code = given('code');
    const closed = await asked.send(async () => {
      await api.closeAccount({ currentPassword: given('currentPassword'), ...(code ? { code } : {}) });
      return true;
    });
    if (closed === null) return;
    await forgetPerson();
    navigate('/account/closed', { replace: true });
  });
  return (
    <SubmissionForm
      submission={submission}
      label="Close my account"
      button="Close it for good"
      busy="Closing it…"
      buttonClass="btn btn-line"
      after={
        <p>
          <button type="button" className="link" onClick={keep}>
            Keep my account
          </button>
        </p>
      }
    >
      <p>
        Your name and address are removed from your account, your orders and our emails. What our books need
        of your orders stays, without them. This can’t be taken back; export your data first.
      </p>
      <CurrentPasswordField error={submission.errors.currentPassword} />
      {asked.isAsked && <CodeField error={submission.errors.code} />}
    </SubmissionForm>
  );
}
