import type { FeedConnection } from '@holdfast/shared/feeds';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { countOf } from '../ui/figures.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { Th } from '../ui/Th.tsx';
import { CallsLeft, LastRun, nextRunOf, Standing } from './connectionCells.tsx';
import { isUnderWay } from './runText.tsx';
import { useEndedRuns, useStartRun } from './useStartRun.ts';

/** Each feed with its connection, its last and its next run, what is left of the day, and "Run now". */
export function Connections({ connections }: { connections: readonly FeedConnection[] }) {
  const [at, setAt] = useState(0);
  const { busy, problem, begin } = useStartRun();
  useEndedRuns(connections);
  const cursor = connections[at];
  const mayRun = (each: FeedConnection | undefined) =>
    Boolean(each?.connected) && !isUnderWay(each?.lastRun) && !busy;
  const move = (by: number) => setAt((before) => Math.min(connections.length - 1, Math.max(0, before + by)));
  useShortcuts([
    { keys: 'j', also: ['ArrowDown'], does: 'next feed', run: () => move(1) },
    { keys: 'k', also: ['ArrowUp'], does: 'the one before', run: () => move(-1) },
    ...(cursor && mayRun(cursor)
      ? [{ keys: 'n', does: `run ${cursor.name} now`, run: () => begin(cursor) }]
      : []),
  ]);
  return (
    <div className="body">
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="table-wrap" aria-label="Connections" tabIndex={0}>
        <table className="g connections">
          <thead>
            <tr>
              <Th>Feed</Th>
              <Th>Connection</Th>
              <Th>Last run</Th>
              <Th>Next run</Th>
              <Th n>Calls left today</Th>
              <Th n>To match</Th>
              <Th n>
                <span className="sr">Run</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {connections.map((each, index) => (
              <ConnectionRow
                key={each.id}
                connection={each}
                isCursor={index === at}
                choose={() => setAt(index)}
                run={each.connected ? () => begin(each) : null}
                mayRun={mayRun(each)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function ConnectionRow({
  connection,
  isCursor,
  choose,
  run,
  mayRun,
}: {
  connection: FeedConnection;
  isCursor: boolean;
  choose: () => void;
  /** Null where it isn't connected. */
  run: (() => void) | null;
  mayRun: boolean;
}) {
  const { id, name, waiting } = connection;
  const mayConfigure = usePermission('feeds');
  return (
    <tr className={isCursor ? 'cur' : undefined} aria-current={isCursor || undefined} onClick={choose}>
      <td>
        <b className="key">{name}</b>
      </td>
      <td className="wrap">
        <Standing connection={connection} />
      </td>
      <td className="wrap">
        <LastRun connection={connection} />
      </td>
      <td>{nextRunOf(connection)}</td>
      <td className="n">
        <CallsLeft connection={connection} />
      </td>
      <td className="n">
        {waiting > 0 ? (
          <Link to={`/matching?feed=${id}`}>{countOf(waiting)}</Link>
        ) : (
          <span className="fnt">0</span>
        )}
      </td>
      <td className="n act">
        {mayConfigure && (
          <Link className="btn" to={`/feeds/${id}/settings`}>
            Configure<span className="sr"> {name}</span>
          </Link>
        )}{' '}
        {run && (
          <button type="button" className="btn" disabled={!mayRun} onClick={run}>
            Run now <span className="sr">{name}</span>
            {isCursor && <kbd>n</kbd>}
          </button>
        )}
      </td>
    </tr>
  );
}
