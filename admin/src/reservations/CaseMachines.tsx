import type { TimelineEntry } from '@holdfast/shared/support';
import { messageLabel } from '../ui/machine/edges.ts';
import { MachineLegend, MachineView } from '../ui/machine/MachineView.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { clockOf } from '../ui/time.ts';
import type { CaseTravel } from './useCaseTravel.ts';

type Actors = CaseTravel['actors'];

/** Each machine of the case, with the way that it came. */
export function CaseMachines({ actors, then }: { actors: Actors; then: TimelineEntry | null }) {
  const payments = actors.filter((actor) => actor.type === 'payment');
  return (
    <section>
      <h2 className="ruled">
        {then ? 'Where it was' : 'Where it is'} <small>and the way it came</small>
      </h2>
      {actors.map((actor) => (
        <div key={actor.id} className="machine">
          <h3 className="sub">
            {titleOf(actor.type)}{' '}
            {actor.type === 'payment' && payments.length > 1
              ? tryNumber(payments.length - payments.indexOf(actor))
              : ''}{' '}
            <small>
              {actor.id.slice(0, 4)}…{actor.id.slice(-5)}, version {actor.version}
            </small>
          </h3>
          <MachineView kind={actor.type} drawing={actor.drawing} state={actor.state} visited={actor.way} />
          {actor.timers.map((timer) => (
            <p key={timer.id} className="sm mut">
              {messageLabel(timer.id)} at {clockOf(timer.fireAt, undefined, true)}
            </p>
          ))}
        </div>
      ))}
      <MachineLegend past={then !== null} />
    </section>
  );
}

/** The case at one entry of its log. */
export function CaseThen({ then, actors }: { then: TimelineEntry; actors: Actors }) {
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
function tryNumber(count: number): string {
  return ['', 'first try', 'second try', 'third try', 'fourth try'][count] ?? `try ${count}`;
}
