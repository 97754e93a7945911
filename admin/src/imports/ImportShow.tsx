import type { ImportFile, ImportRow } from '@holdfast/shared/consignment';
import { useQueryClient } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useGetOne } from 'react-admin';
import { Link, useParams, useSearchParams } from 'react-router';
import { newKey, useOffice } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { saveText } from '../ui/csv.ts';
import { countOf, plural } from '../ui/figures.tsx';
import { useKeys } from '../ui/keys.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { type GridHandle, ServerGrid } from '../ui/ServerGrid.tsx';
import { Mark, StateMark } from '../ui/StateMark.tsx';
import { Empty, Trouble } from '../ui/Trouble.tsx';
import { Views } from '../ui/Views.tsx';
import { rowActions, rowLooks } from './actions.ts';
import { ImportRowPanel } from './ImportRowPanel.tsx';
import { reportOf } from './report.ts';
import './imports.css';

/** A row of the grid: react-admin wants an id, which is the line. */
export type ShownRow = ImportRow & { id: number };

/** The dry run of a file: what each row would do and why, then Apply, then how far it is. */
export function ImportShow() {
  const { id = '' } = useParams();
  const office = useOffice();
  const queries = useQueryClient();
  const [query, setQuery] = useSearchParams();
  const grid = useRef<GridHandle<ShownRow>>(null);
  const [row, setRow] = useState<ShownRow | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const applyKey = useRef(newKey());
  const action = query.get('action') ?? 'all';
  const {
    data: file,
    error,
    refetch,
  } = useGetOne<ImportFile>(
    'imports',
    { id },
    {
      refetchInterval: ({ state }) =>
        ['applying', 'uploaded'].includes(state.data?.state ?? '') ? 1000 : 15_000,
    },
  );
  useCrumbs('Consignment', 'Imports', file?.fileName ?? id);

  const work = file ? file.counts.create + file.counts.change : 0;
  const canApply = Boolean(file?.accepts.includes('apply')) && work > 0 && !busy;
  async function apply() {
    if (!canApply) return;
    setBusy(true);
    setProblem(null);
    try {
      await office.applyImport(id, applyKey.current);
      await refetch();
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was applied.');
    } finally {
      setBusy(false);
    }
  }
  // When it is done, the rows say what became of them.
  const state = file?.state;
  useEffect(() => {
    if (state !== 'done') return;
    grid.current?.refresh();
    queries.invalidateQueries({ queryKey: ['dashboard'] });
  }, [state, queries]);

  const show = (value: string) => setQuery({ action: value }, { replace: true });
  useKeys([
    { keys: 'j', also: ['ArrowDown'], does: 'down', run: () => grid.current?.move(1) },
    { keys: 'k', also: ['ArrowUp'], does: 'up', run: () => grid.current?.move(-1) },
    { keys: '0', does: 'all rows', run: () => show('all') },
    ...rowActions.map((each, at) => ({
      keys: String(at + 1),
      does: rowLooks[each].tally,
      run: () => show(each),
    })),
    ...(canApply
      ? [{ keys: 'Ctrl+Enter', does: `apply ${plural(work, 'row')}`, run: apply, inFields: true }]
      : []),
    { keys: 'Escape', does: 'close the row', run: () => setRow(null), quiet: true },
  ]);
  const columns = useMemo(importColumns, []);
  const filter = useMemo(() => ({ importId: id, ...(action === 'all' ? {} : { action }) }), [id, action]);

  if (error && !file) return <Trouble what="This import couldn’t be loaded." error={error} retry={refetch} />;
  if (!file) return null;
  const { counts } = file;
  return (
    <div className={row ? 'two' : 'two alone'}>
      <div className="col">
        <PageHead
          title={file.fileName}
          mark={<StateMark kind="import" state={file.state} loud />}
          facts={factsOf(file)}
        >
          <button
            type="button"
            className="btn"
            onClick={async () =>
              saveText(
                `report-${file.fileName.replace(/\.\w+$/, '')}.csv`,
                reportOf(await office.allImportRows(id)),
              )
            }
          >
            Report with reasons, CSV
          </button>
          {file.state === 'checked' && (
            <button type="button" className="btn p" disabled={!canApply} onClick={apply}>
              Apply {plural(work, 'row')} <kbd>Ctrl Enter</kbd>
            </button>
          )}
          {file.state === 'done' && (
            <Link className="btn p" to="/to-approve">
              Open the queue
            </Link>
          )}
        </PageHead>
        <div className="tally">
          {rowActions.map((each) => (
            <span key={each}>
              <b>{countOf(counts[each])}</b>
              <Mark shape={rowLooks[each].shape} tone={rowLooks[each].tone}>
                {rowLooks[each].tally}
              </Mark>
            </span>
          ))}
        </div>
        <div className="tally-bar" aria-hidden="true">
          {rowActions.map(
            (each) => counts[each] > 0 && <i key={each} className={each} style={{ flex: counts[each] }} />,
          )}
        </div>
        {file.state === 'checked' && <p className="import-effect">{effectOf(file)}</p>}
        {file.state === 'applying' && (
          <p className="import-effect" role="status">
            Applying: <b>{countOf(counts.applied)}</b> of {countOf(work)}{' '}
            <progress value={counts.applied} max={work} aria-label="Rows applied" />
          </p>
        )}
        {problem && (
          <p className="note danger import-effect" role="alert">
            {problem}
          </p>
        )}
        <Views
          param="action"
          label="Rows by outcome"
          views={[
            { value: 'all', name: 'All', count: counts.rows },
            ...rowActions.map((each) => ({ value: each, name: rowLooks[each].word, count: counts[each] })),
          ]}
        >
          <span>In the order of the file</span>
        </Views>
        <ServerGrid<ShownRow>
          ref={grid}
          label="Rows of the file"
          resource="importRows"
          filter={filter}
          sort={{ field: 'line', order: 'asc' }}
          columns={columns}
          onCursor={setRow}
          empty={<Empty because="No row of this kind." />}
        />
      </div>
      {row && <ImportRowPanel row={row} close={() => setRow(null)} />}
    </div>
  );
}

/** What Apply would do, in words. */
function effectOf({ counts }: ImportFile): string {
  const parts = [
    counts.create > 0 &&
      `makes ${plural(counts.create, 'new listing')} that ${counts.create === 1 ? 'waits' : 'wait'} for approval`,
    counts.change > 0 && `changes ${plural(counts.change, 'listing')} at once`,
  ].filter(Boolean);
  if (parts.length === 0) return 'Nothing to apply: no row would create or change a listing.';
  const out =
    counts.refuse > 0
      ? ` ${plural(counts.refuse, 'refused row')} ${counts.refuse === 1 ? 'stays' : 'stay'} out.`
      : '';
  return `Applying ${parts.join(' and ')}.${out}`;
}

function factsOf(file: ImportFile): string {
  const rows = `${plural(file.counts.rows, 'row')} from ${file.consignor.name}, read as ${file.format}.`;
  if (file.state === 'checked') return `A dry run of ${rows} Nothing is saved yet.`;
  if (file.state === 'done') return `${rows} ${plural(file.counts.applied, 'row')} applied.`;
  return rows;
}

function importColumns(): ColDef<ShownRow>[] {
  return [
    {
      colId: 'line',
      headerName: 'Row',
      type: 'rightAligned',
      width: 66,
      valueGetter: ({ data }) => data?.line,
    },
    {
      colId: 'action',
      headerName: 'Outcome',
      width: 104,
      cellRenderer: ({ data }: { data?: ShownRow }) =>
        data ? (
          <Mark shape={rowLooks[data.action].shape} tone={rowLooks[data.action].tone}>
            {rowLooks[data.action].word}
          </Mark>
        ) : null,
    },
    {
      colId: 'label',
      headerName: 'Listing',
      flex: 1,
      minWidth: 180,
      cellClass: 'key',
      valueGetter: ({ data }) => data?.label ?? '',
    },
    {
      colId: 'what',
      headerName: 'What it would do',
      flex: 1.6,
      minWidth: 220,
      cellRenderer: ({ data }: { data?: ShownRow }) => (data ? <Effect row={data} /> : null),
    },
  ];
}

function Effect({ row }: { row: ShownRow }) {
  if (row.action === 'refuse')
    return (
      <>
        {row.problems.map((problem, at) => (
          <span key={`${problem.field} ${problem.code}`}>
            {at > 0 && ' '}
            <b className="bold">{problem.field}</b> {problem.message.replace(`${problem.field} `, '')}
          </span>
        ))}
      </>
    );
  if (row.action === 'unchanged') return <span className="mut">As it is</span>;
  if (row.action === 'create') return 'New listing';
  return (
    <>
      {row.changes.map((change, at) => (
        <span key={change.field}>
          {at > 0 && '; '}
          {change.field} <span className="old">{change.from}</span> {change.to}
        </span>
      ))}
    </>
  );
}
