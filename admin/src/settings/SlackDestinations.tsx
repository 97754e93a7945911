import {
  type SlackAnswer,
  type SlackDestination,
  type SlackSettings,
  slackDestinationFacts,
} from '@holdfast/shared/slack';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';
import { plural } from '../ui/figures.tsx';
import { workTime } from '../ui/time.ts';
import { ServiceAnswer } from './ServiceAnswer.tsx';

type Shown = SlackSettings['destinations'][number];

/** How each destination fares, with a test that says what Slack answered. */
export function SlackDestinations({ destinations }: { destinations: readonly Shown[] }) {
  return (
    <>
      {destinations
        .filter(({ way }) => way !== 'none')
        .map((each) => (
          <Destination key={each.name} destination={each} />
        ))}
    </>
  );
}

function Destination({ destination }: { destination: Shown }) {
  const { name, way, channel, webhook, problem, sentAt, waiting } = destination;
  const facts = [
    way === 'channel' ? channel : `Webhook ${webhook}`,
    sentAt ? `last message ${workTime(sentAt)}` : 'no message yet',
    ...(waiting > 0 ? [`${plural(waiting, 'message')} waiting`] : []),
  ];
  return (
    <div style={{ marginBottom: 12, overflowWrap: 'anywhere' }}>
      <p>
        <b className="bold">{slackDestinationFacts[name].name}</b>: {facts.join(', ')}
      </p>
      {problem && <p className="note danger">Slack takes nothing there: {problem}</p>}
      <Test name={name} />
    </div>
  );
}

function Test({ name }: { name: SlackDestination }) {
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      call<SlackAnswer>('/admin/settings/slack/test', { method: 'POST', body: { destination: name } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['settings', 'slack'] }),
  });
  const label = slackDestinationFacts[name].name;
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={isPending}
        aria-label={`Send a test: ${label}`}
        onClick={() => mutate()}
      >
        {isPending ? 'Asking Slack…' : 'Send a test'}
      </button>
      <ServiceAnswer error={error} isTaken={data?.isTaken}>
        {data?.isTaken
          ? 'Slack took it.'
          : `Slack didn’t take it. It says: ${data?.said}. ${data?.remedy ?? ''}`}
      </ServiceAnswer>
    </>
  );
}
