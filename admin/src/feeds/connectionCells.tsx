/** Cells of the feeds' table: how a connection stands, its runs, and what is left of the day. */
import type { FeedConnection } from '@holdfast/shared/feeds';
import { Link } from 'react-router';
import { countOf } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { isUnderWay, outcomeOf, RunMark, RunProgress } from './runText.tsx';

export function Standing({ connection }: { connection: FeedConnection }) {
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
      {fakeFeeds && <small>Answered on this machine until an administrator gives its keys.</small>}
      {consignor !== null && <small>Its listings are sold for {consignor}.</small>}
      {missing !== null && <small className={connected ? 'wn' : undefined}>{missing}</small>}
    </>
  );
}

export function LastRun({ connection: { lastRun } }: { connection: FeedConnection }) {
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

export function nextRunOf({ connected, nextRunAt, lastRun }: FeedConnection): string {
  if (!connected) return 'not before it is connected';
  if (isUnderWay(lastRun)) return 'after this one';
  return nextRunAt === null ? 'by hand only' : workTime(nextRunAt);
}

export function CallsLeft({
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
