import { ageBounds, type WorkQueue } from '@holdfast/shared/today';
import { Link, useNavigate } from 'react-router';
import { countOf } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { Th } from '../ui/Th.tsx';
import { ageOf } from '../ui/time.ts';
import { queueWords } from './todayText.ts';

const ageNames = ['under 1 h', '4 h', '1 day', '2 days', 'older'] as const;

/** Legend of the age bars, from newest to oldest. */
export function AgeKey() {
  return (
    <span className="r">
      {ageNames.map((name, at) => (
        <span key={name} className="age-key">
          <i className={`age-${at}`} />
          {name}
        </span>
      ))}
    </span>
  );
}

/** Each queue a row: its count opens it. */
export function QueueTable({ queues }: { queues: readonly WorkQueue[] }) {
  const owned = queues.some(({ mine }) => mine !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-wrap" aria-label="Queues" tabIndex={0}>
      <table className="g queues">
        <thead>
          <tr>
            <Th style={{ width: 34 }}>
              <span className="sr">Key</span>
            </Th>
            <Th>Queue</Th>
            <Th n>Waiting</Th>
            <Th wide>Share by age</Th>
            <Th n>Oldest</Th>
            <Th n>Limit</Th>
            <Th n>Past it</Th>
            {owned && (
              <>
                <Th n>Mine</Th>
                <Th n>No owner</Th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {queues.map((queue, at) => (
            <QueueRow key={queue.queue} queue={queue} at={at} owned={owned} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function QueueRow({ queue, at, owned }: { queue: WorkQueue; at: number; owned: boolean }) {
  const navigate = useNavigate();
  const { name, to } = queueWords[queue.queue];
  return (
    <tr
      className="opens"
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('a')) navigate(to);
      }}
    >
      <td>{at < 9 && <kbd>{at + 1}</kbd>}</td>
      <td>
        <Link className="key" to={to}>
          {name}
        </Link>
      </td>
      <td className="n">
        <span className={queue.waiting === 0 ? 'queue-count fnt' : 'queue-count'}>
          {countOf(queue.waiting)}
        </span>
      </td>
      <td className="wide-only">
        <Ages queue={queue} />
      </td>
      <td className="n">
        <Oldest queue={queue} />
      </td>
      <td className="n mut">{limitOf(queue)}</td>
      <td className={queue.pastLimit ? 'n dn bold' : 'n fnt'}>
        {queue.pastLimit === null ? '–' : countOf(queue.pastLimit)}
      </td>
      {owned && (
        <>
          <td className="n">{someOrFaint(queue.mine, ownedBy(to, 'me'))}</td>
          <td className="n">{someOrFaint(queue.unowned, ownedBy(to, 'none'))}</td>
        </>
      )}
    </tr>
  );
}

const ownedBy = (to: string, owner: 'me' | 'none') => `${to}${to.includes('?') ? '&' : '?'}owner=${owner}`;

function someOrFaint(count: number | null, to: string) {
  if (count === null) return <span className="fnt">–</span>;
  return count === 0 ? <span className="fnt">0</span> : <Link to={to}>{countOf(count)}</Link>;
}

function Ages({ queue: { ages, waiting } }: { queue: WorkQueue }) {
  if (!ages || waiting === 0) return null;
  const words = ages.map((count, at) => `${countOf(count)} ${ageNames[at]}`).join(', ');
  return (
    <span className="ages" role="img" aria-label={words} title={words}>
      {ages.map((count, at) =>
        count === 0 ? null : (
          <i key={ageBounds[at] ?? 'older'} className={`age-${at}`} style={{ flex: count }} />
        ),
      )}
    </span>
  );
}

function Oldest({ queue }: { queue: WorkQueue }) {
  if (queue.since === null || queue.waiting === 0) return <span className="fnt">–</span>;
  const ahead = queue.queue === 'eventSoonUnsold';
  const ms = Date.parse(queue.since) - Date.now();
  const late = (queue.pastLimit ?? 0) > 0;
  return (
    <Mark shape={late ? 'triangle' : 'clock'} tone={late ? 'danger' : 'neutral'}>
      {ahead ? `in ${ageOf(Math.max(0, ms))}` : ageOf(Math.max(0, -ms))}
    </Mark>
  );
}

function limitOf({ queue, limitHours }: WorkQueue): string {
  if (limitHours === null) return 'none';
  return queue === 'eventSoonUnsold' ? `${limitHours} h before` : `${limitHours} h`;
}
