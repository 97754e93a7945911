import { useEffect, useState } from 'react';
import { unfinished } from './typedDay.ts';

/**
 * Lets a browser's date control be typed into: it keeps what is typed until the page's own value says the same, because a
 * control that is set back while somebody types loses the digits.
 * @param value the page's value
 * @param read what the control's text means
 * @param onChange called with each meaning that differs from the last one
 */
export function useTypedValue(
  value: string,
  read: (text: string, isPartial: boolean) => string,
  onChange: (meaning: string) => void,
) {
  const [draft, setDraft] = useState<{ text: string; meaning: string } | null>(null);
  // Another value from outside replaces what was typed: a filter that is taken away, a record that is loaded.
  useEffect(() => {
    if (value === unfinished) return;
    setDraft((before) => (before && before.meaning !== value && before.text !== value ? null : before));
  }, [value]);
  return {
    text: draft?.text ?? (value === unfinished ? '' : value),
    meaning: draft?.meaning ?? value,
    type(input: HTMLInputElement) {
      const text = input.value;
      const meaning = read(text, input.validity?.badInput ?? false);
      setDraft({ text, meaning });
      if (meaning !== (draft?.meaning ?? value)) onChange(meaning);
    },
  };
}
