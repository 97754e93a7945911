/** What the marketplace is called, how it is reached, and whose clocks count its days; and what the server decides. */
import { type MarketplaceSettings, marketplaceInput } from '@holdfast/shared/marketplace';
import { bookCurrencies, currencyName, setMarketplaceCurrency } from '@holdfast/shared/money';
import { termsExample } from '@holdfast/shared/pricing';
import { setMarketplaceZone } from '@holdfast/shared/time';
import { useQuery } from '@tanstack/react-query';
import {
  AutocompleteInput,
  BooleanInput,
  NumberInput,
  RecordContextProvider,
  ResourceContextProvider,
  SelectInput,
  TextInput,
  useNotify,
} from 'react-admin';
import { useWatch } from 'react-hook-form';
import { Link } from 'react-router';
import { ApprovalLimit } from '../approvals/index.ts';
import { RecordLog } from '../audit/RecordLog.tsx';
import { BankSettingsForm } from '../bankFiles/BankSettingsForm.tsx';
import { call } from '../dataProvider/index.ts';
import { AdvanceSettingsForm } from '../payouts/AdvanceSettingsForm.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { percentOf } from '../ui/figures.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { clockOf, dayOf, zoneOf } from '../ui/time.ts';
import { StripeKeys } from './StripeKeys.tsx';

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
            <Form settings={data} />
            <ApprovalLimit />
            <BankSettingsForm />
            <AdvanceSettingsForm />
            <StripeKeys />
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

function Form({ settings }: { settings: MarketplaceSettings }) {
  const notify = useNotify();
  const { name, contactEmail, timeZone, currency, hasEvents, mailFromName, mailFromAddress, version } =
    settings;
  const { moveChoiceHours, moveChoiceVenue, moveChoiceDays, stripeEventDays, emailTextDays } = settings;
  return (
    <UpdateForm<MarketplaceSettings>
      // A new form after each change, which is of the next version.
      key={version}
      resource="settings"
      id="marketplace"
      schema={marketplaceInput}
      defaultValues={{
        name,
        contactEmail,
        postalAddress: settings.postalAddress ?? '',
        timeZone,
        currency,
        mailFromName,
        mailFromAddress,
        moveChoiceHours,
        moveChoiceVenue,
        moveChoiceDays,
        stripeEventDays,
        emailTextDays,
      }}
      bodyOf={(values) => ({ ...values, version })}
      submit="Save the settings"
      onDone={(changed) => {
        setMarketplaceZone(changed.timeZone);
        setMarketplaceCurrency(changed.currency);
        notify('The settings are saved.', { type: 'success' });
      }}
    >
      <div className="form-grid">
        <TextInput
          className="f6"
          source="name"
          label="Name"
          helperText="At the top of every page of the storefront and of every email."
        />
        <TextInput
          className="f6"
          source="contactEmail"
          label="Where fans write to"
          type="email"
          helperText="On every page, at the foot of emails, and under Contact."
        />
        <TextInput
          className="f12"
          source="postalAddress"
          label="Postal address"
          multiline
          helperText="At the foot of pages and emails; left empty, none is shown."
        />
        <TextInput
          className="f6"
          source="mailFromName"
          label="Emails come from, name"
          helperText={
            settings.environment.mailFrom === null
              ? 'As mailboxes show the sender.'
              : `Not in use: MAIL_FROM of the server says ${settings.environment.mailFrom}.`
          }
        />
        <TextInput
          className="f6"
          source="mailFromAddress"
          label="Emails come from, address"
          type="email"
          helperText="Your mail server must accept it as a sender."
        />
        <AutocompleteInput
          className="f6"
          source="timeZone"
          label="Time zone"
          choices={zoneChoices(timeZone)}
          helperText="Its midnight ends the day of every figure. Games show their venue’s time."
        />
        <ZoneNote before={timeZone} />
        <SelectInput
          className="f6"
          source="currency"
          label="Currency"
          choices={bookCurrencies.map((id) => ({ id, name: currencyName(id) }))}
          readOnly={hasEvents}
          helperText={
            hasEvents
              ? 'Of the books and of every price. It stays, because there are events that sell in it.'
              : 'Of the books and of every price. It stays from the first event on.'
          }
        />
        <NumberInput
          className="f6"
          source="moveChoiceHours"
          label="Refund choice when an event moves by more than, hours"
          helperText="Fans may keep their tickets or have all their money back. Empty: another date gives no choice."
        />
        <NumberInput
          className="f6"
          source="moveChoiceDays"
          label="Days to choose"
          helperText="The choice ends with the last day at the venue, or when the event begins. Silence keeps the tickets."
        />
        <BooleanInput
          className="f12"
          source="moveChoiceVenue"
          label="Also when it moves to another venue"
          helperText={false}
        />
        <NumberInput
          className="f6"
          source="stripeEventDays"
          label="Keep Stripe’s events for, days"
          helperText="Processed ones are removed at night after that. Orders, their logs and the books stay for good."
        />
        <NumberInput
          className="f6"
          source="emailTextDays"
          label="Keep the texts of emails for, days"
          helperText="That an email was sent, to whom and when, stays. What a bank still decides about keeps its text."
        />
      </div>
    </UpdateForm>
  );
}

/** Some zones have several names; the one in use is always on offer. */
const zoneChoices = (inUse: string) =>
  [...new Set([inUse, ...Intl.supportedValuesOf('timeZone')])]
    .sort()
    .map((id) => ({ id, name: id.replaceAll('_', ' ') }));

/** What another zone means, before it is saved. */
function ZoneNote({ before }: { before: string }) {
  const zone = useWatch<{ timeZone: string | null }, 'timeZone'>({ name: 'timeZone' });
  if (!zone || zone === before) return null;
  const now = new Date();
  return (
    <p className="note f12" role="status">
      There it is {dayOf(now, zone)}, {clockOf(now, zone)} {zoneOf(now, zone)}. Every figure is counted again
      on the days of that zone, also past ones: sales wait until that is done. Percentages and price rules
      that have a time keep the instant that they had.
    </p>
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
