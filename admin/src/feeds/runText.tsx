/** A run's progress and result as text and marks. */
import type { FeedRun, RunCounts } from '@holdfast/shared/feeds';
import { countOf, plural } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';

export const isUnderWay = (run: Pick<FeedRun, 'state'> | null | undefined) =>
  run?.state === 'queued' || run?.state === 'running';

const looks = {
  queued: { shape: 'ring', tone: 'neutral', word: 'Queued' },
  running: { shape: 'half', tone: 'info', word: 'Under way' },
  done: { shape: 'tick', tone: 'success', word: 'Done' },
  failed: { shape: 'cross', tone: 'danger', word: 'Failed' },
} as const;

export function RunMark({ run, loud }: { run: Pick<FeedRun, 'state'>; loud?: boolean }) {
  const { shape, tone, word } = looks[run.state];
  return (
    <Mark shape={shape} tone={tone} loud={loud}>
      {word}
    </Mark>
  );
}

/** `Reading events, page 3 of 5` */
export function progressOf({ state, stage, pagesDone, pagesTotal }: FeedRun): string {
  if (state === 'queued') return 'Waits for its turn';
  if (stage === 'offer') return 'Handing the listings to staff';
  const what = stage === 'events' ? 'Reading events' : 'Reading listings';
  return pagesTotal === null
    ? `${what}, ${plural(pagesDone, 'page')} so far`
    : `${what}, ${countOf(pagesDone)} of ${plural(pagesTotal, 'page')}`;
}

export function RunProgress({ run }: { run: FeedRun }) {
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

/** The counts that matter to staff, in one line: `24 events: 20 matched, 4 wait; 14 listings: 9 new`. */
export function outcomeOf(counts: RunCounts): string {
  const some = (parts: ReadonlyArray<readonly [number | undefined, string]>) =>
    parts.filter(([count]) => count).map(([count, word]) => `${countOf(count ?? 0)} ${word}`);
  const events = some([
    [counts.fresh, 'new'],
    [counts.matched, 'matched'],
    [counts.toDecide, counts.toDecide === 1 ? 'needs your decision' : 'need your decision'],
    [counts.moved, 'moved'],
    [counts.changed, 'changed status'],
    [counts.waiting, 'to match'],
    [counts.failed, 'failed'],
  ]);
  const listings = some([
    [counts.listingsNew, 'new'],
    [counts.listingsChanged, 'changed'],
    [counts.listingsWaitingCount, 'wait for their event'],
    [counts.listingsGone, 'gone'],
  ]);
  const parts = [`${plural(counts.events ?? 0, 'event')}${countsText(events)}`];
  if (counts.listings !== undefined)
    parts.push(`${plural(counts.listings, 'listing')}${countsText(listings)}`);
  return parts.join('; ');
}

const countsText = (parts: readonly string[]) =>
  parts.length === 0 ? ', nothing new' : `: ${parts.join(', ')}`;
