import type { Role } from '@holdfast/shared/accounts';
import type { BulkRun } from '@holdfast/shared/consignment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { Link } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { call } from '../dataProvider/index.ts';
import { sayListingsChanged } from '../listings/changed.ts';
import { countOf } from '../ui/figures.tsx';
import { runProgress } from './runWords.ts';

/** How often a running one is asked, and how often whether there is one, in milliseconds. */
const runningMs = 700;
const idleMs = 20_000;
/** How long what is done stays in the key line. */
const staysMs = 5 * 60_000;
const place = 'holdfast.seenRun';

/** My work in the background, in the key line: how far, and then what came of it; it survives a reload. */
export function RunProgress() {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const queries = useQueryClient();
  const [seen, setSeen] = useState(() => sessionStorage.getItem(place));
  const { data } = useQuery({
    queryKey: ['bulkRuns', 'mine'],
    queryFn: () => call<{ data: BulkRun[] }>('/office/bulk-runs?mine=true&perPage=5'),
    enabled: mayOpen('listings', roles),
    refetchInterval: ({ state }) =>
      state.data?.data.some((run) => run.state === 'running') ? runningMs : idleMs,
  });
  const runs = data?.data ?? [];
  const run = runs.find(({ state }) => state === 'running') ?? runs[0];
  // What it changed is on the page: lists and counts are read again when it is done.
  const wasRunning = useRef<string | null>(null);
  useEffect(() => {
    if (run?.state === 'running') wasRunning.current = run.id;
    else if (run && wasRunning.current === run.id) {
      wasRunning.current = null;
      for (const key of ['queues', 'rail', 'viewCount', 'bulkRun', 'listings'])
        queries.invalidateQueries({ queryKey: [key] });
      sayListingsChanged();
    }
  }, [run, queries]);
  if (!run) return null;
  const isOld = run.doneAt !== null && Date.now() - Date.parse(run.doneAt) > staysMs;
  if (run.state === 'done' && (isOld || seen === `${run.id} ${run.doneAt}`)) return null;
  const far = run.listings === 0 ? 1 : (run.done + run.refused) / run.listings;
  const putAway = () => {
    const mark = `${run.id} ${run.doneAt}`;
    sessionStorage.setItem(place, mark);
    setSeen(mark);
  };
  return (
    <span className="run">
      <Link to={`/bulk-runs/${run.id}`}>{runProgress(run)}</Link>
      {run.state === 'running' ? (
        <i
          className="bar"
          role="progressbar"
          aria-label="Bulk run"
          aria-valuemin={0}
          aria-valuemax={run.listings}
          aria-valuenow={run.done + run.refused}
          aria-valuetext={`${countOf(run.done + run.refused)} of ${countOf(run.listings)}`}
        >
          <b style={{ width: `${far * 100}%` }} />
        </i>
      ) : (
        <button type="button" aria-label="Put this away" onClick={putAway}>
          ×
        </button>
      )}
    </span>
  );
}
