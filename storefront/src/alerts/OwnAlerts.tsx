import { NotLoaded } from '../ui/NotLoaded.tsx';
import { useRead } from '../ui/useRead.ts';
import { alertsApi } from './alertsApi.ts';
import { alertText } from './alertText.ts';

/** The alerts of an account. */
export function OwnAlerts() {
  const { value: alerts, hasFailed, again } = useRead(alertsApi.own);
  if (hasFailed) return <NotLoaded what="Your alerts" again={again} />;
  if (!alerts || alerts.length === 0) return null;
  return (
    <section>
      <h2>Alerts</h2>
      <ul className="near">
        {alerts.map((alert) => (
          <li key={alert.id}>
            <a className="row" href={`/alerts#${alert.token}`}>
              {alertText(alert)}
            </a>
            <span className={alert.state === 'on' ? 'tag tag-ok' : 'tag tag-off'}>
              {alert.state === 'on' ? 'On' : 'Not confirmed yet'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
