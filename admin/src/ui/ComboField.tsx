/** Choose a record of a resource by typing a part of its name; the server searches. */
import useAutocomplete from '@mui/material/useAutocomplete';
import { useEffect, useState } from 'react';
import { type RaRecord, useGetList, useGetOne } from 'react-admin';

interface Choosing<T extends RaRecord> {
  id: string;
  resource: string;
  sort: string;
  nameOf: (record: T) => string;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** The records that fit what is typed, and the chosen one. */
function useCombo<T extends RaRecord>({ id, resource, sort, nameOf, value, onChange }: Choosing<T>) {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [picked, setPicked] = useState<T | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data: preset } = useGetOne<T>(
    resource,
    { id: value ?? '' },
    { enabled: value !== null && picked?.id !== value },
  );
  const chosen = value === null ? null : picked?.id === value ? picked : (preset ?? null);
  const { data = [] } = useGetList<T>(
    resource,
    {
      pagination: { page: 1, perPage: 50 },
      sort: { field: sort, order: 'ASC' },
      filter: chosen && nameOf(chosen) === q ? {} : { q },
    },
    { placeholderData: (before) => before },
  );
  return useAutocomplete<T>({
    id,
    options: chosen && !data.some((each) => each.id === chosen.id) ? [chosen, ...data] : data,
    value: chosen,
    getOptionLabel: nameOf,
    getOptionKey: (option) => option.id,
    isOptionEqualToValue: (a, b) => a.id === b.id,
    filterOptions: (all) => all,
    autoHighlight: true,
    onInputChange: (_event, text) => setTyped(text),
    onChange: (_event, next) => {
      setPicked(next);
      onChange(next ? String(next.id) : null);
    },
  });
}

/** Outside react-admin's forms; within them `RecordInput` does the same. */
export function Combo<T extends RaRecord>({
  aside,
  invalid,
  described,
  ...choosing
}: Choosing<T> & {
  aside?: (record: T) => string;
  invalid?: boolean;
  described?: string;
}) {
  const { nameOf } = choosing;
  const combo = useCombo<T>(choosing);
  return (
    <div {...combo.getRootProps()} className="combo" style={{ flex: 1 }}>
      <input
        {...combo.getInputProps()}
        aria-invalid={invalid || undefined}
        aria-describedby={described}
        placeholder="Type a part of the name"
      />
      {combo.groupedOptions.length > 0 && (
        <ul {...combo.getListboxProps()} className="combo-list">
          {(combo.groupedOptions as T[]).map((option, index) => {
            const { key, ...optionProps } = combo.getOptionProps({ option, index });
            return (
              <li key={key} {...optionProps}>
                {nameOf(option)}
                {aside && <span>{aside(option)}</span>}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
