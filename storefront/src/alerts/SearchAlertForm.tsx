import type { FanAlertShown } from '@holdfast/shared/fanAlerts';
import { useState } from 'react';
import { sessionStore } from '../accounts/visitor.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';
import { Asked } from './Asked.tsx';
import { alertsApi } from './alertsApi.ts';

/** Asks to be emailed when a search finds something new. @param search its filters, as in the address */
export function SearchAlertForm({ search }: { search: string }) {
  const person = sessionStore.use()?.person ?? null;
  const [asked, setAsked] = useState<{ email: string; alert: FanAlertShown | null } | null>(null);
  const submission = useSubmission(
    async (given) => {
      const email = person?.email ?? given('email').trim();
      const { alert } = await alertsApi.askSearch({ search, ...(person ? {} : { email }) });
      setAsked({ email, alert });
    },
    { too_many_requests: 'You asked for many alerts in a short time. Try again in an hour.' },
  );
  if (asked) return <Asked {...asked} />;
  return (
    <SubmissionForm submission={submission} label="Alert on this search" button="Email me" busy="Asking…">
      {submission.errors.search !== undefined && (
        <p className="msg" role="alert">
          {submission.errors.search}
        </p>
      )}
      {person ? (
        <p className="muted">The emails go to {person.email}, at most one a day.</p>
      ) : (
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="email"
          hint="At most one email a day. Each stops the alert with one tap."
          error={submission.errors.email}
        />
      )}
    </SubmissionForm>
  );
}
