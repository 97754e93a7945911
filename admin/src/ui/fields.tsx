/** Fields of react-admin's forms: the label above, the unit inside, the refusal beside. */
import { marketplaceCurrency, parseAmount } from '@holdfast/shared/money';
import { type ReactNode, useState } from 'react';
import { type InputProps, useInput, useTranslate } from 'react-admin';
import { useFormError } from './AdminForm.tsx';
import { amountOf } from './figures.tsx';

interface FieldProps extends Pick<InputProps, 'source' | 'defaultValue' | 'validate'> {
  label: string;
  hint?: ReactNode;
  unit?: string;
  /** How many of the twelve columns. */
  span?: 2 | 3 | 4 | 6 | 8 | 12;
}

/** Label, control, and what is wrong with it. */
export function FieldFrame({
  id,
  label,
  hint,
  unit,
  error,
  span = 4,
  children,
}: {
  id: string;
  label: string;
  hint?: ReactNode;
  unit?: string;
  error?: string;
  span?: number;
  children: ReactNode;
}) {
  return (
    <div className={`fld f${span}${error ? ' bad' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <div className="ctl">
        {children}
        {unit && <span className="unit">{unit}</span>}
      </div>
      {error ? (
        <div className="err" id={`${id}-err`} role="alert">
          {error}
        </div>
      ) : (
        hint && (
          <div className="hint" id={`${id}-hint`}>
            {hint}
          </div>
        )
      )}
    </div>
  );
}

/** A field's state in react-admin's form, its refusal in words. */
export function useField(props: FieldProps & { format?: InputProps['format']; parse?: InputProps['parse'] }) {
  const translate = useTranslate();
  const input = useInput({
    source: props.source,
    defaultValue: props.defaultValue === undefined ? '' : props.defaultValue,
    validate: props.validate,
    format: props.format,
    parse: props.parse,
  });
  const refusal = useFormError(props.source);
  const raw = input.fieldState.error?.message;
  const error = raw ? translate(raw.replace(/^@@react-admin@@"?|"$/g, ''), { _: raw }) : refusal;
  const described = error ? `${input.id}-err` : props.hint ? `${input.id}-hint` : undefined;
  return { ...input, error, described };
}

export function TextField(props: FieldProps & { type?: string; maxLength?: number; placeholder?: string }) {
  const { id, field, error, described, isRequired } = useField(props);
  return (
    <FieldFrame {...props} id={id} error={error}>
      <input
        {...field}
        id={id}
        type={props.type ?? 'text'}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        aria-required={isRequired || undefined}
      />
    </FieldFrame>
  );
}

/** Typed figures against a stored whole number: 12.50 is 1250. */
function ScaledField({
  toText,
  fromText,
  ...props
}: FieldProps & { toText: (value: number) => string; fromText: (text: string) => number | null }) {
  const { id, field, error, described } = useField({ ...props, defaultValue: null });
  const [typed, setTyped] = useState<string | null>(null);
  const value = field.value as number | null | '';
  return (
    <FieldFrame {...props} id={id} error={error}>
      <input
        id={id}
        ref={field.ref}
        name={field.name}
        inputMode="decimal"
        value={typed ?? (typeof value === 'number' ? toText(value) : '')}
        onChange={(event) => {
          setTyped(event.target.value);
          field.onChange(event.target.value.trim() === '' ? null : fromText(event.target.value));
        }}
        onBlur={() => {
          if (typeof value === 'number') setTyped(null);
          field.onBlur();
        }}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
      />
    </FieldFrame>
  );
}

/** Money: typed as 123.45, kept in minor units. */
export function MoneyField(props: FieldProps) {
  return (
    <ScaledField
      unit={marketplaceCurrency}
      {...props}
      toText={(minor) => amountOf(minor)}
      fromText={(text) => parseAmount(text, marketplaceCurrency)}
    />
  );
}

/** Percent: typed as 12.5, kept in basis points; with four decimals, in parts per million. */
export function PercentField({ decimals = 2, ...props }: FieldProps & { decimals?: 2 | 4 }) {
  const typed = new RegExp(`^\\d{1,3}(\\.\\d{1,${decimals}})?$`);
  return (
    <ScaledField
      unit="%"
      {...props}
      toText={(stored) => (decimals === 2 ? (stored / 100).toFixed(2) : String(stored / 10_000))}
      fromText={(text) => (typed.test(text.trim()) ? Math.round(Number(text) * 10 ** decimals) : null)}
    />
  );
}
