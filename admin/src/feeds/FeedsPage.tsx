import { type FeedConnection, type FeedRun, feedNames, feeds, runQuery } from '@holdfast/shared/feeds';
import { useQuery } from '@tanstack/react-query';
import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterTabs } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Connections } from './Connections.tsx';
import { readConnections } from './calls.ts';
import { isUnderWay, outcomeOf, RunMark, RunProgress } from './runText.tsx';
import './feeds.css';

/** Polling intervals in milliseconds: with a run under way, and otherwise. */
const runningMs = 1_000;
const idleMs = 15_000;

const choices = [{ id: '', name: 'All runs' }, ...feeds.map((id) => ({ id, name: feedNames[id] }))];
const runPage = (id: unknown) => `/feeds/runs/${id}`;

/** Feeds of other companies: each one's connection, next run and past runs. */
export function FeedsPage() {
  useCrumbs('Consignment', 'Feeds');
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
      >
        <Link className="btn" to="/feeds/decisions">
          Games to decide
        </Link>
      </PageHead>
      {error && !data ? (
        <ErrorMessage what="The feeds couldn’t be loaded." error={error} retry={refetch} />
      ) : (
        <Connected connections={data?.data} />
      )}
      <DeskList<FeedRun>
        contract={runQuery}
        resource="catalogRuns"
        filters={['feed']}
        sort={{ field: 'createdAt', order: 'DESC' }}
        refreshMs={isBusy ? runningMs : idleMs}
      >
        <FilterTabs source="feed" label="Runs by feed" choices={choices}>
          <span>Newest first</span>
        </FilterTabs>
        <div className="body">
          <ListRows empty={<Empty because="Nothing was read yet. The first run brings what the feed has." />}>
            <RunTable />
          </ListRows>
        </div>
      </DeskList>
    </div>
  );
}

function Connected({ connections }: { connections: readonly FeedConnection[] | undefined }) {
  return connections ? <Connections connections={connections} /> : <Reading what="the feeds" />;
}

function RunTable() {
  return (
    <DataTable<FeedRun> aria-label="Runs" rowClick={runPage}>
      <DataTable.Col<FeedRun>
        label="Feed"
        render={(run) => <OpenLink to={runPage(run.id)}>{feedNames[run.feed]}</OpenLink>}
      />
      <DataTable.Col<FeedRun> label="State" render={(run) => <RunMark run={run} />} />
      <DataTable.Col<FeedRun>
        label="What came of it"
        className="wrap"
        render={(run) => <Outcome run={run} />}
      />
      <DataTable.Col source="startedBy" label="Begun by" disableSort />
      <DataTable.Col label="When" className="n">
        <TimeField source="createdAt" />
      </DataTable.Col>
    </DataTable>
  );
}

function Outcome({ run }: { run: FeedRun }) {
  if (isUnderWay(run)) return <RunProgress run={run} />;
  if (run.failure !== null) return <span className="dn">{run.failure}</span>;
  return <>{outcomeOf(run.counts)}</>;
}
