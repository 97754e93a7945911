import { useState } from 'react';
import { api } from '../api/api.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

function ForgotPasswordPage(_: PageProps<null>) {
  const [asked, setAsked] = useState<string | null>(null);
  const submission = useSubmission(async (given) => {
    await api.askForPasswordReset(given('email'));
    setAsked(given('email'));
  });
  if (asked !== null)
    return (
      <div className="wrap plain">
        <h1>Look into your email</h1>
        <p role="status">
          If <b>{asked}</b> has an account, a link is on its way there. It works once, for an hour.
        </p>
        <div className="acts">
          <button type="button" className="btn btn-line" onClick={() => setAsked(null)}>
            Use another address
          </button>
        </div>
      </div>
    );
  return (
    <div className="wrap plain">
      <h1>Forgot your password?</h1>
      <p className="muted">We send you a link that sets a new one.</p>
      <SubmissionForm submission={submission} label="Ask for a link" button="Send me a link" busy="Sending…">
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          error={submission.errors.email}
        />
      </SubmissionForm>
    </div>
  );
}

/** /forgot-password: asks for a link by email. */
export const forgotPasswordPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Forgot your password?' }),
  Page: ForgotPasswordPage,
});
