/** A rule's last run, and the buttons that run and switch it. */
import type { SavedPriceRule } from '@holdfast/shared/listings';
import { Link } from 'react-router';
import { countOf } from '../ui/figures.tsx';
import { workTime } from '../ui/time.ts';
import { useRuleActions } from './useRuleActions.ts';

/** The last run, with the way to its report. */
export function LastRun({ last }: Pick<SavedPriceRule, 'last'>) {
  if (!last) return <span className="fnt">not yet</span>;
  if (last.runId === null)
    return (
      <span className="wn">
        {workTime(last.at)}: {last.problem}
      </span>
    );
  return (
    <Link to={`/bulk-runs/${last.runId}/show`}>
      {workTime(last.at)}: {countOf(last.done)} done{last.isRunning && ' so far'}
      {last.refused > 0 && `, ${countOf(last.refused)} left out`}
    </Link>
  );
}

export function RuleButtons({
  rule,
  onChanged,
}: {
  rule: SavedPriceRule;
  onChanged?: (changed: SavedPriceRule) => void;
}) {
  const { busy, run, toggle } = useRuleActions(rule, onChanged);
  return (
    <span className="acts">
      <button type="button" className="btn" disabled={busy} onClick={run}>
        Run now
      </button>{' '}
      <button type="button" className="btn" disabled={busy} onClick={toggle}>
        {rule.isOn ? 'Switch off' : 'Switch on'}
      </button>
    </span>
  );
}
