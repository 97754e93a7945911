/**
 * The one control for a date with a time of day: a day alone means 0:00, and half a date is reported as `unfinished`. So is a
 * time that the clocks skip, and one that they show twice until it is said which.
 */
import OutlinedInput from '@mui/material/OutlinedInput';
import { useRef } from 'react';
import { ClockChange, momentsIn } from './ClockChange.tsx';
import { dayTyped, unfinished, wallTimeTyped } from './typedDay.ts';
import { useTypedValue } from './useTypedValue.ts';

const timeTyped = (text: string, isPartial: boolean) => (text === '' && isPartial ? unfinished : text);

export function WallTimeBox({
  id,
  label,
  value,
  onChange,
  onBlur,
  invalid,
  describedBy,
  zone,
}: {
  /** Of the day's control, which the label names. */
  id: string;
  label: string;
  /** `2026-12-01T19:30`, with an offset where the clocks show it twice, empty, or `unfinished`. */
  value: string;
  onChange: (wallTime: string) => void;
  onBlur?: () => void;
  invalid?: boolean;
  describedBy?: string;
  /** Whose clocks it is read by; unknown yet: not checked. */
  zone?: string;
}) {
  // While one part is half typed, the other one keeps what it had.
  const complete = useRef('');
  if (value !== unfinished) complete.current = value;
  const report = (wall: string) => onChange(momentsIn(wall, zone).length === 1 ? wall : unfinished);
  const day = useTypedValue(complete.current.slice(0, 10), dayTyped, (meaning) =>
    report(wallTimeTyped(meaning, time.meaning)),
  );
  const time = useTypedValue(complete.current.slice(11, 16), timeTyped, (meaning) =>
    report(wallTimeTyped(day.meaning, meaning)),
  );
  const wall = wallTimeTyped(day.meaning, time.meaning);
  const shared = { error: invalid, onBlur, 'aria-describedby': describedBy };
  return (
    <div className="wall-time">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
        <OutlinedInput
          {...shared}
          id={id}
          type="date"
          value={day.text}
          sx={{ flex: '3 1 120px' }}
          onChange={(event) => day.type(event.target as HTMLInputElement)}
        />
        <OutlinedInput
          {...shared}
          type="time"
          value={time.text}
          sx={{ flex: '2 1 100px' }}
          inputProps={{ 'aria-label': `${label}, time of day` }}
          onChange={(event) => time.type(event.target as HTMLInputElement)}
        />
      </div>
      <ClockChange label={label} wall={wall} zone={zone} value={value} onChange={onChange} />
    </div>
  );
}
