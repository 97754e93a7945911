import { replayBody, type StripeEventShown } from '@holdfast/shared/payments';
import { useState } from 'react';
import { Link } from 'react-router';
import { RecordLog } from '../audit/RecordLog.tsx';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { plural } from '../ui/figures.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { messageLabel } from '../ui/machine/edges.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { eventText } from './eventText.ts';

/** One event of Stripe: what came, what it did, and processing it once more. */
export function StripeEventShow() {
  return (
    <DeskShow<StripeEventShown> what="the event" refreshMs={() => 5_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

const meanings: Record<StripeEventShown['outcome'], string> = {
  applied: 'It changed something here.',
  refused: 'What it told was known already: an answer or another event had come before it.',
  repeated: 'It had been processed before.',
  stale: 'What it is about had moved on.',
  unknown: 'It names a payment or refund that isn’t here.',
  notOurs: 'It is about something that this marketplace doesn’t follow.',
  early: 'What it is about isn’t known here yet. It is asked for again every two minutes.',
  failed: 'It could not be processed. It is kept, and tried again with growing pauses for about a day.',
};

function Page({ record }: { record: StripeEventShown }) {
  const name = eventText(record.type);
  useCrumbs('Support', 'Stripe’s events', name);
  const mayReplay = usePermission('cases');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div className={isOpen ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={name}
          mark={<StateMark kind="stripeEvent" state={record.outcome} loud />}
          facts={`${record.type}, received ${workTime(record.receivedAt)}.`}
        >
          {record.order && (
            <Link className="btn" to={`/reservations/${record.order.id}/show`}>
              Open the case {record.order.code}
            </Link>
          )}
          {mayReplay && (
            <button type="button" className="btn" onClick={() => setOpen(true)}>
              Process again…
            </button>
          )}
        </PageHead>
        <div className="body">
          <p className={record.outcome === 'failed' ? 'note danger' : 'note info'}>
            {meanings[record.outcome]}
            {record.error !== null &&
              ` ${plural(record.attempts, 'attempt')} so far; the last: ${record.error}`}
          </p>
          <Effects record={record} />
          <Facts record={record} />
          <RecordLog />
        </div>
      </div>
      {isOpen && <Replay record={record} close={close} />}
    </div>
  );
}

function Effects({ record: { effects } }: { record: StripeEventShown }) {
  if (effects.length === 0) return null;
  return (
    <section className="sec">
      <h2>What it did</h2>
      <ul className="left-out">
        {effects.map(({ actor, actorId, message, from, to, at }) => (
          <li key={`${actorId} ${at}`}>
            <b>
              {messageLabel(actor)}: {messageLabel(message).toLowerCase()}
            </b>
            <span>
              {from !== null && (
                <>
                  <StateMark kind={actor} state={from} />{' '}
                </>
              )}
              became <StateMark kind={actor} state={to} /> on {workTime(at)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ record }: { record: StripeEventShown }) {
  return (
    <section className="sec">
      <h2>As Stripe named it</h2>
      <dl className="kv facts" style={{ maxWidth: 760 }}>
        <dt>Event</dt>
        <dd>{record.id}</dd>
        <dt>About</dt>
        <dd>{record.objectId ?? 'nothing with an id'}</dd>
        <dt>Made by Stripe</dt>
        <dd>{record.happenedAt === null ? 'not kept' : workTime(record.happenedAt)}</dd>
      </dl>
      {record.payload !== null && <pre className="payload">{record.payload}</pre>}
    </section>
  );
}

function Replay({ record, close }: { record: StripeEventShown; close: () => void }) {
  return (
    <ReasonPanel
      title="Process it again"
      about="In the background, as if it came now. What it did already isn’t done twice."
      leave="Leave it"
      close={close}
      resource="stripeEventReplays"
      id={record.id}
      schema={replayBody}
      submit="Process it again"
      done="The event is processed again."
    >
      {record.payload === null && (
        <p className="note info">Its content is read from Stripe, which keeps events for 30 days.</p>
      )}
    </ReasonPanel>
  );
}
