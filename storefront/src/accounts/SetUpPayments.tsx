import { useState } from 'react';
import { Field } from '../ui/Field.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { Submission } from '../ui/useSubmission.ts';

/** The sandbox, or Stripe with its keys, which are asked for then. */
export function SetUpPayments({ errors }: Pick<Submission, 'errors'>) {
  const [way, setWay] = useState('sandbox');
  const errorOf = (name: string) => errors[`stripe.${name}`] ?? errors[name];
  return (
    <div
      className="form"
      onChange={({ target }) => {
        const { name, value } = target as unknown as HTMLSelectElement;
        if (name === 'payments') setWay(value);
      }}
    >
      <SelectField
        label="Payments"
        name="payments"
        value="sandbox"
        choices={[
          ['sandbox', 'The sandbox: play money'],
          ['stripe', 'Stripe, with the keys of your account'],
        ]}
        hint="In the sandbox the card 4242 4242 4242 4242 pays, so that you can try everything first. Stripe’s keys can be given later, under Settings."
        error={undefined}
      />
      {way === 'stripe' && (
        <>
          <Field
            label="Secret key"
            name="secretKey"
            type="password"
            autoComplete="off"
            hint="Stripe’s dashboard, Developers, API keys: it begins with sk_live_, or with sk_test_ for a trial. It is sealed."
            error={errorOf('secretKey')}
          />
          <Field
            label="Publishable key"
            name="publishableKey"
            autoComplete="off"
            hint="Beside it, of the same mode: it begins with pk_."
            error={errorOf('publishableKey')}
          />
          <Field
            label="Signing secret of the webhook endpoint"
            name="webhookSecret"
            type="password"
            autoComplete="off"
            hint="Add an endpoint at Stripe that points to this site’s /api/webhooks/stripe; it shows a secret that begins with whsec_."
            error={errorOf('webhookSecret')}
          />
          <Field
            label="Signing secret of the endpoint for connected accounts, or nothing"
            name="connectWebhookSecret"
            type="password"
            autoComplete="off"
            required={false}
            hint="Only where Stripe will also pay your consignors. A consignor’s bank refuses a payout, and Stripe tells it to a second endpoint, “Events on connected accounts”, with the same address and a secret of its own. It can be given later, under Settings."
            error={errorOf('connectWebhookSecret')}
          />
        </>
      )}
    </div>
  );
}
