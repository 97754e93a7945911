import type { StripeTrial } from '@holdfast/shared/payments';
import { useMutation } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import { call, Refusal } from '../dataProvider/index.ts';

const names = ['secretKey', 'publishableKey', 'webhookSecret', 'connectWebhookSecret'] as const;

/** Asks Stripe with the keys of the form around it, or with those in use where there is none; nothing is stored. */
export function StripeTrialPanel() {
  const form = useFormContext<Record<(typeof names)[number], string>>();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      call<StripeTrial>('/admin/settings/stripe/try', {
        method: 'POST',
        body: Object.fromEntries(names.map((name) => [name, form?.getValues(name) || null])),
      }),
  });
  return (
    <>
      <p>
        <button type="button" className="btn" disabled={isPending} onClick={() => mutate()}>
          {isPending ? 'Asking Stripe…' : 'Check with Stripe'}
        </button>
      </p>
      {error && (
        <p className="note danger" role="alert">
          {wordsOf(error)}
        </p>
      )}
      {data && (
        <p className={data.problem === null ? 'note' : 'note danger'} role="status">
          {data.problem ?? answerOf(data)}
        </p>
      )}
    </>
  );
}

/** What is wrong with the keys themselves. */
function wordsOf(error: Error): string {
  const fields = error instanceof Refusal ? (error.problem?.errors ?? []) : [];
  return fields.length > 0 ? fields.map(({ message }) => message).join(' ') : error.message;
}

function answerOf({ mode, accountId, accountName, country, currency, chargesEnabled }: StripeTrial): string {
  const which = mode === 'live' ? 'live' : 'in test mode';
  if (accountId === null)
    return `Stripe answered, ${which}. This restricted key may not read the account, so each change counts as one to another account.`;
  const facts = [accountId, country, currency].filter(Boolean).join(', ');
  const charges =
    chargesEnabled === false
      ? ' It can’t take payments yet: finish its activation at Stripe.'
      : ' It takes payments.';
  return `Stripe answered, ${which}: ${accountName ?? 'an account without a name'} (${facts}).${charges}`;
}
