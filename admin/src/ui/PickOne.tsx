/** A short list that is narrowed by typing: arrows move, Enter takes, Esc leaves. */
import useAutocomplete from '@mui/material/useAutocomplete';
import { useId } from 'react';

export interface Pickable {
  id: string;
  name: string;
  aside?: string;
}

export function PickOne<T extends Pickable>({
  label,
  placeholder,
  optionsFor,
  onPick,
  onLeave,
}: {
  label: string;
  placeholder?: string;
  optionsFor: (typed: string) => readonly T[];
  onPick: (option: T) => void;
  onLeave: () => void;
}) {
  const id = useId();
  const combo = useAutocomplete<T>({
    id,
    options: [],
    open: true,
    value: null,
    getOptionLabel: (option) => option.name,
    getOptionKey: (option) => option.id,
    isOptionEqualToValue: (a, b) => a.id === b.id,
    filterOptions: (_none, { inputValue }) => [...optionsFor(inputValue.trim())],
    autoHighlight: true,
    clearOnBlur: false,
    onChange: (_event, option) => option && onPick(option),
  });
  return (
    <div {...combo.getRootProps()} className="pick-one">
      <input
        {...combo.getInputProps()}
        // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
        autoFocus
        aria-label={label}
        placeholder={placeholder ?? label}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onLeave();
        }}
      />
      <ul {...combo.getListboxProps()} aria-label={label}>
        {(combo.groupedOptions as T[]).map((option, index) => {
          const { key, ...optionProps } = combo.getOptionProps({ option, index });
          return (
            <li key={key} {...optionProps}>
              {option.name}
              {option.aside && <span>{option.aside}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
