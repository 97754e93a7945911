import type { ImportFile, ImportRowDetail } from '@holdfast/shared/imports';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useGetOne } from 'react-admin';
import { Link, useParams, useSearchParams } from 'react-router';
import { OwnerLine } from '../owners/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { rowMoves } from '../ui/gridKeys.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { ServerGrid } from '../ui/ServerGrid.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import type { GridHandle } from '../ui/serverGridProps.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { type View, Views } from '../ui/Views.tsx';
import { busyStates, factsOf, mayBeMended, rowActions, rowLooks, type ShownRow } from './actions.ts';
import { reportAddress } from './api.ts';
import { CorrectionPanel } from './CorrectionPanel.tsx';
import { importColumns } from './columns.tsx';
import { ImportTally } from './ImportHead.tsx';
import { ImportRowPanel, wouldWords } from './ImportRowPanel.tsx';
import { MapColumns } from './MapColumns.tsx';
import { UndoPanel } from './UndoPanel.tsx';
import { useImportActions } from './useImportActions.ts';
import './imports.css';

/** One import: what each row would do and why, decisions, apply, undo. */
export function ImportShow() {
  const { id = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  const grid = useRef<GridHandle<ShownRow>>(null);
  const [row, setRow] = useState<ShownRow | null>(null);
  /** The line being corrected. Ctrl Enter then saves that row and never applies the file. */
  const [correcting, setMending] = useState<number | null>(null);
  const [corrected, setMended] = useState<ImportRowDetail | null>(null);
  const [undoing, setUndoing] = useState(false);
  const action = query.get('action') ?? 'all';
  const narrow = useNarrow(1360);
  const {
    data: file,
    error,
    refetch,
  } = useGetOne<ImportFile>(
    'imports',
    { id },
    {
      refetchInterval: ({ state }) => (state.data && busyStates.includes(state.data.state) ? 1000 : 15_000),
    },
  );
  useCrumbs('Consignment', 'Imports', file?.fileName ?? id);
  const { busy, problem, act } = useImportActions(id, refetch);

  const work = file ? file.counts.create + file.counts.change : 0;
  const may = (action: string) => Boolean(file?.accepts.includes(action)) && !busy;
  const show = (value: string) => setQuery({ action: value }, { replace: true });
  /** The row under the cursor; a new object with every answer, so effects must not depend on its identity. */
  const follow = (each: ShownRow | null) => {
    setMending((line) => (each?.line === line ? line : null));
    setRow(each);
  };
  const close = () => {
    setUndoing(false);
    follow(null);
  };
  useRowsThatFollow(file, grid, () => follow(null));
  /** Shows a corrected row as it reads now; in a view of refused rows the cursor moves to the next one. */
  const onMended = (detail: ImportRowDetail) => {
    const shown = { ...detail, id: detail.line };
    setRow(shown);
    grid.current?.put(shown);
    refetch();
    if (detail.action !== 'refuse') setMending(null);
    setMended(detail.action === 'refuse' ? null : detail);
    grid.current?.refresh();
    if (detail.action !== 'refuse') grid.current?.focus();
  };
  const hasRows = file !== undefined && file.state !== 'toMap' && file.state !== 'failed';
  useShortcuts([
    ...(hasRows ? rowKeys(grid, show) : []),
    ...(file?.state === 'checked' && may('check') && correcting === null
      ? [{ keys: 'c', does: 'check again', run: () => act({ action: 'check' }) }]
      : []),
    ...(may('apply') && correcting === null
      ? [
          {
            keys: 'Ctrl+Enter',
            does: `apply ${plural(work, 'row')}`,
            run: () => act({ action: 'apply' }),
            inFields: true,
          },
        ]
      : []),
    ...(may('undo') ? [{ keys: 'z', does: 'undo the file', run: () => setUndoing(true) }] : []),
    ...(correcting === null ? [{ keys: 'Escape', does: 'close the row', run: close, quiet: true }] : []),
  ]);
  const columns = useMemo(() => importColumns(narrow), [narrow]);
  const filter = useMemo(() => ({ importId: id, ...filterOf(action) }), [id, action]);

  if (error && !file)
    return <ErrorMessage what="This import couldn’t be loaded." error={error} retry={refetch} />;
  if (!file) return <Reading what="the file" />;
  const { counts } = file;
  const isMending = row !== null && correcting === row.line && mayBeMended(file, row);
  const panel = isMending ? (
    <CorrectionPanel
      key={row.line}
      file={file}
      row={row}
      onMended={onMended}
      close={() => setMending(null)}
    />
  ) : undoing ? (
    <UndoPanel
      file={file}
      busy={busy}
      undo={(reason) => {
        setUndoing(false);
        act({ action: 'undo', body: { reason } });
      }}
      close={() => setUndoing(false)}
    />
  ) : (
    row && (
      <ImportRowPanel
        file={file}
        row={row}
        busy={busy}
        act={act}
        startMending={() => setMending(row.line)}
        close={close}
      />
    )
  );
  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col">
        <PageHead
          title={file.fileName}
          mark={<StateMark kind="import" state={file.state} loud />}
          facts={factsOf(file)}
        >
          {counts.read > 0 && (
            <>
              <a className="btn" href={reportAddress(id, 'csv')} download>
                Report with reasons, CSV
              </a>
              <a className="btn" href={reportAddress(id, 'xlsx')} download>
                XLSX
              </a>
            </>
          )}
          {file.state === 'checked' && (
            <>
              <button
                type="button"
                className="btn"
                disabled={!may('check')}
                onClick={() => act({ action: 'check' })}
              >
                Check again <kbd>c</kbd>
              </button>
              <button
                type="button"
                className="btn p"
                disabled={!may('apply')}
                onClick={() => act({ action: 'apply' })}
              >
                Apply {plural(work, 'row')} {correcting === null && <kbd>Ctrl Enter</kbd>}
              </button>
            </>
          )}
          {may('undo') && (
            <button type="button" className="btn" onClick={() => setUndoing(true)}>
              Undo <kbd>z</kbd>
            </button>
          )}
          {file.state === 'done' && (
            <Link className="btn p" to="/to-approve">
              Open the queue
            </Link>
          )}
        </PageHead>
        {corrected && file.state === 'checked' && (
          <p className="note success import-effect" role="status">
            Row {corrected.line} is mended: it {wouldWords[corrected.action]}.
          </p>
        )}
        {problem && (
          <p className="note danger import-effect" role="alert">
            {problem}
          </p>
        )}
        {file.state === 'toMap' ? (
          <MapColumns
            file={file}
            busy={busy}
            save={(fields) => act({ action: 'mapping', body: { fields } })}
          />
        ) : file.state === 'failed' ? (
          <Empty because={file.failure ?? 'It failed, and nothing more is known.'}>
            <Link className="btn" to="/imports/create">
              Upload another file
            </Link>
          </Empty>
        ) : (
          <>
            <ImportTally file={file} />
            {file.state === 'checked' && file.counts.waits > 0 && (
              <div className="import-owner">
                <OwnerLine
                  owner={file.owner}
                  busy={busy}
                  assign={(owner) => act({ action: 'owner', body: { ownerId: owner?.id ?? null } })}
                />
              </div>
            )}
            <Views param="action" label="Rows by outcome" views={viewsOf(file)}>
              <span>
                In the order of the file
                {file.state === 'checked' &&
                  file.checkedInMs !== null &&
                  `, checked in ${(file.checkedInMs / 1000).toFixed(1)} s`}
              </span>
            </Views>
            <ServerGrid<ShownRow>
              ref={grid}
              label="Rows of the file"
              resource="importRows"
              filter={filter}
              sort={{ field: 'line', order: 'asc' }}
              columns={columns}
              onCursor={follow}
              empty={<Empty because="No row of this kind." />}
            />
          </>
        )}
      </div>
      {panel}
    </div>
  );
}

/** Shortcuts to move between rows and to filter by outcome. */
function rowKeys(grid: { current: GridHandle<ShownRow> | null }, show: (action: string) => void) {
  return [
    ...rowMoves(grid),
    { keys: '0', does: 'all rows', run: () => show('all') },
    ...rowActions.map((each, at) => ({
      keys: String(at + 1),
      does: rowLooks[each].tally,
      run: () => show(each),
    })),
  ];
}

/** Reads the rows again when work on the file ends. */
function useRowsThatFollow(
  file: ImportFile | undefined,
  grid: { current: GridHandle<ShownRow> | null },
  forget: () => void,
) {
  const queries = useQueryClient();
  const state = file?.state;
  const before = useRef(state);
  useEffect(() => {
    const had = before.current;
    before.current = state;
    if (had === undefined || had === state) return;
    forget();
    grid.current?.refresh();
    queries.invalidateQueries({ queryKey: ['rail'] });
  }, [state, queries, grid, forget]);
}

function filterOf(action: string): Record<string, string> {
  if (action === 'waits') return { waits: 'true' };
  if (action === 'kept' || action === 'undone') return { undo: action };
  return action === 'all' ? {} : { action };
}

function viewsOf({ counts }: ImportFile): View[] {
  return [
    { value: 'all', name: 'All', count: counts.read },
    ...rowActions.map((each) => ({ value: each, name: rowLooks[each].word, count: counts[each] })),
    ...(counts.waits > 0 ? [{ value: 'waits', name: 'Waits for a person', count: counts.waits }] : []),
    ...(counts.undone > 0 ? [{ value: 'undone', name: 'Taken back', count: counts.undone }] : []),
    ...(counts.kept > 0 ? [{ value: 'kept', name: 'Kept', count: counts.kept }] : []),
  ];
}
