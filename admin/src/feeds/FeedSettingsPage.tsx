/** A feed as an administrator configures it: its keys, whether it is on, and what comes when it is asked. */
import { type Feed, type FeedSettings, feedInput, feedNames } from '@holdfast/shared/feeds';
import { useQuery } from '@tanstack/react-query';
import { BooleanInput, PasswordInput, TextInput, useNotify } from 'react-admin';
import { useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { CountInput } from '../ui/forms/FigureInputs.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { readFeedSettings } from './calls.ts';
import { FeedTrialPanel } from './FeedTrialPanel.tsx';

export function FeedSettingsPage() {
  const { id } = useParams();
  const feed = id as Feed;
  const name = feedNames[feed];
  useCrumbs('Consignment', 'Feeds', name ?? '');
  const { data, error, refetch } = useQuery({
    queryKey: ['feeds', 'settings', feed],
    queryFn: () => readFeedSettings(feed),
    enabled: name !== undefined,
    refetchOnWindowFocus: false,
  });
  if (name === undefined) return <Empty because="There is no such feed." />;
  return (
    <>
      <PageHead title={name} facts={data && sourceText[data.source]} />
      <div className="body form">
        {!error && !data && <Reading what="the feed" />}
        {error && <ErrorMessage what="The feed couldn’t be loaded." error={error} retry={() => refetch()} />}
        {data && <Form settings={data} />}
        {data && <FeedTrialPanel feed={feed} version={data.version} />}
      </div>
    </>
  );
}

const sourceText: Record<FeedSettings['source'], string> = {
  environment:
    'Its keys stand in the server’s environment, which comes first: here it is switched on and off.',
  backOffice: 'Configured here.',
  recorded: 'Recorded examples on this machine answer until it has keys.',
  none: 'Not connected yet.',
};

function Form({ settings }: { settings: FeedSettings }) {
  const notify = useNotify();
  const { id, version, enabled, account, consignorEmail, search, requestsPerDay, hasKeys } = settings;
  const keyHint = hasKeys ? 'Kept, sealed. Left empty, it stays.' : 'Sealed, and never shown again.';
  return (
    <UpdateForm<FeedSettings>
      key={version}
      resource="feedSettings"
      id={id}
      schema={feedInput}
      defaultValues={{
        enabled,
        account: account ?? '',
        consignorEmail: consignorEmail ?? '',
        search: search ?? '',
        requestsPerDay,
        apiToken: '',
        applicationToken: '',
        apiKey: '',
      }}
      bodyOf={(values) => ({ ...values, version })}
      submit="Save the feed"
      onDone={(saved) =>
        notify(`${feedNames[id]} is saved and ${saved.enabled ? 'on' : 'off'}.`, { type: 'success' })
      }
    >
      <div className="form-grid">
        {id === 'skybox' ? (
          <>
            <TextInput className="f6" source="account" label="Account, its number" helperText={false} />
            <TextInput
              className="f6"
              source="consignorEmail"
              label="Consignor of its listings, email"
              helperText="Left empty, only events are read."
            />
            <PasswordInput className="f6" source="apiToken" label="API token" helperText={keyHint} />
            <PasswordInput
              className="f6"
              source="applicationToken"
              label="Application token"
              helperText={keyHint}
            />
          </>
        ) : (
          <>
            <PasswordInput className="f6" source="apiKey" label="API key" helperText={keyHint} />
            <TextInput
              className="f6"
              source="search"
              label="Which events, parameters of its search"
              helperText="Such as countryCode=US,CA&classificationName=sports."
            />
          </>
        )}
        <CountInput className="f6" source="requestsPerDay" label="Requests a day, at most" />
        <BooleanInput
          className="f6"
          source="enabled"
          label="On: it is read by the clock and by hand"
          helperText={false}
        />
      </div>
    </UpdateForm>
  );
}
