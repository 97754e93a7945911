import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

/** Opens an order in this browser by its code and email. */
export function FindOrderForm() {
  const { navigate } = useNavigation();
  const submission = useSubmission(
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
    <SubmissionForm submission={submission} className="form narrow" button="Find my order" busy="Looking…">
      <Field
        label="Order code"
        name="code"
        hint="It looks like HF-7K2M9Q3X."
        error={submission.errors.code}
        autoComplete="off"
      />
      <Field label="Email" name="email" type="email" error={submission.errors.email} autoComplete="email" />
    </SubmissionForm>
  );
}
