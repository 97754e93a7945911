import { type FeedRun, feedNames, feeds } from '@holdfast/shared/feeds';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { workTime } from '../ui/time.ts';
import { Views } from '../ui/Views.tsx';
import { Connections } from './Connections.tsx';
import { readConnections } from './calls.ts';
import { isUnderWay, outcomeOf, RunMark, RunProgress } from './runText.tsx';
import './feeds.css';

/** Polling intervals in milliseconds: with a run under way, and otherwise. */
const runningMs = 1_000;
const idleMs = 15_000;

/** Feeds of other companies: each one's connection, next run and past runs. */
export function FeedsPage() {
  useCrumbs('Consignment', 'Feeds');
  const [query] = useSearchParams();
  const chosen = query.get('feed') ?? 'all';
  const { data, error, refetch } = useQuery({
    queryKey: ['feeds'],
    queryFn: readConnections,
    refetchInterval: ({ state }) =>
      state.data?.data.some(({ lastRun }) => isUnderWay(lastRun)) ? runningMs : idleMs,
  });
  const isBusy = data?.data.some(({ lastRun }) => isUnderWay(lastRun)) ?? false;
  return (
    <div className="col scrolls">
      <PageHead
        title="Feeds"
        facts="Events of other companies and our broker’s listings there. Matches are linked automatically."
      />
      {error && !data ? (
        <ErrorMessage what="The feeds couldn’t be loaded." error={error} retry={refetch} />
      ) : (
        data && <Connections connections={data.data} />
      )}
      <Views
        param="feed"
        label="Runs by feed"
        views={[
          { value: 'all', name: 'All runs' },
          ...feeds.map((value) => ({ value, name: feedNames[value] })),
        ]}
      >
        <span>Newest first</span>
      </Views>
      <div className="body">
        <RuledList<FeedRun>
          label="Runs"
          resource="catalogRuns"
          sort={{ field: 'createdAt', order: 'DESC' }}
          filter={chosen === 'all' ? {} : { feed: chosen }}
          refreshMs={isBusy ? runningMs : idleMs}
          to={(run) => `/feeds/runs/${run.id}`}
          empty={<Empty because="Nothing was read yet. The first run brings what the feed has." />}
          columns={[
            { head: 'Feed', cell: (run) => feedNames[run.feed] },
            { head: 'State', cell: (run) => <RunMark run={run} /> },
            { head: 'What came of it', cell: (run) => <Outcome run={run} />, wraps: true },
            { head: 'Begun by', cell: (run) => run.startedBy },
            { head: 'When', cell: (run) => workTime(run.createdAt), numeric: true },
          ]}
        />
      </div>
    </div>
  );
}

function Outcome({ run }: { run: FeedRun }) {
  if (isUnderWay(run)) return <RunProgress run={run} />;
  if (run.failure !== null) return <span className="dn">{run.failure}</span>;
  return <>{outcomeOf(run.counts)}</>;
}
