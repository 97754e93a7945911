/** A season's games: typed as rows or read from a file, checked, then applied. */
import type { AdminSeason } from '@holdfast/shared/catalog';
import type { SchedulePlan } from '@holdfast/shared/schedules';
import { plural } from '../../ui/figures.tsx';
import { ScheduleRows } from './ScheduleRows.tsx';
import { ScheduleText } from './ScheduleText.tsx';
import './schedule.css';
import { useSchedule } from './useSchedule.ts';

export function ScheduleEditor({
  season,
  onApplied,
}: {
  season: AdminSeason;
  onApplied: () => Promise<unknown>;
}) {
  const schedule = useSchedule(season.id, season.performer.name, onApplied);
  const { plan, error, isBusy } = schedule;
  return (
    <section className="sec" aria-label="Schedule">
      <h2>
        Add or change games{' '}
        <small>
          wall time at the venue; an empty time is decided later, an empty venue is the team’s own
        </small>
      </h2>
      <ScheduleText seasonId={season.id} take={schedule.take} />
      <ScheduleRows schedule={schedule} />
      {error && (
        <p className="note danger" role="alert">
          {error.message}
        </p>
      )}
      {plan && <Summary plan={plan} make={schedule.make} />}
      <p className="schedule-buttons">
        <button type="button" className="btn" onClick={schedule.add}>
          Add a game
        </button>{' '}
        <button
          type="button"
          className="btn"
          disabled={isBusy || schedule.rows.length === 0}
          onClick={schedule.check}
        >
          Check the rows
        </button>{' '}
        <button
          type="button"
          className="btn p"
          disabled={isBusy || !mayApply(plan, schedule.move.length)}
          onClick={() => schedule.apply()}
        >
          {plan && mayApply(plan, schedule.move.length) ? applyText(plan, schedule.move.length) : 'Apply'}
        </button>
      </p>
    </section>
  );
}

/** @param decided how many held games move nevertheless */
const mayApply = (plan: SchedulePlan | null, decided: number) =>
  plan !== null && plan.counts.refused === 0 && plan.counts.created + plan.counts.changed + decided > 0;

function applyText({ counts: { created, changed } }: SchedulePlan, decided: number): string {
  const moved = changed + decided;
  const parts = [
    created > 0 ? `add ${plural(created, 'game')}` : '',
    moved > 0 ? `move ${plural(moved, 'game')}` : '',
  ].filter(Boolean);
  const text = parts.join(' and ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Summary({ plan, make }: { plan: SchedulePlan; make: (names: readonly string[]) => void }) {
  const { created, changed, held, unchanged, leftOut, refused } = plan.counts;
  const none = created + changed + held + refused === 0;
  return (
    <div className="note" role="status">
      <p>
        {none ? '0 changes. ' : ''}
        {created} new, {changed} changed, {held > 0 && `${held} held, `}
        {unchanged} unchanged, {leftOut} left out, {refused} refused.
        {plan.notNamed > 0 &&
          ` ${plural(plan.notNamed, 'game')} of the season in no row: ${plan.notNamed === 1 ? 'it stays' : 'they stay'} as before.`}
        {changed + held > 0 &&
          ' Of games that move to another venue the holds end; fans who bought are told of every move.'}
        {held > 0 && ' Orders or holds hang on the games that are held: tick those that move.'}
      </p>
      {plan.unknownTeams.length > 0 && (
        <p>
          Not in the catalogue: {plan.unknownTeams.join(', ')}. Correct the names, or{' '}
          <button type="button" className="link" onClick={() => make(plan.unknownTeams)}>
            make {plan.unknownTeams.length === 1 ? 'this team' : 'these teams'}
          </button>
          .
        </p>
      )}
    </div>
  );
}
