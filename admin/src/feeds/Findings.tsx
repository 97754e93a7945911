import { type FeedRun, type Finding, findingQuery } from '@holdfast/shared/feeds';
import { DataTable, useListContext } from 'react-admin';
import { Link } from 'react-router';
import { Empty } from '../ui/ErrorMessage.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterTabs } from '../ui/lists/filters.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { isUnderWay } from './runText.tsx';

const kinds = {
  failed: { shape: 'cross', tone: 'danger', word: 'Failed' },
  gone: { shape: 'openSquare', tone: 'neutral', word: 'Listing gone' },
  listing: { shape: 'triangle', tone: 'warn', word: 'Listing' },
  moved: { shape: 'arrow', tone: 'info', word: 'Moved' },
  status: { shape: 'bars', tone: 'warn', word: 'Status' },
  waiting: { shape: 'waiting', tone: 'warn', word: 'To match' },
} as const;
const choices = [
  { id: '', name: 'All findings' },
  ...(Object.keys(kinds) as Finding['kind'][]).map((id) => ({ id, name: kinds[id].word })),
];

type Row = Finding & { id: string };

/** What staff should know of a run, entry by entry. */
export function Findings({ run }: { run: FeedRun }) {
  return (
    <DeskList<Row>
      contract={findingQuery}
      resource="findings"
      filter={{ parentId: run.id }}
      filters={['kind']}
      sort={{ field: 'at', order: 'ASC' }}
      perPage={100}
      refreshMs={isUnderWay(run) ? 1_000 : 60_000}
    >
      <FilterTabs source="kind" label="Findings by kind" choices={choices}>
        <span>What went without a hitch isn’t listed</span>
      </FilterTabs>
      <div className="body">
        <ListRows empty={<NoFinding />}>
          <DataTable<Row> aria-label="Findings" rowClick={false}>
            <DataTable.Col<Row> label="Kind" render={(row) => <KindMark kind={row.kind} />} />
            <DataTable.Col<Row>
              label="What"
              className="wrap"
              render={(row) => <b className="bold">{row.name}</b>}
            />
            <DataTable.Col source="message" label="What was found" className="wrap" disableSort />
            <DataTable.Col source="feedId" label="Its number there" className="mut wide-only" disableSort />
            <DataTable.Col<Row> label="Go to" render={(row) => <Whereto row={row} run={run} />} />
          </DataTable>
        </ListRows>
      </div>
    </DeskList>
  );
}

function NoFinding() {
  const { filterValues } = useListContext();
  return (
    <Empty because={filterValues.kind ? 'Nothing of this kind.' : 'Nothing that anybody must know of.'} />
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
  if (row.changeId !== null) return <Link to={`/feeds/decisions/${row.changeId}`}>Decide</Link>;
  if (row.eventId !== null)
    return <Link to={`/listings?state=all&eventId=${row.eventId}`}>Listings of it</Link>;
  if (row.kind === 'waiting')
    return (
      <Link to={`/matching?feed=${run.feed}&q=${encodeURIComponent(row.name.slice(0, 100))}`}>Match it</Link>
    );
  return <span className="fnt">–</span>;
}
