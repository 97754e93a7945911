import { hasOwnCodes } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { keepTypedEmail } from '../checkout/typedEmail.ts';
import { Field } from '../ui/Field.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

const texts = {
  codes: {
    goes: 'The tickets go to',
    isSent: 'The tickets are on their way to',
    button: 'Email the tickets',
    hint: 'The tickets are emailed there again. If it is another address, the former one is told.',
    submit: 'Email the tickets there',
  },
  transfers: {
    goes: 'Our emails, and tickets that aren’t sent yet, go to',
    isSent: 'The confirmation is on its way to',
    button: 'Email the confirmation',
    hint: 'Our emails go there, and tickets that aren’t sent yet. If it is another address, the former one is told.',
    submit: 'Use this address',
  },
} as const;

/** Corrects the address of a paid order: its tickets are emailed there anew. */
export function CorrectEmail({
  reservation,
  show,
}: {
  reservation: Reservation;
  show: (reservation: Reservation) => void;
}) {
  const { id, email } = reservation;
  const text = texts[hasOwnCodes(reservation) ? 'codes' : 'transfers'];
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
            {moved ? `${text.goes} ${email} now. We told the former address.` : `${text.isSent} ${email}.`}
          </p>
        )}
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {email === null ? text.button : 'Wrong email address?'}
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
        hint={text.hint}
        error={errors.email}
      />
      <div className="acts">
        <button type="submit" className="btn btn-go" aria-disabled={isBusy || undefined}>
          {isBusy ? 'Sending…' : text.submit}
        </button>
        <button type="button" className="btn" onClick={() => setOpen(false)}>
          Keep the address
        </button>
      </div>
    </form>
  );
}
