/** Where messages to Slack go: token and webhooks are sealed and never shown whole. */
import { noticeKindFacts, sharedKinds } from '@holdfast/shared/notices';
import {
  type SlackDestination,
  type SlackSettings,
  slackDestinationFacts,
  slackDestinations,
  slackInput,
  slackWays,
} from '@holdfast/shared/slack';
import { useQuery } from '@tanstack/react-query';
import { CheckboxGroupInput, PasswordInput, SelectInput, TextInput, useNotify } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { SlackDestinations } from './SlackDestinations.tsx';

export function SlackForm() {
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'slack'],
    queryFn: () => call<SlackSettings>('/admin/settings/slack'),
    refetchOnWindowFocus: false,
  });
  const inUse = data?.destinations.some(({ way }) => way !== 'none');
  return (
    <section className="sec" id="slack">
      <h2>
        Slack <small>{data && (inUse ? 'Messages go there' : 'Not in use')}</small>
      </h2>
      {error && <ErrorMessage what="Slack’s settings couldn’t be loaded." error={error} retry={refetch} />}
      {data && inUse && <SlackDestinations destinations={data.destinations} />}
      {data && <Form key={data.version} settings={data} />}
    </section>
  );
}

function Form({
  settings: { token, destinations, kinds, gatherMinutes, version },
}: {
  settings: SlackSettings;
}) {
  const notify = useNotify();
  return (
    <UpdateForm<SlackSettings>
      resource="settings"
      id="slack"
      schema={slackInput}
      defaultValues={{
        token: '',
        kinds,
        ...Object.fromEntries(
          destinations.map(({ name, way, channel }) => [
            name,
            { way, channel: channel ?? '', webhookUrl: '' },
          ]),
        ),
      }}
      bodyOf={(values) => ({ ...values, version })}
      submit="Save Slack"
      onDone={() => notify('Slack’s settings are saved. What waited is sent now.', { type: 'success' })}
    >
      <div className="form-grid">
        <PasswordInput
          className="f12"
          source="token"
          label="Token of the app"
          helperText={`For channels; a webhook needs none. At api.slack.com: your app, OAuth & Permissions, with the scope chat:write. Sealed, and never shown whole again.${token ? ` Kept: ${token}; left empty, it stays.` : ''}`}
        />
        {slackDestinations.map((name) => (
          <Destination
            key={name}
            name={name}
            webhook={destinations.find((each) => each.name === name)?.webhook ?? null}
          />
        ))}
        <CheckboxGroupInput
          className="f12"
          source="kinds"
          label="What notices and alarms tell of"
          choices={sharedKinds.map((id) => ({
            id,
            // A channel has no roles.
            name: id === 'caseOpened' ? 'New cases' : noticeKindFacts[id].name,
          }))}
          helperText={
            gatherMinutes === 0
              ? 'Each at once, since nothing is gathered by the settings above.'
              : `Gathered for ${gatherMinutes} ${gatherMinutes === 1 ? 'minute' : 'minutes'}, as “Gather notices for” above says. Cases go to the alarms.`
          }
        />
      </div>
    </UpdateForm>
  );
}

function Destination({ name, webhook }: { name: SlackDestination; webhook: string | null }) {
  const way = useWatch<Record<string, string>>({ name: `${name}.way` });
  const { name: label, gets } = slackDestinationFacts[name];
  return (
    <>
      <SelectInput
        className="f6"
        source={`${name}.way`}
        label={label}
        choices={Object.entries(slackWays).map(([id, text]) => ({ id, name: text }))}
        helperText={gets}
      />
      {way === 'channel' && (
        <TextInput
          className="f6"
          source={`${name}.channel`}
          label={`${label}: channel`}
          helperText="Its id, such as C0123ABCD, or its name, such as #tickets. Invite the app there."
        />
      )}
      {way === 'webhook' && (
        <PasswordInput
          className="f6"
          source={`${name}.webhookUrl`}
          label={`${label}: address of the webhook`}
          helperText={`It begins with https://hooks.slack.com/. Whoever has it can write there.${webhook ? ` Kept: ${webhook}; left empty, it stays.` : ''}`}
        />
      )}
      {way !== 'channel' && way !== 'webhook' && <span className="f6" />}
    </>
  );
}
