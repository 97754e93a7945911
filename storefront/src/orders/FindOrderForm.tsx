import { ApiProblem } from '@holdfast/shared/apiClient';
import { type FormEvent, useState } from 'react';
import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { Field, fieldErrors, focusFirstError } from '../ui/Field.tsx';

/** Opens an order in this browser by its code and email. */
export function FindOrderForm() {
  const { navigate } = useNavigation();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const given = new FormData(form);
    setBusy(true);
    setErrors({});
    setFailure(null);
    try {
      const { id } = await api.findOrder({
        code: String(given.get('code')),
        email: String(given.get('email')).trim(),
      });
      navigate(`/orders/${id}`);
    } catch (error) {
      setErrors(fieldErrors(error));
      setFailure(failureText(error));
      focusFirstError(form);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="form narrow" method="post" noValidate onSubmit={submit}>
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      <Field
        label="Order code"
        name="code"
        hint="It looks like HF-7K2M9Q3X."
        error={errors.code}
        autoComplete="off"
      />
      <Field label="Email" name="email" type="email" error={errors.email} autoComplete="email" />
      <button type="submit" className="btn btn-go" aria-disabled={isBusy || undefined}>
        {isBusy ? 'Looking…' : 'Find my order'}
      </button>
    </form>
  );
}

function failureText(error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return 'We didn’t get an answer. Try again in a moment.';
  switch (error.problem.code) {
    case 'validation_failed':
      return null;
    case 'not_found':
      return 'There is no order with this code and email. Check both: they are in the email with the tickets.';
    case 'too_many_requests':
      return 'Too many attempts in a short time. Wait a minute and try again.';
    default:
      return error.problem.detail ?? error.problem.title;
  }
}
