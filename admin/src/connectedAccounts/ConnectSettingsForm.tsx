/** Whether consignors may be paid by Stripe, under Settings. */
import { type ConnectSettings, connectSettingsInput } from '@holdfast/shared/connectedAccounts';
import { useQuery } from '@tanstack/react-query';
import { BooleanInput, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';

export function ConnectSettingsForm() {
  const notify = useNotify();
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'connect'],
    queryFn: () => call<ConnectSettings>('/admin/settings/connect'),
    refetchOnWindowFocus: false,
  });
  return (
    <section className="sec" aria-labelledby="connect">
      <h2 id="connect">
        Paying by Stripe <small>consignors’ own accounts at Stripe (Connect)</small>
      </h2>
      {error && <ErrorMessage what="It couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && (
        <>
          <Facts settings={data} />
          <UpdateForm<ConnectSettings>
            key={data.version}
            resource="settings"
            id="connect"
            schema={connectSettingsInput}
            defaultValues={{ isOn: data.isOn }}
            bodyOf={({ isOn }) => ({ isOn: isOn ?? false, version: data.version })}
            submit="Save whether Stripe pays consignors"
            onDone={({ isOn }) => {
              notify(
                isOn
                  ? 'Consignors may choose to be paid by Stripe.'
                  : 'Everybody is paid to bank data or by hand.',
                { type: 'success' },
              );
              void refetch();
            }}
          >
            <div className="form-grid">
              <BooleanInput
                className="f12"
                source="isOn"
                label="Let consignors be paid by Stripe"
                helperText="They choose it on their page, and Stripe asks them who they are. Finance sends an approved run’s payouts there from the balance at Stripe. Connect must be turned on in Stripe’s dashboard first."
              />
            </div>
          </UpdateForm>
        </>
      )}
    </section>
  );
}

function Facts({ settings }: { settings: ConnectSettings }) {
  const { hasWebhookSecret, webhookUrl, webhookEvents, paidByStripe, isOn } = settings;
  return (
    <>
      {isOn && !hasWebhookSecret && (
        <p className="note warn">
          The signing secret of the endpoint for connected accounts isn’t known: give it under Payments. Until
          then accounts are asked about every hour.
        </p>
      )}
      <dl className="kv facts" style={{ maxWidth: 760 }}>
        <dt>Consignors who chose it</dt>
        <dd>{plural(paidByStripe, 'consignor')}</dd>
        <dt>A second webhook endpoint, to add at Stripe for connected accounts</dt>
        <dd style={{ overflowWrap: 'anywhere' }}>
          <div>{webhookUrl}</div>
          <details>
            <summary>Its {webhookEvents.length} events</summary>
            {webhookEvents.join(', ')}
          </details>
        </dd>
      </dl>
    </>
  );
}
