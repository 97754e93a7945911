import type { ExportList, ExportRow } from '@holdfast/shared/exports';
import { useGetIdentity } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { farText, fileAddress, fileText, isWaiting, rowsText } from './exportText.ts';
import { useExports } from './useExports.ts';

/** Files of large tables, which are written in the background. */
export function ExportsPage() {
  useCrumbs('Finance', 'Exports');
  const page = useExports();
  const { list, error, readAgain } = page;
  return (
    <div className="two alone">
      <div className="col scrolls">
        <PageHead
          title="Exports"
          facts={
            list
              ? `Files of many rows are written here while you do something else, and kept for ${plural(list.keptDays, 'day')}.`
              : ''
          }
        />
        <div className="body">
          {error && <ErrorMessage what="The exports couldn’t be loaded." error={error} retry={readAgain} />}
          {!list && !error && <Reading what="the exports" />}
          {list && <Exports page={page} list={list} />}
        </div>
      </div>
    </div>
  );
}

function Exports({ page, list }: { page: ReturnType<typeof useExports>; list: ExportList }) {
  const { data: identity } = useGetIdentity();
  const { data: rows, rowsAtOnce } = list;
  if (rows.length === 0)
    return (
      <Empty
        because={`Nothing was written in the background yet. Small files are there at once; a file of ${plural(rowsAtOnce, 'row')} or more appears here.`}
      />
    );
  const actions: Column<ExportRow> = {
    head: 'Action',
    cell: (row) => (
      <span className="actions">
        {row.state === 'ready' && (
          <a className="link" href={fileAddress(row)} download>
            Download
          </a>
        )}{' '}
        {(row.state === 'ready' || isWaiting(row)) && (
          <button type="button" className="link" disabled={page.isBusy} onClick={() => page.remove(row)}>
            {isWaiting(row) ? 'Stop' : 'Delete'}
          </button>
        )}
      </span>
    ),
  };
  const isOthers = rows.some(({ by }) => by.id !== identity?.id);
  return (
    <>
      <RuledTable<ExportRow>
        label="Exports"
        rows={rows}
        columns={[...facts, ...(isOthers ? [asked] : []), ...times, actions]}
      />
      <Pager page={page.page} pages={page.pages} setPage={page.setPage} />
    </>
  );
}

const facts: readonly Column<ExportRow>[] = [
  { head: 'File', cell: ({ file }) => <b className="bold">{file}</b>, wraps: true },
  { head: 'State', cell: ({ state }) => <StateMark kind="export" state={state} /> },
  { head: 'How far', cell: (row) => <Far row={row} />, wraps: true },
];
const asked: Column<ExportRow> = { head: 'Asked for by', cell: ({ by }) => by.name, wraps: true };
const times: readonly Column<ExportRow>[] = [
  { head: 'Asked for', cell: ({ createdAt }) => workTime(createdAt), wideOnly: true },
  {
    head: 'Kept until',
    cell: ({ state, keptUntil }) => (state === 'ready' && keptUntil ? workTime(keptUntil) : '–'),
  },
];

function Far({ row }: { row: ExportRow }) {
  if (row.failure) return row.failure;
  if (!isWaiting(row)) return `${rowsText(row)}, ${fileText(row)}`;
  const far = farText(row);
  return (
    <>
      {far} <progress value={row.done} max={Math.max(row.rows, 1)} aria-label={far} />
    </>
  );
}
