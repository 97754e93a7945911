import type { SchedulePlan } from '@holdfast/shared/schedules';
import { plural } from '../../ui/figures.tsx';
import type { useSchedule } from './useSchedule.ts';

/** What the last check found in all, and what is asked of whoever applies it. */
export function ScheduleSummary({
  plan,
  schedule: { make, move, turnAll, removeRefused },
}: {
  plan: SchedulePlan;
  schedule: ReturnType<typeof useSchedule>;
}) {
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
      </p>
      {held > 0 && (
        <p>
          Orders or holds hang on the games that are held. Tick those that move now; the others stay as they
          are, and wait among the games to decide.{' '}
          {held > 1 && move.length < held && (
            <button type="button" className="link" onClick={turnAll}>
              Tick all {held}
            </button>
          )}
        </p>
      )}
      {plan.unknownTeams.length > 0 && (
        <p>
          Not in the catalogue: {plan.unknownTeams.join(', ')}. Correct the names, or{' '}
          <button type="button" className="link" onClick={() => make(plan.unknownTeams)}>
            make {plan.unknownTeams.length === 1 ? 'this team' : 'these teams'}
          </button>
          .
        </p>
      )}
      {refused > 0 && (
        <p>
          Nothing is applied while a game is refused. Correct it
          {refused < plan.rows.length && (
            <>
              , or{' '}
              <button type="button" className="link" onClick={removeRefused}>
                remove the refused {plural(refused, 'game')}
              </button>
            </>
          )}
          .
        </p>
      )}
    </div>
  );
}
