import { useEffect, useRef, useState } from 'react';
import { useShortcuts } from './shortcuts.tsx';

/** A text filter, applied once typing pauses. */
export function SearchFilter({
  label,
  value,
  onChange,
  placeholder,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
}) {
  const [words, setWords] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const say = useRef(onChange);
  say.current = onChange;
  useEffect(() => setWords(value), [value]);
  useEffect(() => {
    if (words.trim() === value) return;
    const timer = setTimeout(() => say.current(words.trim()), 300);
    return () => clearTimeout(timer);
  }, [words, value]);
  useShortcuts([{ keys: 'f', does: 'filter', run: () => field.current?.focus() }]);
  return (
    <label className="filter">
      <span className="sr">{label}</span>
      <input
        ref={field}
        type="text"
        value={words}
        placeholder={placeholder ?? label}
        style={{ width: 260 }}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key === 'Enter') say.current(words.trim());
        }}
      />
    </label>
  );
}
