import type { Reservation } from '@holdfast/shared/reservations';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { keepTypedEmail } from '../checkout/typedEmail.ts';
import { Field } from '../ui/Field.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

/** Corrects the address of a paid order: its tickets are emailed there anew. */
export function CorrectEmail({
  reservation: { id, email },
  show,
}: {
  reservation: Reservation;
  show: (reservation: Reservation) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const [moved, setMoved] = useState(false);
  const { submit, errors, failure, isBusy, isDone } = useSubmission(
    async (given) => {
      const to = given('email').trim();
      show(await api.correctEmail(id, to));
      setMoved(email !== null && to.toLowerCase() !== email.toLowerCase());
      // The next purchase in this tab doesn't begin with the typo.
      keepTypedEmail(null);
      setOpen(false);
    },
    { not_found: 'Only the browser or the account that bought these tickets can change the address.' },
  );
  if (!isOpen)
    return (
      <div className="no-print">
        {isDone && (
          <p className="small" role="status">
            {moved
              ? `The tickets go to ${email} now. We told the former address.`
              : `The tickets are on their way to ${email}.`}
          </p>
        )}
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {email === null ? 'Email the tickets' : 'Wrong email address?'}
        </button>
      </div>
    );
  return (
    <form className="form no-print" method="post" noValidate onSubmit={submit}>
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        value={email ?? ''}
        hint="The tickets are emailed there again. If it is another address, the former one is told."
        error={errors.email}
      />
      <div className="acts">
        <button type="submit" className="btn btn-go" aria-disabled={isBusy || undefined}>
          {isBusy ? 'Sending…' : 'Email the tickets there'}
        </button>
        <button type="button" className="btn" onClick={() => setOpen(false)}>
          Keep the address
        </button>
      </div>
    </form>
  );
}
