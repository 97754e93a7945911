import type { BulkRun } from '@holdfast/shared/listings';
import { useNavigate } from 'react-router';
import { isUndoable } from '../listings/actions/actionConfig.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { saveText, toCsv } from '../ui/csv.ts';
import { DeskShow } from '../ui/DeskShow.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { RunRows } from './RunRows.tsx';
import { RunStateMark } from './RunStateMark.tsx';
import { reportLines } from './report.ts';
import { runDetail, runProgress, runTitle } from './runText.ts';
import { useRetry } from './useRetry.ts';
import { useUndoRun } from './useUndoRun.ts';

const whileRunning = (run: BulkRun | undefined) => (run?.state === 'running' ? 700 : 0);

/** A bulk run's report. Refused rows can be retried, and what it did undone. */
export function RunShow() {
  return (
    <DeskShow<BulkRun> what="the report" refreshMs={whileRunning}>
      {(run) => <Page run={run} />}
    </DeskShow>
  );
}

function Page({ run }: { run: BulkRun }) {
  const navigate = useNavigate();
  useCrumbs('Consignment', 'Bulk runs', runTitle(run));
  const retrying = useRetry(run);
  const undo = useUndoRun(run, (made) => navigate(`/bulk-runs/${made.id}/show`));
  const isDone = run.state === 'done';
  const canRetry = isDone && retrying.possible > 0;
  const canUndo = isDone && isUndoable(run.action.action) && run.done > 0;
  const download = async () => saveText(`bulk-run-${run.id}.csv`, toCsv(await reportLines(run.id)));
  useShortcuts([
    ...(canRetry ? [{ keys: 'r', does: 'retry what was left out', run: retrying.retry }] : []),
    ...(canUndo ? [{ keys: 'z', does: 'undo it', run: undo.ask }] : []),
    { keys: 'd', does: 'download', run: download },
    { keys: 'Escape', does: 'leave', run: () => (undo.asked ? undo.leave() : navigate(-1)), quiet: true },
    ...(undo.asked ? [{ keys: 'Enter', does: 'undo them', run: undo.confirm }] : []),
  ]);
  const detail = runDetail(run);
  const problem = retrying.error ?? undo.error;
  return (
    <div className="col scrolls">
      <PageHead
        title={runTitle(run)}
        mark={<RunStateMark run={run} loud />}
        facts={`${runProgress(run)}. ${run.createdBy}, ${workTime(run.createdAt)}.${detail ? ` ${detail}.` : ''}`}
      >
        <button type="button" className="btn" onClick={download}>
          Download CSV <kbd>d</kbd>
        </button>
        {canUndo && (
          <button type="button" className="btn" onClick={undo.ask}>
            Undo <kbd>z</kbd>
          </button>
        )}
        {canRetry && (
          <button type="button" className="btn p" disabled={retrying.busy} onClick={retrying.retry}>
            {retrying.possible < run.refused
              ? `Retry ${countOf(retrying.possible)} of the ${countOf(run.refused)} left out`
              : `Retry the ${countOf(run.refused)} left out`}{' '}
            <kbd>r</kbd>
          </button>
        )}
      </PageHead>
      <RunRows run={run}>
        {problem && (
          <p className="note danger" role="alert">
            {problem} Nothing was changed.
          </p>
        )}
        {undo.asked && <UndoQuestion undo={undo} />}
      </RunRows>
    </div>
  );
}

function UndoQuestion({ undo }: { undo: ReturnType<typeof useUndoRun> }) {
  return (
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
  );
}
