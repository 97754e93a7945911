import { type CatalogRun, catalogueNames, catalogues } from '@holdfast/shared/catalogs';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { Empty, Trouble } from '../ui/Trouble.tsx';
import { workTime } from '../ui/time.ts';
import { Views } from '../ui/Views.tsx';
import { Connections } from './Connections.tsx';
import { readConnections } from './calls.ts';
import { isUnderWay, outcomeOf, RunMark, RunProgress } from './runWords.tsx';
import './catalogs.css';

/** How often a run under way is asked, and how often the rest, in milliseconds. */
const runningMs = 1_000;
const idleMs = 15_000;

/** Other houses' catalogues: how each is connected, when it is read next, and what each run brought. */
export function CataloguesPage() {
  useCrumbs('Consignment', 'Catalogues');
  const [query] = useSearchParams();
  const chosen = query.get('catalogue') ?? 'all';
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogues'],
    queryFn: readConnections,
    refetchInterval: ({ state }) =>
      state.data?.data.some(({ lastRun }) => isUnderWay(lastRun)) ? runningMs : idleMs,
  });
  const isBusy = data?.data.some(({ lastRun }) => isUnderWay(lastRun)) ?? false;
  return (
    <div className="col scrolls">
      <PageHead
        title="Catalogues"
        facts="Events of other houses, and the lots of our broker’s account there. What fits is linked by itself."
      />
      {error && !data ? (
        <Trouble what="The catalogues couldn’t be loaded." error={error} retry={refetch} />
      ) : (
        data && <Connections connections={data.data} />
      )}
      <Views
        param="catalogue"
        label="Runs by catalogue"
        views={[
          { value: 'all', name: 'All runs' },
          ...catalogues.map((value) => ({ value, name: catalogueNames[value] })),
        ]}
      >
        <span>Newest first</span>
      </Views>
      <div className="body">
        <RuledList<CatalogRun>
          label="Runs"
          resource="catalogRuns"
          sort={{ field: 'createdAt', order: 'DESC' }}
          filter={chosen === 'all' ? {} : { catalogue: chosen }}
          refreshMs={isBusy ? runningMs : idleMs}
          to={(run) => `/catalogs/runs/${run.id}`}
          empty={<Empty because="Nothing was read yet. The first run brings what the catalogue has." />}
          columns={[
            { head: 'Catalogue', cell: (run) => catalogueNames[run.catalogue] },
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

function Outcome({ run }: { run: CatalogRun }) {
  if (isUnderWay(run)) return <RunProgress run={run} />;
  if (run.failure !== null) return <span className="dn">{run.failure}</span>;
  return <>{outcomeOf(run.counts)}</>;
}
