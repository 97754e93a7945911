/** What applying a checked schedule does. */
import type { SchedulePlan } from '@holdfast/shared/schedules';
import { plural } from '../../ui/figures.tsx';

/** @param move held games that move at once, by their ids */
function effectsOf({ counts: { created, changed }, rows }: SchedulePlan, move: readonly string[]) {
  const isWaitingAnew = (row: SchedulePlan['rows'][number]) =>
    row.outcome === 'held' && row.changeId === null && !(row.eventId !== null && move.includes(row.eventId));
  return {
    added: created,
    moved: changed + move.length,
    waiting: rows.filter(isWaitingAnew).length,
    dropped: rows.filter(({ outcome, changeId }) => outcome === 'unchanged' && changeId !== null).length,
  };
}

/** Whether there is something to apply, and nothing is refused. */
export function mayApply(plan: SchedulePlan, move: readonly string[]): boolean {
  const { added, moved, waiting, dropped } = effectsOf(plan, move);
  return plan.counts.refused === 0 && added + moved + waiting + dropped > 0;
}

/** `Add 3 games, move 1 game and hold 2 games` */
export function applyText(plan: SchedulePlan, move: readonly string[]): string {
  const { added, moved, waiting, dropped } = effectsOf(plan, move);
  const parts = [
    added > 0 ? `add ${plural(added, 'game')}` : '',
    moved > 0 ? `move ${plural(moved, 'game')}` : '',
    waiting > 0 ? `hold ${plural(waiting, 'game')}` : '',
    dropped > 0 ? `drop ${plural(dropped, 'held move')}` : '',
  ].filter(Boolean);
  const text = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
