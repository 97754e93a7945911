/** How far a run is, and what came of it, in words and marks. */
import type { CatalogRun, RunCounts } from '@holdfast/shared/catalogs';
import { countOf, plural } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';

export const isUnderWay = (run: Pick<CatalogRun, 'state'> | null | undefined) =>
  run?.state === 'queued' || run?.state === 'running';

const looks = {
  queued: { shape: 'ring', tone: 'neutral', word: 'Queued' },
  running: { shape: 'half', tone: 'info', word: 'Under way' },
  done: { shape: 'tick', tone: 'success', word: 'Done' },
  failed: { shape: 'cross', tone: 'danger', word: 'Failed' },
} as const;

export function RunMark({ run, loud }: { run: Pick<CatalogRun, 'state'>; loud?: boolean }) {
  const { shape, tone, word } = looks[run.state];
  return (
    <Mark shape={shape} tone={tone} loud={loud}>
      {word}
    </Mark>
  );
}

/** `Reading events, page 3 of 5` */
export function progressOf({ state, stage, pagesDone, pagesTotal }: CatalogRun): string {
  if (state === 'queued') return 'Waits for its turn';
  if (stage === 'offer') return 'Handing the lots to the desk';
  const what = stage === 'events' ? 'Reading events' : 'Reading lots';
  return pagesTotal === null
    ? `${what}, ${plural(pagesDone, 'page')} so far`
    : `${what}, ${countOf(pagesDone)} of ${plural(pagesTotal, 'page')}`;
}

export function RunProgress({ run }: { run: CatalogRun }) {
  const words = progressOf(run);
  const isCounted = run.pagesTotal !== null && run.state === 'running';
  return (
    <span className="run-progress">
      {words}{' '}
      <progress
        aria-label={words}
        {...(isCounted ? { value: run.pagesDone, max: Math.max(run.pagesTotal ?? 0, 1) } : {})}
      />
    </span>
  );
}

/** What of the counts somebody acts on, in one line: `24 events: 20 matched, 4 wait; 14 lots: 9 new`. */
export function outcomeOf(counts: RunCounts): string {
  const some = (parts: ReadonlyArray<readonly [number | undefined, string]>) =>
    parts.filter(([count]) => count).map(([count, word]) => `${countOf(count ?? 0)} ${word}`);
  const events = some([
    [counts.fresh, 'new'],
    [counts.matched, 'matched'],
    [counts.moved, 'moved'],
    [counts.changed, 'changed status'],
    [counts.waiting, 'to match'],
    [counts.failed, 'failed'],
  ]);
  const lots = some([
    [counts.lotsNew, 'new'],
    [counts.lotsChanged, 'changed'],
    [counts.lotsWaiting, 'wait for their event'],
    [counts.lotsGone, 'gone'],
  ]);
  const parts = [`${plural(counts.events ?? 0, 'event')}${told(events)}`];
  if (counts.lots !== undefined) parts.push(`${plural(counts.lots, 'lot')}${told(lots)}`);
  return parts.join('; ');
}

const told = (parts: readonly string[]) => (parts.length === 0 ? ', nothing new' : `: ${parts.join(', ')}`);
