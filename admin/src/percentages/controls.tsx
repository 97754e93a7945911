/** Inputs of the rule editor: figures, choices and lines. */

import { marketplaceCurrency, parseAmount } from '@holdfast/shared/money';
import { marketplaceZone } from '@holdfast/shared/time';
import { type ReactNode, type Ref, useId, useState } from 'react';
import { WallTimeBox } from '../ui/dates/WallTimeBox.tsx';
import { FieldFrame } from '../ui/fields.tsx';
import { amountOf } from '../ui/figures.tsx';

export interface Control<T> {
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
    fromText: (text: string) => parseAmount(text, marketplaceCurrency),
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

export function Line({ label, value, onChange, error, hint, span }: Control<string>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint} span={span}>
      <input
        id={id}
        value={value}
        maxLength={500}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-err` : hint ? `${id}-hint` : undefined}
      />
    </FieldFrame>
  );
}

/** A wall time of the marketplace: `2026-12-01T00:00`, empty, or `unfinished`. */
export function Moment({ label, value, onChange, error, hint, span }: Control<string>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint} span={span}>
      <WallTimeBox
        id={id}
        label={label}
        zone={marketplaceZone}
        value={value}
        onChange={onChange}
        invalid={Boolean(error)}
        describedBy={error ? `${id}-err` : hint ? `${id}-hint` : undefined}
      />
    </FieldFrame>
  );
}
