import type { FanAlertShown } from '@holdfast/shared/fanAlerts';
import { useEffect, useState } from 'react';
import { useLinkToken } from '../accounts/useLinkToken.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { failureText } from '../ui/useSubmission.ts';
import { alertsApi } from './alertsApi.ts';
import { alertPage, alertText } from './alertText.ts';

type Opened = { alert: FanAlertShown } | { why: string } | null;

function AlertPage(_: PageProps<null>) {
  const link = useLinkToken();
  const [opened, setOpened] = useState<Opened>(null);
  const [isBusy, setBusy] = useState(false);
  const [token = '', verb] = link?.split('!') ?? [];
  const show = (answer: Promise<FanAlertShown>) =>
    answer.then(
      (alert) => setOpened({ alert }),
      (error: unknown) => setOpened({ why: failureText(error) ?? 'That didn’t work. Try again.' }),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each link
  useEffect(() => {
    if (link === null) return;
    if (token === '')
      setOpened({ why: 'This address is a part of a link. Open the link of the email again.' });
    // One tap in the email; a browser that is driven by a program, as those that look into mailboxes are, shows the page alone.
    else void show(verb === 'stop' && !navigator.webdriver ? alertsApi.stop(token) : alertsApi.open(token));
  }, [link]);
  const send = async (answer: (token: string) => Promise<FanAlertShown>) => {
    if (isBusy) return;
    setBusy(true);
    await show(answer(token));
    setBusy(false);
  };
  if (opened === null || 'why' in opened)
    return (
      <div className="wrap plain">
        <h1>Your alert</h1>
        {opened === null ? (
          <p className="muted">Opening it…</p>
        ) : (
          <p className="msg" role="alert">
            {opened.why}
          </p>
        )}
        <noscript>
          <p>This page needs JavaScript to open the link of your email.</p>
        </noscript>
      </div>
    );
  return <Shown alert={opened.alert} isBusy={isBusy} send={(answer) => void send(answer)} />;
}

interface ShownProps {
  alert: FanAlertShown;
  isBusy: boolean;
  send(answer: (token: string) => Promise<FanAlertShown>): void;
}

function Shown({ alert, isBusy, send }: ShownProps) {
  return (
    <div className="wrap plain">
      <h1>{titles[alert.state]}</h1>
      <p>{alertText(alert)}.</p>
      <p className="muted">
        {alert.state === 'on'
          ? `We email ${alert.email}, at most once a day.`
          : alert.state === 'ended'
            ? 'You get no email of it any more.'
            : `It begins when you confirm that ${alert.email} is yours.`}
      </p>
      <p className="acts">
        {alert.state === 'unconfirmed' && (
          <button
            type="button"
            className="btn btn-go"
            aria-disabled={isBusy || undefined}
            onClick={() => send(alertsApi.confirm)}
          >
            {isBusy ? 'Turning it on…' : 'Turn it on'}
          </button>
        )}
        <a className="btn btn-line" href={alertPage(alert)}>
          {alert.kind === 'price' ? 'The event' : 'The search'}
        </a>
        {alert.state !== 'ended' && (
          <button
            type="button"
            className="btn btn-line"
            aria-disabled={isBusy || undefined}
            onClick={() => send(alertsApi.stop)}
          >
            {alert.state === 'on' ? 'Stop this alert' : 'I don’t want this'}
          </button>
        )}
      </p>
    </div>
  );
}

const titles: Record<FanAlertShown['state'], string> = {
  unconfirmed: 'Turn your alert on',
  on: 'Your alert is on',
  ended: 'This alert has ended',
};

/** /alerts: an alert, by the link of its emails. */
export const alertPageRoute = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your alert' }),
  Page: AlertPage,
});
