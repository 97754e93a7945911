import type { FeedConnection } from '@holdfast/shared/feeds';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { newKey } from '../dataProvider/index.ts';
import { countOf } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { Th } from '../ui/Th.tsx';
import { workTime } from '../ui/time.ts';
import { startRun } from './calls.ts';
import { isUnderWay, outcomeOf, RunMark, RunProgress } from './runText.tsx';

/** Each feed with its connection, its last and its next run, what is left of the day, and "Run now". */
export function Connections({ connections }: { connections: readonly FeedConnection[] }) {
  const [at, setAt] = useState(0);
  const { busy, problem, begin } = useBegin();
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
              <tr
                key={each.id}
                className={index === at ? 'cur' : undefined}
                aria-current={index === at || undefined}
                onClick={() => setAt(index)}
              >
                <td>
                  <b className="key">{each.name}</b>
                </td>
                <td className="wrap">
                  <Standing connection={each} />
                </td>
                <td className="wrap">
                  <LastRun connection={each} />
                </td>
                <td>{nextRunOf(each)}</td>
                <td className="n">
                  <CallsLeft connection={each} />
                </td>
                <td className="n">
                  {each.waiting > 0 ? (
                    <Link to={`/matching?feed=${each.id}`}>{countOf(each.waiting)}</Link>
                  ) : (
                    <span className="fnt">0</span>
                  )}
                </td>
                <td className="n act">
                  {each.connected && (
                    <button
                      type="button"
                      className="btn"
                      disabled={!mayRun(each)}
                      onClick={() => begin(each)}
                    >
                      Run now <span className="sr">{each.name}</span>
                      {index === at && <kbd>n</kbd>}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Standing({ connection }: { connection: FeedConnection }) {
  const { connected, heldUntil, fakeFeeds, consignor, missing } = connection;
  return (
    <>
      {!connected ? (
        <Mark shape="openSquare" tone="neutral">
          Not connected
        </Mark>
      ) : heldUntil !== null ? (
        <Mark shape="bars" tone="warn">
          Held until {workTime(heldUntil)}
        </Mark>
      ) : (
        <Mark shape="disc" tone="success">
          {fakeFeeds ? 'Recorded examples' : 'Connected'}
        </Mark>
      )}
      {heldUntil !== null && <small>The service asked us to wait so long.</small>}
      {fakeFeeds && <small>Answered on this machine. Set its keys to read the service.</small>}
      {consignor !== null && <small>Its listings are sold for {consignor}.</small>}
      {missing !== null && <small className={connected ? 'wn' : undefined}>{missing}</small>}
    </>
  );
}

function LastRun({ connection: { lastRun } }: { connection: FeedConnection }) {
  if (lastRun === null) return <span className="fnt">never</span>;
  return (
    <>
      <RunMark run={lastRun} />{' '}
      <Link to={`/feeds/runs/${lastRun.id}`}>{workTime(lastRun.doneAt ?? lastRun.createdAt)}</Link>
      <small>
        {isUnderWay(lastRun) ? <RunProgress run={lastRun} /> : (lastRun.failure ?? outcomeOf(lastRun.counts))}
      </small>
    </>
  );
}

function nextRunOf({ connected, nextRunAt, lastRun }: FeedConnection): string {
  if (!connected) return 'not before it is connected';
  if (isUnderWay(lastRun)) return 'after this one';
  return nextRunAt === null ? 'by hand only' : workTime(nextRunAt);
}

function CallsLeft({
  connection: { connected, requestsPerDay, requestsToday },
}: {
  connection: FeedConnection;
}) {
  if (!connected) return <span className="fnt">–</span>;
  const left = Math.max(0, requestsPerDay - requestsToday);
  return (
    <>
      <span className={left === 0 ? 'num dn' : 'num'}>{countOf(left)}</span>
      <small>of {countOf(requestsPerDay)}</small>
    </>
  );
}

/** Starts a run. Retrying after a lost answer starts it once. */
function useBegin() {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef({ of: '', key: '' });
  async function begin({ id }: FeedConnection) {
    if (busy) return;
    if (key.current.of !== id) key.current = { of: id, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      await startRun(id, key.current.key);
      key.current = { of: '', key: '' };
      queries.invalidateQueries({ queryKey: ['catalogRuns'] });
      await queries.invalidateQueries({ queryKey: ['feeds'] });
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was begun.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, begin };
}

/** Reads runs and waiting entries again when a run ends. */
function useEndedRuns(connections: readonly FeedConnection[]) {
  const queries = useQueryClient();
  const running = connections
    .filter(({ lastRun }) => isUnderWay(lastRun))
    .map(({ id }) => id)
    .join();
  const before = useRef(running);
  useEffect(() => {
    const had = before.current;
    before.current = running;
    if (had === '' || had === running) return;
    for (const key of ['catalogRuns', 'matching', 'today']) queries.invalidateQueries({ queryKey: [key] });
  }, [running, queries]);
}
