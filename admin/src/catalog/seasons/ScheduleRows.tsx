import type { ReadRow, RowOutcome, SchedulePlan } from '@holdfast/shared/schedules';
import { Link } from 'react-router';
import type { EditedRow, useSchedule } from './useSchedule.ts';

const fields = [
  ['date', 'Date', '2026-12-05'],
  ['time', 'Time', 'TBD'],
  ['away', 'Away', 'Team'],
  ['home', 'Home', 'Team'],
  ['venue', 'Venue', 'The team’s own'],
] as const satisfies ReadonlyArray<readonly [keyof ReadRow, string, string]>;

const outcomeNames: Record<RowOutcome, string> = {
  created: 'New',
  changed: 'Changed',
  held: 'Held',
  unchanged: 'Unchanged',
  leftOut: 'Left out',
  refused: 'Refused',
};

/** The rows with what the last check says of each. */
export function ScheduleRows({ schedule }: { schedule: ReturnType<typeof useSchedule> }) {
  const { rows, plan } = schedule;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="schedule-rows" tabIndex={0} aria-label="Games">
      <table>
        <thead>
          <tr>
            {fields.map(([field, label]) => (
              <th key={field} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">What becomes of it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={row.key} row={row} at={at} found={plan?.rows[at]} schedule={schedule} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  row,
  at,
  found,
  schedule,
}: {
  row: EditedRow;
  at: number;
  found: SchedulePlan['rows'][number] | undefined;
  schedule: ReturnType<typeof useSchedule>;
}) {
  return (
    <tr>
      {fields.map(([field, label, example]) => (
        <td key={field} data-label={label}>
          <input
            aria-label={`${label} of game ${at + 1}`}
            value={row[field]}
            placeholder={example}
            maxLength={100}
            aria-invalid={found?.outcome === 'refused' || undefined}
            onChange={(event) => schedule.change(row.key, { [field]: event.target.value })}
          />
        </td>
      ))}
      <td className="said">
        {found && (
          <span>
            <b>{outcomeNames[found.outcome]}.</b> {found.message}{' '}
          </span>
        )}
        {found?.outcome === 'held' && found.eventId !== null && (
          <HeldMove eventId={found.eventId} changeId={found.changeId} at={at} schedule={schedule} />
        )}
        <button
          type="button"
          className="link"
          onClick={() => schedule.change(row.key, { home: row.away, away: row.home })}
        >
          Swap<span className="sr"> home and away of game {at + 1}</span>
        </button>{' '}
        <button type="button" className="link" onClick={() => schedule.remove(row.key)}>
          Remove<span className="sr"> game {at + 1}</span>
        </button>
      </td>
    </tr>
  );
}

/** Orders or holds hang on the move: whoever applies the file decides it, or leaves it to the games to decide. */
function HeldMove({
  eventId,
  changeId,
  at,
  schedule: { move, turn },
}: {
  eventId: string;
  changeId: string | null;
  at: number;
  schedule: ReturnType<typeof useSchedule>;
}) {
  return (
    <span className="held">
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={move.includes(eventId)}
          onChange={() => turn(eventId)}
        />
        <span>
          Move it now<span className="sr">, game {at + 1}</span>
        </span>
      </label>{' '}
      {changeId === null ? (
        <Link to={`/events/${eventId}/show`}>Look at the game</Link>
      ) : (
        <Link to={`/feeds/decisions/${changeId}`}>Decide it</Link>
      )}
    </span>
  );
}
