/** Inputs of the rule editor: figures, choices and the scope's target. */

import { parseAmount } from '@holdfast/shared/money';
import type { RuleScope, RuleTarget } from '@holdfast/shared/pricing';
import useAutocomplete from '@mui/material/useAutocomplete';
import { type ReactNode, type Ref, useEffect, useId, useState } from 'react';
import { useGetList } from 'react-admin';
import { FieldFrame } from '../ui/fields.tsx';
import { amountOf } from '../ui/figures.tsx';

interface Control<T> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  error?: string;
  hint?: ReactNode;
  span?: number;
}

const readings = {
  percent: {
    unit: '%',
    toText: (bps: number) => (bps / 100).toFixed(2),
    fromText: (text: string) =>
      /^\d{1,3}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text) * 100) : null,
  },
  amount: {
    unit: '',
    toText: (minor: number) => amountOf(minor),
    fromText: (text: string) => parseAmount(text, 'USD'),
  },
} as const;

/** A percentage kept in basis points, or an amount kept in minor units; null while it is empty or no figure. */
export function Figure({
  as,
  label,
  value,
  onChange,
  error,
  hint,
  span,
  inputRef,
}: Control<number | null> & { as: keyof typeof readings; inputRef?: Ref<HTMLInputElement> }) {
  const id = useId();
  const { unit, toText, fromText } = readings[as];
  const [typed, setTyped] = useState<string | null>(null);
  const isNoFigure = typed !== null && typed.trim() !== '' && value === null;
  const wrong = isNoFigure ? 'Write a plain figure, such as 2.50.' : error;
  return (
    <FieldFrame id={id} label={label} unit={unit} error={wrong} hint={hint} span={span}>
      <input
        id={id}
        ref={inputRef}
        inputMode="decimal"
        value={typed ?? (value === null ? '' : toText(value))}
        placeholder={as === 'amount' ? '–' : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(fromText(event.target.value));
        }}
        onBlur={() => {
          if (value !== null || typed?.trim() === '') setTyped(null);
        }}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-err` : hint ? `${id}-hint` : undefined}
      />
    </FieldFrame>
  );
}

export function Choice<T extends string>({
  label,
  value,
  onChange,
  error,
  span,
  choices,
}: Control<T> & { choices: readonly { value: T; name: string }[] }) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} error={error} span={span}>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        aria-describedby={error ? `${id}-err` : undefined}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export function Line({
  label,
  value,
  onChange,
  error,
  hint,
  span,
  type = 'text',
}: Control<string> & { type?: 'text' | 'datetime-local' | 'date' }) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint} span={span}>
      <input
        id={id}
        type={type}
        value={value}
        maxLength={500}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-err` : hint ? `${id}-hint` : undefined}
      />
    </FieldFrame>
  );
}

/** The target of a rule's scope, found by part of its name. */
export function TargetCombo({
  scope,
  whom,
  label,
  value,
  onChange,
  error,
  span,
}: Omit<Control<string | null>, 'onChange'> & {
  scope: Exclude<RuleScope, 'marketplace'>;
  /** The name of what is chosen already. */
  whom: string;
  onChange: (target: RuleTarget | null) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  const chosen = value === null ? null : { id: value, name: whom };
  const { data = [] } = useGetList<RuleTarget>(
    'percentages/targets',
    { pagination: { page: 1, perPage: 20 }, filter: { scope, q: q === whom ? '' : q } },
    { placeholderData: (before) => before },
  );
  const options = chosen && !data.some((each) => each.id === chosen.id) ? [chosen, ...data] : data;
  const combo = useAutocomplete<RuleTarget>({
    id,
    options,
    value: chosen,
    getOptionLabel: (option) => option.name,
    getOptionKey: (option) => option.id,
    isOptionEqualToValue: (a, b) => a.id === b.id,
    filterOptions: (all) => all,
    autoHighlight: true,
    onInputChange: (_event, text) => setTyped(text),
    onChange: (_event, next) => onChange(next),
  });
  return (
    <FieldFrame id={id} label={label} error={error} span={span}>
      <div {...combo.getRootProps()} className="combo" style={{ flex: 1 }}>
        <input
          {...combo.getInputProps()}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-err` : undefined}
          placeholder="Type a part of the name"
        />
        {combo.groupedOptions.length > 0 && (
          <ul {...combo.getListboxProps()} className="combo-list">
            {(combo.groupedOptions as RuleTarget[]).map((option, index) => {
              const { key, ...optionProps } = combo.getOptionProps({ option, index });
              return (
                <li key={key} {...optionProps}>
                  {option.name}
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </FieldFrame>
  );
}
