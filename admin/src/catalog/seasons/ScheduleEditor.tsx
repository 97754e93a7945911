/** A season's games: typed as rows or read from a file, checked, then applied. */
import type { AdminSeason } from '@holdfast/shared/catalog';
import { ScheduleRows } from './ScheduleRows.tsx';
import { ScheduleSummary } from './ScheduleSummary.tsx';
import { ScheduleText } from './ScheduleText.tsx';
import { applyText, mayApply } from './scheduleText.ts';
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
      {plan && <ScheduleSummary plan={plan} schedule={schedule} />}
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
          disabled={isBusy || !plan || !mayApply(plan, schedule.move)}
          onClick={() => schedule.apply()}
        >
          {plan && mayApply(plan, schedule.move) ? applyText(plan, schedule.move) : 'Apply'}
        </button>
      </p>
    </section>
  );
}
