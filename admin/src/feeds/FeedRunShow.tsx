import { type FeedRun, type Finding, feedNames, type RunCounts } from '@holdfast/shared/feeds';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Reading } from '../ui/Reading.tsx';
import { RuledTable } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { ageOf, workTime } from '../ui/time.ts';
import { pageIn, useAddress } from '../ui/useAddress.ts';
import { Views } from '../ui/Views.tsx';
import { readFindings, readRun } from './calls.ts';
import { isUnderWay, RunMark, RunProgress } from './runText.tsx';
import './feeds.css';

const perPage = 100;

const kinds = {
  failed: { shape: 'cross', tone: 'danger', word: 'Failed' },
  gone: { shape: 'openSquare', tone: 'neutral', word: 'Lot gone' },
  listing: { shape: 'triangle', tone: 'warn', word: 'Lot' },
  moved: { shape: 'arrow', tone: 'info', word: 'Moved' },
  status: { shape: 'bars', tone: 'warn', word: 'Status' },
  waiting: { shape: 'waiting', tone: 'warn', word: 'To match' },
} as const;

const tallies: ReadonlyArray<readonly [keyof RunCounts, string]> = [
  ['events', 'events read'],
  ['fresh', 'seen first'],
  ['matched', 'matched'],
  ['moved', 'moved'],
  ['changed', 'changed status'],
  ['unchanged', 'as before'],
  ['ignored', 'passed over'],
  ['waiting', 'to match'],
  ['failed', 'failed'],
  ['listings', 'listings read'],
  ['listingsNew', 'listings new'],
  ['listingsChanged', 'listings changed'],
  ['listingsUnchanged', 'listings unchanged'],
  ['listingsWaitingCount', 'listings without event'],
  ['listingsGone', 'listings gone'],
];

/** One run: its progress or result, and its findings entry by entry. */
export function FeedRunShow() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({
    queryKey: ['feedRun', id],
    queryFn: () => readRun(id),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 1_000 : false),
  });
  const name = data ? feedNames[data.feed] : id;
  useCrumbs('Consignment', 'Feeds', data ? `${name}, ${workTime(data.createdAt)}` : id);
  useShortcuts([{ keys: 'Escape', does: 'to the feeds', run: () => navigate('/feeds') }]);
  if (error && !data)
    return <ErrorMessage what="This run couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the run" />;
  return (
    <div className="col scrolls">
      <PageHead title={name} mark={<RunMark run={data} loud />} facts={factsOf(data)}>
        {data.newImportId && (
          <Link className="btn" to={`/imports/${data.newImportId}/show`}>
            New listings, as they were listed
          </Link>
        )}
        {data.changesImportId && (
          <Link className="btn p" to={`/imports/${data.changesImportId}/show`}>
            Look at the changed listings
          </Link>
        )}
        {(data.counts.waiting ?? 0) > 0 && (
          <Link className="btn" to={`/matching?feed=${data.feed}`}>
            Events to match
          </Link>
        )}
      </PageHead>
      {isUnderWay(data) && (
        <div className="body" role="status" style={{ paddingBottom: 8 }}>
          <RunProgress run={data} /> You may leave this page; it goes on.
        </div>
      )}
      {data.failure !== null && (
        <div className="body" style={{ paddingBottom: 4 }}>
          <p className="note danger" role="alert">
            {data.failure} What was read before stays.
          </p>
        </div>
      )}
      <Tally counts={data.counts} />
      <Findings run={data} />
    </div>
  );
}

function factsOf(run: FeedRun): string {
  const begun = `Begun by ${run.startedBy}, ${workTime(run.createdAt)}`;
  if (run.doneAt === null) return `${begun}.`;
  const tookMs = Date.parse(run.doneAt) - Date.parse(run.createdAt);
  return `${begun}; it took ${tookMs < 1_000 ? 'less than a second' : ageOf(tookMs)}.`;
}

function Tally({ counts }: { counts: RunCounts }) {
  const shown = tallies.filter(([name]) => counts[name] !== undefined);
  if (shown.length === 0) return null;
  return (
    <div className="run-tally">
      {shown.map(([name, words]) => (
        <span key={name}>
          <b className={counts[name] === 0 ? 'fnt' : undefined}>{countOf(counts[name] ?? 0)}</b> {words}
        </span>
      ))}
    </div>
  );
}

function Findings({ run }: { run: FeedRun }) {
  const [query] = useAddress();
  const kind = query.get('kind') ?? 'all';
  const page = pageIn(query);
  const found = useQuery({
    queryKey: ['feedRun', run.id, 'findings', kind, page, run.state, run.stage, run.pagesDone],
    queryFn: () => readFindings(run.id, kind, page),
    placeholderData: (before) => before,
  });
  const total = found.data?.total ?? 0;
  return (
    <>
      <Views
        param="kind"
        label="Findings by kind"
        views={[
          { value: 'all', name: 'All findings' },
          ...(Object.keys(kinds) as Finding['kind'][]).map((value) => ({ value, name: kinds[value].word })),
        ]}
      >
        <span>What went without a hitch isn’t listed</span>
      </Views>
      <div className="body">
        {found.error && !found.data ? (
          <ErrorMessage what="The findings couldn’t be loaded." error={found.error} retry={found.refetch} />
        ) : found.data && total === 0 ? (
          <Empty because={kind === 'all' ? 'Nothing that anybody must know of.' : 'Nothing of this kind.'} />
        ) : (
          <RuledTable<Finding & { id: string }>
            label="Findings"
            rows={(found.data?.data ?? []).map((row) => ({ ...row, id: `${row.kind} ${row.feedId}` }))}
            waiting={found.isPlaceholderData || found.isPending}
            columns={[
              { head: 'Kind', cell: (row) => <KindMark kind={row.kind} /> },
              { head: 'What', cell: (row) => <b className="bold">{row.name}</b>, wraps: true },
              { head: 'What was found', cell: (row) => row.message, wraps: true },
              {
                head: 'Its number there',
                cell: (row) => <span className="mut">{row.feedId}</span>,
                wideOnly: true,
              },
              { head: 'Go to', cell: (row) => <Whereto row={row} run={run} /> },
            ]}
          />
        )}
        <Pager total={total} perPage={perPage} />
      </div>
    </>
  );
}

function KindMark({ kind }: { kind: Finding['kind'] }) {
  const { shape, tone, word } = kinds[kind];
  return (
    <Mark shape={shape} tone={tone}>
      {word}
    </Mark>
  );
}

function Whereto({ row, run }: { row: Finding; run: FeedRun }) {
  if (row.eventId !== null)
    return <Link to={`/listings?state=all&eventId=${row.eventId}`}>Listings of it</Link>;
  if (row.kind === 'waiting')
    return (
      <Link to={`/matching?feed=${run.feed}&q=${encodeURIComponent(row.name.slice(0, 100))}`}>Match it</Link>
    );
  return <span className="fnt">–</span>;
}
