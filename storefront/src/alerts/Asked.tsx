import type { FanAlertShown } from '@holdfast/shared/fanAlerts';
import { DemoOutbox } from '../accounts/DemoOutbox.tsx';
import { alertText } from './alertText.ts';

/** What becomes of an alert that was asked for. */
export function Asked({ email, alert }: { email: string; alert: FanAlertShown | null }) {
  if (alert === null)
    return (
      <div role="status">
        <p>
          <b>Look into your mailbox.</b> The alert begins when you open the link that we sent to {email}.
        </p>
        <DemoOutbox />
      </div>
    );
  return (
    <p role="status">
      <b>Your alert is on.</b> {alertText(alert)}. <a href={`/alerts#${alert.token}`}>See it or stop it</a>.
    </p>
  );
}
