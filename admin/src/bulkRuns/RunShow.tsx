import type { BulkRun, BulkRunRow } from '@holdfast/shared/listings';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { call, newKey } from '../dataProvider/index.ts';
import { forgetLast, useUndoable } from '../listings/pricing/undoable.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { saveText, toCsv } from '../ui/csv.ts';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Reading } from '../ui/Reading.tsx';
import { RuledTable } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { pageIn, useAddress } from '../ui/useAddress.ts';
import { Views } from '../ui/Views.tsx';
import { runDetail, runProgress, runTitle } from './runText.ts';

const perPage = 200;

const marks = {
  done: { shape: 'tick', tone: 'success', word: 'Done' },
  refused: { shape: 'cross', tone: 'danger', word: 'Left out' },
  waiting: { shape: 'ring', tone: 'neutral', word: 'Waits' },
} as const;

/** A bulk run's report: each listing with its outcome. Refused rows can be retried. */
export function RunShow() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const [query] = useAddress();
  const outcome = query.get('outcome') ?? 'all';
  const page = pageIn(query);
  const run = useQuery({
    queryKey: ['bulkRun', id],
    queryFn: () => call<BulkRun>(`/admin/bulk-runs/${id}`),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 700 : false),
  });
  const { data } = run;
  const rows = useQuery({
    queryKey: ['bulkRun', id, 'rows', outcome, page, data && data.done + data.refused],
    queryFn: () =>
      call<{ data: BulkRunRow[]; total: number }>(`${rowsPath(id, outcome)}&perPage=${perPage}&page=${page}`),
    placeholderData: (before) => before,
    enabled: data !== undefined,
  });
  useCrumbs('Consignment', 'Bulk runs', data ? runTitle(data) : id);
  const retrying = useRetry(id);
  const isDone = data?.state === 'done';
  const canRetry = isDone && data.refused > 0;
  const canUndo = isDone && data.action.action === 'price' && data.done > 0;
  const download = async () => data && saveText(`bulk-run-${id}.csv`, toCsv(await allRows(id)));
  const undo = useUndoRun(id, (made) => navigate(`/bulk-runs/${made.id}`));
  useShortcuts([
    ...(canRetry ? [{ keys: 'r', does: 'retry the left out', run: retrying.retry }] : []),
    ...(canUndo ? [{ keys: 'z', does: 'undo these prices', run: undo.ask }] : []),
    { keys: 'd', does: 'download', run: download },
    { keys: 'Escape', does: 'leave', run: () => (undo.asked ? undo.leave() : navigate(-1)), quiet: true },
    ...(undo.asked ? [{ keys: 'Enter', does: 'undo them', run: undo.confirm }] : []),
  ]);
  if (run.error && !data)
    return <ErrorMessage what="This report couldn’t be loaded." error={run.error} retry={run.refetch} />;
  if (!data) return <Reading what="the bulk run" />;
  const detail = runDetail(data);
  return (
    <div className="col scrolls">
      <PageHead
        title={runTitle(data)}
        mark={
          <Mark shape={isDone ? 'tick' : 'half'} tone={isDone ? 'success' : 'info'} loud>
            {isDone ? 'Done' : 'Under way'}
          </Mark>
        }
        facts={`${runProgress(data)}. ${data.createdBy}, ${workTime(data.createdAt)}.${detail ? ` ${detail}.` : ''}`}
      >
        <button type="button" className="btn" onClick={download}>
          Download CSV <kbd>d</kbd>
        </button>
        {canUndo && (
          <button type="button" className="btn" onClick={undo.ask}>
            Undo these prices <kbd>z</kbd>
          </button>
        )}
        {canRetry && (
          <button type="button" className="btn p" disabled={retrying.busy} onClick={retrying.retry}>
            Retry the {countOf(data.refused)} left out <kbd>r</kbd>
          </button>
        )}
      </PageHead>
      <Views
        param="outcome"
        label="Rows by outcome"
        views={[
          { value: 'all', name: 'All', count: data.listings },
          { value: 'refused', name: 'Left out', count: data.refused },
          { value: 'done', name: 'Done', count: data.done },
        ]}
      />
      <div className="body" style={{ paddingTop: 8 }}>
        {(retrying.error ?? undo.error) && (
          <p className="note danger" role="alert">
            {retrying.error ?? undo.error} Nothing was changed.
          </p>
        )}
        {undo.asked && (
          <div className="note info">
            <p>{undo.words}</p>
            <p>
              <button type="button" className="btn p" disabled={!undo.can} onClick={undo.confirm}>
                {undo.verb} <kbd>Enter</kbd>
              </button>{' '}
              <button type="button" className="btn t" onClick={undo.leave}>
                Close <kbd>Esc</kbd>
              </button>
            </p>
          </div>
        )}
        {rows.error && !rows.data ? (
          <ErrorMessage what="The rows couldn’t be loaded." error={rows.error} retry={rows.refetch} />
        ) : rows.data?.total === 0 ? (
          <Empty because={outcome === 'refused' ? 'Nothing was left out.' : 'No row is done yet.'} />
        ) : (
          <RuledTable<BulkRunRow & { id: string }>
            label="Report"
            rows={(rows.data?.data ?? []).map((row) => ({ ...row, id: row.listingId }))}
            waiting={rows.isPlaceholderData || rows.isPending}
            columns={[
              {
                head: 'Listing',
                cell: (row) => (
                  <Link className="key" to={`/listings/${row.listingId}/show`}>
                    {row.label || row.listingId}
                  </Link>
                ),
              },
              {
                head: 'Outcome',
                cell: (row) => (
                  <Mark shape={marks[row.outcome].shape} tone={marks[row.outcome].tone}>
                    {marks[row.outcome].word}
                  </Mark>
                ),
              },
              { head: 'Why', cell: (row) => row.message ?? <span className="fnt">–</span>, wraps: true },
            ]}
          />
        )}
        <Pager total={rows.data?.total ?? 0} perPage={perPage} />
      </div>
    </div>
  );
}

const rowsPath = (id: string, outcome: string) =>
  `/admin/bulk-runs/${id}/rows?${outcome === 'all' ? '' : `outcome=${outcome}`}`;

/** The report as CSV rows; `toCsv` escapes cells that begin like a formula. */
async function allRows(id: string): Promise<string[][]> {
  const lines: string[][] = [['listing', 'label', 'outcome', 'code', 'why']];
  for (let page = 1; ; page += 1) {
    const { data, total } = await call<{ data: BulkRunRow[]; total: number }>(
      `${rowsPath(id, 'all')}&perPage=1000&page=${page}`,
    );
    for (const row of data)
      lines.push([row.listingId, row.label, marks[row.outcome].word, row.code ?? '', row.message ?? '']);
    if (data.length === 0 || lines.length > total) return lines;
  }
}

function useRetry(id: string) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setTrouble] = useState<string | null>(null);
  async function retry() {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      await call(`/admin/bulk-runs/${id}/retry`, { method: 'POST' });
      await queries.invalidateQueries({ queryKey: ['bulkRun', id] });
      queries.invalidateQueries({ queryKey: ['bulkRuns'] });
    } catch (refusal) {
      setTrouble(refusal instanceof Error ? refusal.message : 'That didn’t work.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, retry };
}

/** Undoes a run's prices by another run, after a preview of how many still can be undone. */
function useUndoRun(id: string, onMade: (run: BulkRun) => void) {
  const queries = useQueryClient();
  const undoable = useUndoable();
  const [asked, setAsked] = useState(false);
  const [error, setTrouble] = useState<string | null>(null);
  const key = useRef(newKey());
  const body = { action: { action: 'undoPrice' }, filter: { runId: id } };
  const preview = useQuery({
    queryKey: ['undoRun', id],
    queryFn: () =>
      call<{ done: number; refused: number }>('/admin/bulk-runs/preview', { method: 'POST', body }),
    enabled: asked,
    gcTime: 0,
    staleTime: 0,
  });
  const can = (preview.data?.done ?? 0) > 0;
  async function confirm() {
    if (!can) return;
    try {
      const made = await call<BulkRun>('/admin/bulk-runs', {
        method: 'POST',
        body,
        idempotencyKey: key.current,
      });
      const last = undoable.at(-1);
      if (last?.by === 'run' && last.runId === id) forgetLast();
      setAsked(false);
      queries.invalidateQueries({ queryKey: ['bulkRuns'] });
      onMade(made);
    } catch (refusal) {
      setTrouble(refusal instanceof Error ? refusal.message : 'That didn’t work.');
    }
  }
  return {
    asked,
    error,
    can,
    ask: () => setAsked(true),
    leave: () => setAsked(false),
    confirm,
    verb: preview.data ? `Undo the price of ${plural(preview.data.done, 'listing')}` : 'Undo',
    words: preview.error
      ? preview.error.message
      : !preview.data
        ? 'Looking how many can still be undone…'
        : `${plural(preview.data.done, 'price')} can still be undone${
            preview.data.refused > 0
              ? `; ${countOf(preview.data.refused)} can’t, because something was sold or changed since`
              : ''
          }. Nothing has happened yet.`,
  };
}
