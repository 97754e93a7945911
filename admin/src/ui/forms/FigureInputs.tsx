/** Figures in react-admin's forms: typed as people write them, kept as whole numbers. */

import { marketplaceCurrency, parseAmount } from '@holdfast/shared/money';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { type ReactNode, useState } from 'react';
import { InputHelperText, useInput } from 'react-admin';
import { amountOf } from '../figures.tsx';

interface FigureInputProps {
  source: string;
  label: ReactNode;
  helperText?: ReactNode;
  /** Its columns in the form's grid. */
  className?: string;
}

interface Figure {
  unit?: string;
  toText: (value: number) => string;
  /** @returns the whole number, null for none, or the text itself, which every schema refuses in words */
  fromText: (text: string) => number | string | null;
}

/** Text against a stored whole number; what is typed stays as typed while the input has the focus. */
function FigureInput({
  source,
  label,
  helperText,
  className,
  figure,
}: FigureInputProps & { figure: Figure }) {
  const { id, field, fieldState } = useInput({ source, defaultValue: null });
  const [typed, setTyped] = useState<string | null>(null);
  const value = field.value as number | string | null;
  const error = fieldState.error?.message;
  const shown = typeof value === 'number' ? figure.toText(value) : (value ?? '');
  return (
    <TextField
      id={id}
      className={className}
      name={field.name}
      label={label}
      value={typed ?? shown}
      inputRef={field.ref}
      onChange={(event) => {
        setTyped(event.target.value);
        const text = event.target.value.trim();
        field.onChange(text === '' ? null : figure.fromText(text));
      }}
      onBlur={() => {
        setTyped(null);
        field.onBlur();
      }}
      error={Boolean(error)}
      helperText={<InputHelperText error={error} helperText={helperText ?? false} />}
      slotProps={{
        htmlInput: { inputMode: 'decimal' },
        input: figure.unit
          ? { endAdornment: <InputAdornment position="end">{figure.unit}</InputAdornment> }
          : undefined,
      }}
    />
  );
}

const money: Figure = {
  get unit() {
    return marketplaceCurrency;
  },
  toText: (minor) => amountOf(minor),
  fromText: (text) => parseAmount(text, marketplaceCurrency) ?? text,
};
/** Money: typed as 123.45, kept in minor units. */
export function MoneyInput(props: FigureInputProps) {
  return <FigureInput {...props} figure={money} />;
}

const count: Figure = { toText: String, fromText: (text) => (/^\d+$/.test(text) ? Number(text) : text) };
/** Whole numbers. */
export function CountInput(props: FigureInputProps) {
  return <FigureInput {...props} figure={count} />;
}

const signedPercent: Figure = {
  unit: '%',
  toText: (bps) => String(bps / 100),
  fromText(text) {
    const plain = text.replace('−', '-');
    return /^-?\d{1,4}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : text;
  },
};
/** Percent, below zero too: typed as 15 or −5, kept in basis points. */
export function SignedPercentInput(props: FigureInputProps) {
  return <FigureInput {...props} figure={signedPercent} />;
}
