import { useEffect, useState } from 'react';

/**
 * A day as a filter in the address. What is being typed stays in the field until it is a day: a year of one digit is
 * none.
 */
export function DateFilter({
  label,
  value,
  isDay,
  onChange,
}: {
  label: string;
  value: string;
  isDay: (text: string) => boolean;
  onChange: (day: string | null) => void;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <label>
      {label}{' '}
      <input
        type="date"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value === '') onChange(null);
          else if (isDay(event.target.value)) onChange(event.target.value);
        }}
      />
    </label>
  );
}
