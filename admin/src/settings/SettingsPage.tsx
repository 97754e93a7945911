/** What the marketplace is called, how it is reached, and whose clocks count its days; and what the server decides. */
import type { MarketplaceSettings } from '@holdfast/shared/marketplace';
import { termsExample } from '@holdfast/shared/pricing';
import { useQuery } from '@tanstack/react-query';
import { RecordContextProvider, ResourceContextProvider } from 'react-admin';
import { Link } from 'react-router';
import { ApprovalLimit } from '../approvals/index.ts';
import { RecordLog } from '../audit/RecordLog.tsx';
import { BankSettingsForm } from '../bankFiles/BankSettingsForm.tsx';
import { ConnectSettingsForm } from '../connectedAccounts/ConnectSettingsForm.tsx';
import { call } from '../dataProvider/index.ts';
import { AdvanceSettingsForm } from '../payouts/AdvanceSettingsForm.tsx';
import { TaxDataSettingsForm } from '../taxpayers/TaxDataSettingsForm.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { percentOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { SlackForm } from './SlackForm.tsx';
import { StripeKeys } from './StripeKeys.tsx';
import { TelegramForm } from './TelegramForm.tsx';

export function SettingsPage() {
  useCrumbs('Administration', 'Settings');
  const { data, error, refetch } = useQuery({
    queryKey: ['settings'],
    queryFn: () => call<MarketplaceSettings>('/admin/settings/marketplace'),
    refetchOnWindowFocus: false,
  });
  return (
    <>
      <PageHead
        title="Settings"
        facts="The marketplace as fans, consignors and staff see it. Pages and emails follow within seconds."
      />
      <div className="body form">
        {error && (
          <ErrorMessage what="The settings couldn’t be loaded." error={error} retry={() => refetch()} />
        )}
        {data && (
          <>
            <SettingsForm settings={data} />
            <ApprovalLimit />
            <BankSettingsForm />
            <AdvanceSettingsForm />
            <TaxDataSettingsForm />
            <StripeKeys />
            <ConnectSettingsForm />
            <SlackForm />
            <TelegramForm />
            <Terms settings={data} />
            <Environment settings={data} />
            <ResourceContextProvider value="settings">
              <RecordContextProvider value={data}>
                <RecordLog />
              </RecordContextProvider>
            </ResourceContextProvider>
          </>
        )}
      </div>
    </>
  );
}

function Terms({ settings: { commissionBps, feeBps } }: { settings: MarketplaceSettings }) {
  return (
    <section className="sec">
      <h2>
        Default percentages <small>where nothing else is agreed</small>
      </h2>
      <p>
        {percentOf(commissionBps)} commission and {percentOf(feeBps)} service fee.{' '}
        {termsExample(commissionBps, feeBps)} Orders keep the percentages of their moment.
      </p>
      <p>
        <Link to="/percentages?scope=marketplace">Set other percentages from a day on</Link>
      </p>
    </section>
  );
}

function Environment({ settings: { environment } }: { settings: MarketplaceSettings }) {
  return (
    <section className="sec">
      <h2>
        The server decides <small>in its environment; changed there, and after a restart</small>
      </h2>
      <dl className="kv facts" style={{ maxWidth: 760 }}>
        <dt>Public address, PUBLIC_URL</dt>
        <dd>{environment.publicUrl}</dd>
        <dt>Mail server, SMTP_URL</dt>
        <dd>{environment.sendsMail ? 'Set: emails are sent' : 'None: emails stay in the outbox'}</dd>
        <dt>Sender, MAIL_FROM</dt>
        <dd>{environment.mailFrom ?? 'Not set: as above'}</dd>
      </dl>
    </section>
  );
}
