import type { SupportCase, TimelineEntry } from '@holdfast/shared/support';
import { useMemo, useState } from 'react';
import { useCanAccess, useGetOne } from 'react-admin';
import { Link, useParams } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { MachineLegend, MachineView } from '../ui/machine/MachineView.tsx';
import { messageLabel } from '../ui/machine/edges.ts';
import { Reading } from '../ui/Reading.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { clockOf, workTime } from '../ui/time.ts';
import { entryKey, Timeline } from '../ui/timeline/Timeline.tsx';
import { actorsAt } from './actorHistory.ts';
import { CaseActions } from './CaseActions.tsx';
import { CaseHead } from './CaseHead.tsx';
import { TimeTrack } from './TimeTrack.tsx';
import './case.css';

type CaseRecord = SupportCase & { id: string };
const isOpen = (record?: SupportCase) =>
  record?.reservation.state.startsWith('pending') ||
  record?.actors.some((actor) => actor.timers.length > 0 || actor.state.startsWith('sending'));

/** One reservation with everything about it: state, money, machines, what happened, what can be done. */
export function CaseShow() {
  const { id = '' } = useParams();
  const mayAct = usePermission('cases');
  const { canAccess: seesMails } = useCanAccess({ resource: 'emails', action: 'list' });
  const [travelled, setTravelled] = useState<string | null>(null);
  const { data, error, refetch } = useGetOne<CaseRecord>(
    'reservations',
    { id },
    { refetchInterval: ({ state }) => (isOpen(state.data) ? 2000 : 15_000) },
  );
  useCrumbs('Support', 'Reservations', data?.reservation.code ?? id);

  const oldestFirst = useMemo(() => [...(data?.timeline ?? [])].reverse(), [data]);
  const found = oldestFirst.findIndex((entry) => entryKey(entry) === travelled);
  const at = found < 0 ? null : found;
  const then: TimelineEntry | null = at === null ? null : (oldestFirst[at] ?? null);
  const travel = (to: number | null) => setTravelled(to === null ? null : entryKey(oldestFirst[to]!));
  const step = (by: number) => {
    const next = (at ?? oldestFirst.length) + by;
    travel(next >= oldestFirst.length ? null : Math.max(0, next));
  };
  useShortcuts([
    { keys: 'ArrowLeft', does: 'back in time', run: () => step(-1) },
    { keys: 'ArrowRight', does: 'on in time', run: () => step(1) },
    ...(then ? [{ keys: 'Escape', does: 'back to now', run: () => setTravelled(null) }] : []),
  ]);

  if (error && !data)
    return <ErrorMessage what="This case couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the order" />;
  const upToThen = then ? data.timeline.slice(data.timeline.indexOf(then)) : null;
  const actors = actorsAt(data.actors, upToThen);
  const reservation = actors.find((actor) => actor.type === 'reservation');
  const payments = actors.filter((actor) => actor.type === 'payment');
  return (
    <div className="case">
      <CaseHead data={data} state={reservation?.state ?? data.reservation.state} then={then} />
      {oldestFirst.length > 0 && <TimeTrack entries={oldestFirst} at={at} travel={travel} />}
      {then && (
        <div className="past-bar" role="status">
          <b>You see {clockOf(then.at, undefined, true)} as it was.</b> What came later is pale. Nothing can
          be done from the past.{' '}
          <button type="button" className="link" onClick={() => setTravelled(null)}>
            Back to now <kbd>Esc</kbd>
          </button>
        </div>
      )}
      <div className="case-grid">
        <section>
          <h2 className="ruled">
            {then ? 'Where it was' : 'Where it is'} <small>and the way it came</small>
          </h2>
          {actors.map((actor) => (
            <div key={actor.id} className="machine">
              <h3 className="sub">
                {titleOf(actor.type)}{' '}
                {actor.type === 'payment' && payments.length > 1
                  ? countWord(payments.length - payments.indexOf(actor))
                  : ''}{' '}
                <small>
                  {actor.id.slice(0, 4)}…{actor.id.slice(-5)}, version {actor.version}
                </small>
              </h3>
              <MachineView
                kind={actor.type}
                drawing={actor.drawing}
                state={actor.state}
                visited={actor.way}
              />
              {actor.timers.map((timer) => (
                <p key={timer.id} className="sm mut">
                  {messageLabel(timer.id)} at {clockOf(timer.fireAt, undefined, true)}
                </p>
              ))}
            </div>
          ))}
          <MachineLegend past={then !== null} />
        </section>
        <section className="mid">
          <h2 className="ruled">
            Timeline <small>{plural(data.timeline.length, 'entry', 'entries')}, newest first</small>
          </h2>
          <Timeline
            entries={data.timeline}
            until={then}
            onTravel={(entry) => setTravelled(entryKey(entry))}
          />
        </section>
        <div>
          {then ? <ThenPanel then={then} actors={actors} /> : <CaseActions data={data} mayAct={mayAct} />}
          <section style={{ marginTop: 16 }}>
            <h2 className="ruled">
              Emails <small>{data.emails.length === 0 ? 'none went out' : 'newest first'}</small>
            </h2>
            <ul className="mail-list">
              {data.emails.map((mail) => (
                <li key={mail.id}>
                  <span className="tm">{workTime(mail.at)}</span>
                  {seesMails ? <Link to={`/emails/${mail.id}/show`}>{mail.subject}</Link> : mail.subject}
                  <StateMark kind="mail" state={mail.state} />
                </li>
              ))}
            </ul>
          </section>
          {data.stripe.some((each) => each.stripeId) && (
            <section style={{ marginTop: 16 }}>
              <h2 className="ruled">At Stripe</h2>
              <ul className="mail-list">
                {data.stripe.map((each) => (
                  <li key={each.paymentId}>
                    <code>{each.stripeId ?? 'not yet there'}</code>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </div>
  );
}

function ThenPanel({ then, actors }: { then: TimelineEntry; actors: ReturnType<typeof actorsAt> }) {
  return (
    <section>
      <h2 className="ruled">
        At {clockOf(then.at, undefined, true)} <small>read from the log</small>
      </h2>
      <dl className="kv">
        {actors.map((actor) => (
          <div key={actor.id} style={{ display: 'contents' }}>
            <dt>{titleOf(actor.type)}</dt>
            <dd>
              <StateMark kind={actor.type} state={actor.state} />
            </dd>
          </div>
        ))}
      </dl>
      <h3 className="sub">What had just happened</h3>
      <p>{then.text}</p>
      <p className="mut">By {then.by}.</p>
      {then.reason && <p className="note">{then.reason}</p>}
    </section>
  );
}

function titleOf(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}
function countWord(count: number): string {
  return ['', 'first try', 'second try', 'third try', 'fourth try'][count] ?? `try ${count}`;
}
