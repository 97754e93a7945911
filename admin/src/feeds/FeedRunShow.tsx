import { type FeedRun, feedNames } from '@holdfast/shared/feeds';
import { Link, useNavigate, useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { ageOf, workTime } from '../ui/time.ts';
import { Findings } from './Findings.tsx';
import { RunTally } from './RunTally.tsx';
import { isUnderWay, RunMark, RunProgress } from './runText.tsx';
import './feeds.css';

const whileRunning = (run: FeedRun | undefined) => (isUnderWay(run) ? 1_000 : 0);

/** One run: its progress or result, and its findings entry by entry. */
export function FeedRunShow() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  useShortcuts([{ keys: 'Escape', does: 'to the feeds', run: () => navigate('/feeds') }]);
  return (
    <DeskShow<FeedRun> resource="catalogRuns" id={id} what="the run" refreshMs={whileRunning}>
      {(run) => <Page run={run} />}
    </DeskShow>
  );
}

function Page({ run }: { run: FeedRun }) {
  const name = feedNames[run.feed];
  useCrumbs('Consignment', 'Feeds', `${name}, ${workTime(run.createdAt)}`);
  return (
    <div className="col scrolls">
      <PageHead title={name} mark={<RunMark run={run} loud />} facts={factsOf(run)}>
        <Ways run={run} />
      </PageHead>
      {isUnderWay(run) && (
        <div className="body" role="status" style={{ paddingBottom: 8 }}>
          <RunProgress run={run} /> You may leave this page; it goes on.
        </div>
      )}
      {run.failure !== null && (
        <div className="body" style={{ paddingBottom: 4 }}>
          <p className="note danger" role="alert">
            {run.failure} What was read before stays.
          </p>
        </div>
      )}
      <RunTally counts={run.counts} />
      <Findings run={run} />
    </div>
  );
}

function Ways({ run }: { run: FeedRun }) {
  return (
    <>
      {run.newImportId && (
        <Link className="btn" to={`/imports/${run.newImportId}/show`}>
          New listings, as they were listed
        </Link>
      )}
      {run.changesImportId && (
        <Link className="btn p" to={`/imports/${run.changesImportId}/show`}>
          Look at the changed listings
        </Link>
      )}
      {(run.counts.toDecide ?? 0) > 0 && (
        <Link className="btn p" to="/feeds/decisions">
          {run.counts.toDecide === 1
            ? '1 game needs your decision'
            : `${run.counts.toDecide} games need your decision`}
        </Link>
      )}
      {(run.counts.waiting ?? 0) > 0 && (
        <Link className="btn" to={`/matching?feed=${run.feed}`}>
          Events to match
        </Link>
      )}
    </>
  );
}

function factsOf(run: FeedRun): string {
  const begun = `Begun by ${run.startedBy}, ${workTime(run.createdAt)}`;
  if (run.doneAt === null) return `${begun}.`;
  const tookMs = Date.parse(run.doneAt) - Date.parse(run.createdAt);
  return `${begun}; it took ${tookMs < 1_000 ? 'less than a second' : ageOf(tookMs)}.`;
}
