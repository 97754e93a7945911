import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { FanAlertShown } from '@holdfast/shared/fanAlerts';
import { useState } from 'react';
import { sessionStore } from '../accounts/visitor.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { ShownError, useSubmission } from '../ui/useSubmission.ts';
import { readWish, WishFields } from '../waiting/WishFields.tsx';
import { Asked } from './Asked.tsx';
import { alertsApi } from './alertsApi.ts';

/** Asks to be emailed when tickets of an event cost no more. */
export function PriceAlertForm({ event }: { event: CatalogEvent }) {
  const person = sessionStore.use()?.person ?? null;
  const [asked, setAsked] = useState<{ email: string; alert: FanAlertShown | null } | null>(null);
  const submission = useSubmission(
    async (given) => {
      const email = person?.email ?? given('email').trim();
      const { size, limitAmount } = readWish(given, event.currency);
      if (limitAmount === null) throw new ShownError('Give the price at which we are to email you.');
      const { alert } = await alertsApi.askPrice(event.id, {
        size,
        limitAmount,
        ...(person ? {} : { email }),
      });
      setAsked({ email, alert });
    },
    { too_many_requests: 'You asked for many alerts in a short time. Try again in an hour.' },
  );
  if (asked) return <Asked {...asked} />;
  return (
    <SubmissionForm submission={submission} label="Price alert" button="Email me" busy="Asking…">
      <p className="muted">
        We email you when tickets cost that or less, at most once a day. Nothing is held for you then.
      </p>
      <WishFields
        wish={{ size: Math.min(2, event.maxPerType), limitAmount: null }}
        most={event.maxPerType}
        currency={event.currency}
        isLimitNeeded
        errors={submission.errors}
      />
      {person ? (
        <p className="muted">The emails go to {person.email}.</p>
      ) : (
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="email"
          hint="We use it for this alert alone, and each email stops it with one tap."
          error={submission.errors.email}
        />
      )}
    </SubmissionForm>
  );
}
