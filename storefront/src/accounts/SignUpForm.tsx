import { useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';
import { DemoOutbox } from './DemoOutbox.tsx';

/** Asks for an account: the email's link leads to the page that makes it. */
export function SignUpForm() {
  const [asked, setAsked] = useState<string | null>(null);
  const submission = useSubmission(async (given) => {
    await api.signUp(given('email'));
    setAsked(given('email'));
  });
  if (asked !== null)
    return (
      <section className="form" aria-label="Create an account">
        <h2>Look into your email</h2>
        <p role="status">
          We wrote to <b>{asked}</b>. Its link leads to the page where you choose your name and password. It
          works once, for 24 hours.
        </p>
        <DemoOutbox />
        <button type="button" className="btn btn-line" onClick={() => setAsked(null)}>
          Use another address
        </button>
      </section>
    );
  return (
    <SubmissionForm
      submission={submission}
      title="Create an account"
      button="Create my account"
      busy="Sending…"
      buttonClass="btn btn-line"
    >
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        hint="We send you a link. What you hold stays yours meanwhile."
        error={submission.errors.email}
      />
    </SubmissionForm>
  );
}
