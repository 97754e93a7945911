import type { WebhookAttempt, WebhookDetail } from '@holdfast/shared/webhookEndpoints';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf, plural } from '../ui/figures.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import type { EndpointWork } from './useEndpoint.ts';
import './webhooks.css';

/** One webhook: its body, each request with its answer, and sending it again. */
export function WebhookPanel({
  page: { webhook, webhookError, openWebhook, replay },
  isEnabled,
}: {
  page: EndpointWork;
  isEnabled: boolean;
}) {
  const leave = () => openWebhook(null);
  return (
    <LeavablePanel
      title={webhook?.type ?? 'Webhook'}
      about={aboutOf(webhook)}
      leave="Close it"
      onLeave={leave}
    >
      {webhookError && <ErrorMessage what="The webhook couldn’t be loaded." error={webhookError} />}
      {webhook && (
        <div className="webhook">
          <p className="standing">
            <StateMark kind="webhook" state={webhook.state} loud />
            {webhook.state !== 'sending' && (
              <button
                type="button"
                className="btn"
                disabled={replay.isPending || !isEnabled}
                onClick={() => replay.mutate(webhook.id)}
              >
                Send it again
              </button>
            )}
          </p>
          {!isEnabled && <p className="mut">It can be sent again once the endpoint is enabled.</p>}
          <h3>What is sent</h3>
          <pre className="sent">{pretty(webhook.body)}</pre>
          <h3>{webhook.attempts.length === 0 ? 'It wasn’t tried yet' : 'Each try, the newest first'}</h3>
          {webhook.attempts.map((attempt, at) => (
            <Attempt key={attempt.at} attempt={attempt} nth={webhook.attempts.length - at} />
          ))}
        </div>
      )}
    </LeavablePanel>
  );
}

function aboutOf(webhook: WebhookDetail | undefined): string {
  if (!webhook) return 'Reading the webhook…';
  const { state, tries, nextTryAt } = webhook;
  const next = state === 'pausing' && nextTryAt !== null ? ` It is tried again ${workTime(nextTryAt)}.` : '';
  const over = state === 'failed' ? ' It isn’t tried any more.' : '';
  return `${plural(tries, 'try', 'tries')} so far.${next}${over}`;
}

function Attempt({ attempt, nth }: { attempt: WebhookAttempt; nth: number }) {
  const { at, ms, status, error, requestHeaders, answerHeaders, answer } = attempt;
  return (
    <section className="try" aria-label={`Try ${nth}`}>
      <h3>
        Try {nth}, {workTime(at)}: {status === null ? 'no answer' : `answered ${status}`}{' '}
        <span className="mut">after {countOf(ms)} ms</span>
      </h3>
      {error && <p className="bad">{error}</p>}
      <details>
        <summary>Request</summary>
        <pre className="sent">{headersText(requestHeaders)}</pre>
      </details>
      {answerHeaders && (
        <details>
          <summary>Answer</summary>
          <pre className="sent">
            {headersText(answerHeaders)}
            {answer ? `\n\n${answer}` : ''}
          </pre>
        </details>
      )}
    </section>
  );
}

const headersText = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

function pretty(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
