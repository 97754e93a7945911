import type { Role } from '@holdfast/shared/accounts';
import type { BulkRun } from '@holdfast/shared/listings';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { Link } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { call } from '../dataProvider/index.ts';
import { notifyListingsChanged } from '../listings/listingsChanged.ts';
import { countOf } from '../ui/figures.tsx';
import { runProgress } from './runText.ts';

/** Polling intervals in milliseconds: while a run is under way, and while none is known. */
const runningMs = 700;
const idleMs = 20_000;
/** How long a finished run stays in the shortcut bar, in milliseconds. */
const staysMs = 5 * 60_000;
const place = 'holdfast.seenRun';

/** Progress and result of the person's own bulk run in the shortcut bar; survives a reload. */
export function RunProgress() {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const queries = useQueryClient();
  const [seen, setSeen] = useState(() => sessionStorage.getItem(place));
  const { data } = useQuery({
    queryKey: ['bulkRuns', 'mine'],
    queryFn: () => call<{ data: BulkRun[] }>('/admin/bulk-runs?mine=true&perPage=5'),
    enabled: mayOpen('listings', roles),
    refetchInterval: ({ state }) =>
      state.data?.data.some((run) => run.state === 'running') ? runningMs : idleMs,
  });
  const runs = data?.data ?? [];
  const run = runs.find(({ state }) => state === 'running') ?? runs[0];
  // A finished run changed listings, so lists and counts are read again; a short one was never seen running.
  const doneBefore = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!data) return;
    const done = new Set(data.data.flatMap(({ id, doneAt }) => (doneAt === null ? [] : `${id} ${doneAt}`)));
    const before = doneBefore.current;
    doneBefore.current = done;
    if (before && [...done].some((each) => !before.has(each))) {
      for (const key of ['counts', 'bulk-runs', 'bulkRunRows', 'listings'])
        queries.invalidateQueries({ queryKey: [key] });
      notifyListingsChanged();
    }
  }, [data, queries]);
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
      <Link to={`/bulk-runs/${run.id}/show`}>{runProgress(run)}</Link>
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
        <button type="button" aria-label="Dismiss" onClick={putAway}>
          ×
        </button>
      )}
    </span>
  );
}
