/** Where payments go: Stripe's keys, which are sealed and never shown whole, or the sandbox. */
import { type StripeSettings, stripeKeysInput } from '@holdfast/shared/payments';
import { useQuery } from '@tanstack/react-query';
import { PasswordInput, RadioButtonGroupInput, TextInput, useNotify } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { ConnectedWarning, ConnectedWarningOnChange } from './ConnectedWarning.tsx';
import { StripeTrialPanel } from './StripeTrialPanel.tsx';

export function StripeKeys() {
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'stripe'],
    queryFn: () => call<StripeSettings>('/admin/settings/stripe'),
    refetchOnWindowFocus: false,
  });
  return (
    <section className="sec">
      <h2>
        Payments <small>{data && modes[data.mode]}</small>
      </h2>
      {error && (
        <ErrorMessage what="Where payments go couldn’t be loaded." error={error} retry={() => refetch()} />
      )}
      {data && <InUse settings={data} />}
      {data?.source === 'environment' ? (
        <>
          <p>
            The keys stand in the server’s environment, which comes first. Change STRIPE_SECRET_KEY,
            STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET and STRIPE_CONNECT_WEBHOOK_SECRET there, and
            restart.
          </p>
          <ConnectedWarning />
          <StripeTrialPanel />
        </>
      ) : (
        data && <Form key={data.version} settings={data} />
      )}
    </section>
  );
}

const modes: Record<StripeSettings['mode'], string> = {
  sandbox: 'The sandbox: play money',
  test: 'Stripe in test mode',
  live: 'Stripe, live',
};

function InUse({ settings }: { settings: StripeSettings }) {
  const { secretKey, publishableKey, accountId, accountName, webhookUrl, webhookEvents } = settings;
  return (
    <dl className="kv facts" style={{ maxWidth: 760 }}>
      {secretKey && (
        <>
          <dt>Secret key</dt>
          <dd>{secretKey}</dd>
          <dt>Publishable key</dt>
          <dd>{publishableKey}</dd>
        </>
      )}
      {settings.source === 'backOffice' && (
        <>
          <dt>Account</dt>
          <dd>
            {accountId
              ? [accountName, accountId].filter(Boolean).join(', ')
              : 'Not known: the key may not read it'}
          </dd>
        </>
      )}
      <dt>Webhook endpoint, to add at Stripe</dt>
      <dd style={{ overflowWrap: 'anywhere' }}>
        <div>{webhookUrl}</div>
        <details>
          <summary>Its {webhookEvents.length} events</summary>
          {webhookEvents.join(', ')}
        </details>
      </dd>
    </dl>
  );
}

function Form({ settings: { source, hasSandbox, version } }: { settings: StripeSettings }) {
  const notify = useNotify();
  const isKept = source === 'backOffice';
  return (
    <UpdateForm<StripeSettings>
      resource="settings"
      id="stripe"
      schema={stripeKeysInput}
      defaultValues={{
        use: isKept || !hasSandbox ? 'stripe' : 'sandbox',
        secretKey: '',
        publishableKey: '',
        webhookSecret: '',
        connectWebhookSecret: '',
      }}
      bodyOf={(values) => ({ ...values, version })}
      submit="Save where payments go"
      onDone={({ mode }) =>
        notify(`Saved: ${modes[mode]}. Every server follows within seconds, without a restart.`, {
          type: 'success',
        })
      }
    >
      <div className="form-grid">
        {hasSandbox && (
          <RadioButtonGroupInput
            className="f12"
            source="use"
            label="Fans pay"
            choices={[
              { id: 'sandbox', name: 'In the sandbox: play money, to try everything' },
              { id: 'stripe', name: 'Through Stripe' },
            ]}
            helperText="Another account or mode is refused while payments, refunds, disputes or paid orders of events ahead need the one of today."
          />
        )}
        <Keys isKept={isKept} />
        <ConnectedWarningOnChange use={isKept ? 'stripe' : 'sandbox'} />
      </div>
    </UpdateForm>
  );
}

function Keys({ isKept }: { isKept: boolean }) {
  const use = useWatch<{ use: string }, 'use'>({ name: 'use' });
  if (use !== 'stripe') return null;
  const kept = isKept ? ' Kept; left empty, it stays.' : '';
  return (
    <>
      <PasswordInput
        className="f6"
        source="secretKey"
        label="Secret key"
        helperText={`Stripe’s dashboard, Developers, API keys. Sealed, and never shown whole again.${kept}`}
      />
      <TextInput
        className="f6"
        source="publishableKey"
        label="Publishable key"
        helperText={`Beside it, of the same mode: it begins with pk_.${kept}`}
      />
      <PasswordInput
        className="f6"
        source="webhookSecret"
        label="Signing secret of the webhook endpoint"
        helperText={`Shown at Stripe once the endpoint above is added; it begins with whsec_.${kept}`}
      />
      <PasswordInput
        className="f6"
        source="connectWebhookSecret"
        label="Signing secret of the endpoint for connected accounts, or nothing"
        helperText={`Only where consignors are paid by Stripe. A consignor’s bank refuses a payout, and Stripe tells it to the second endpoint below, which has a secret of its own.${kept}`}
      />
      <div className="f12">
        <StripeTrialPanel />
      </div>
    </>
  );
}
