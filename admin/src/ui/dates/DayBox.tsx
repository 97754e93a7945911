/** The one control for a date outside forms, such as a filter: it reports only a complete day or its removal. */
import { useState } from 'react';
import { dayTyped, unfinished } from './typedDay.ts';
import { useTypedValue } from './useTypedValue.ts';

export const unfinishedWords = 'Finish this date, such as 11/29/2026, or clear it.';

export function DayBox({
  label,
  value,
  onChange,
  min,
  max,
  width = 124,
}: {
  label: string;
  /** `2026-11-29`, or empty. */
  value: string;
  onChange: (day: string) => void;
  min?: string;
  max?: string;
  /** Of the control, CSS pixels. */
  width?: number;
}) {
  const [isLeft, setIsLeft] = useState(false);
  const typed = useTypedValue(value, dayTyped, (day) => day !== unfinished && onChange(day));
  const isWrong = isLeft && typed.meaning === unfinished;
  return (
    <label className="filter">
      {label}
      <input
        type="date"
        value={typed.text}
        min={min}
        max={max}
        style={{ width }}
        aria-invalid={isWrong || undefined}
        title={isWrong ? unfinishedWords : undefined}
        onFocus={() => setIsLeft(false)}
        onBlur={() => setIsLeft(true)}
        onChange={(event) => typed.type(event.target)}
      />
      {isWrong && (
        <span className="dn" role="alert">
          {unfinishedWords}
        </span>
      )}
    </label>
  );
}
