import type { RunCounts } from '@holdfast/shared/feeds';
import { countOf } from '../ui/figures.tsx';

const tallies: ReadonlyArray<readonly [keyof RunCounts, string]> = [
  ['events', 'events read'],
  ['fresh', 'seen first'],
  ['matched', 'matched'],
  ['toDecide', 'need your decision'],
  ['moved', 'moved'],
  ['changed', 'changed status'],
  ['unchanged', 'as before'],
  ['ignored', 'passed over'],
  ['waiting', 'to match'],
  ['failed', 'failed'],
  ['listings', 'listings read'],
  ['listingsNew', 'listings new'],
  ['listingsChanged', 'listings changed'],
  ['listingsUnchanged', 'listings unchanged'],
  ['listingsWaitingCount', 'listings without event'],
  ['listingsGone', 'listings gone'],
];

/** What a run counted, as far as it has counted it. */
export function RunTally({ counts }: { counts: RunCounts }) {
  const shown = tallies.filter(([name]) => counts[name] !== undefined);
  if (shown.length === 0) return null;
  return (
    <div className="run-tally">
      {shown.map(([name, words]) => (
        <span key={name}>
          <b className={counts[name] === 0 ? 'fnt' : undefined}>{countOf(counts[name] ?? 0)}</b> {words}
        </span>
      ))}
    </div>
  );
}
