import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { Field } from '../ui/Field.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

/** Opens an order in this browser by its code and email. */
export function FindOrderForm() {
  const { navigate } = useNavigation();
  const { submit, errors, failure, isBusy } = useSubmission(
    async (given) => {
      const { id } = await api.findOrder({ code: given('code'), email: given('email').trim() });
      navigate(`/orders/${id}`);
    },
    {
      not_found:
        'There is no order with this code and email. Check both: they are in the email with the tickets.',
    },
  );

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
