import { momentsOf, wallTimeWithOffset } from '@holdfast/shared/time';
import { unfinished } from './typedDay.ts';

const one = [''];

/**
 * The instants at which a zone's clocks show a wall time: one, none or two.
 * @returns one for what isn't a time yet, and where the zone isn't known
 */
export function momentsIn(wall: string, zone: string | undefined): readonly string[] {
  return zone === undefined || wall === '' || wall === unfinished ? one : momentsOf(wall, zone);
}

/** What has to be said about a wall time on the day on which the clocks change: that they skip it, or which of two is meant. */
export function ClockChange({
  label,
  wall,
  zone,
  value,
  onChange,
}: {
  label: string;
  /** As typed, without an offset. */
  wall: string;
  zone: string | undefined;
  value: string;
  onChange: (wallTime: string) => void;
}) {
  const moments = momentsIn(wall, zone);
  if (moments.length === 1 || zone === undefined) return null;
  const clock = wall.slice(11, 16);
  if (moments.length === 0)
    return (
      <p className="err" role="alert">
        The clocks skip {clock} that day. Give another time.
      </p>
    );
  return (
    <fieldset className="clock-change">
      <legend>The clocks show {clock} twice that day. Which one?</legend>
      {moments.map((instant, at) => {
        const given = wallTimeWithOffset(instant, zone);
        return (
          <label key={given}>
            <input
              type="radio"
              name={`${label}, which`}
              checked={value === given}
              onChange={() => onChange(given)}
            />
            {at === 0 ? 'The first, before they are set back' : 'The second, after they are set back'}
          </label>
        );
      })}
    </fieldset>
  );
}
