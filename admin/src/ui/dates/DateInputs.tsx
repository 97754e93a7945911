/** Dates in react-admin's forms. What is half typed is refused in words by `dayField` and `wallTimeField`. */
import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';
import { InputHelperText, useInput } from 'react-admin';
import { dayTyped } from './typedDay.ts';
import { useTypedValue } from './useTypedValue.ts';
import { WallTimeBox } from './WallTimeBox.tsx';

interface DateInputProps {
  source: string;
  label: string;
  helperText?: string;
  /** Its columns in the form's grid. */
  className?: string;
}

/** A day: `2026-11-29` in the form's values, empty, or `unfinished`. */
export function DayInput({
  source,
  label,
  helperText,
  className,
}: Omit<DateInputProps, 'label'> & { label: ReactNode }) {
  const { id, field, fieldState } = useInput({ source, defaultValue: '' });
  const typed = useTypedValue(field.value ?? '', dayTyped, field.onChange);
  const error = fieldState.error?.message;
  return (
    <TextField
      id={id}
      className={className}
      type="date"
      label={label}
      value={typed.text}
      inputRef={field.ref}
      onBlur={field.onBlur}
      onChange={(event) => typed.type(event.target as HTMLInputElement)}
      error={Boolean(error)}
      helperText={<InputHelperText error={error} helperText={helperText ?? false} />}
    />
  );
}

/** A date with a time of day: `2026-11-29T19:30` in the form's values, empty, or `unfinished`. */
export function WallTimeInput({
  source,
  label,
  helperText,
  className,
  zone,
}: DateInputProps & {
  /** Whose clocks it is read by. */
  zone?: string;
}) {
  const { id, field, fieldState } = useInput({ source, defaultValue: '' });
  const error = fieldState.error?.message;
  const about = error || helperText ? `${id}-helper-text` : undefined;
  return (
    <FormControl className={className} error={Boolean(error)}>
      <InputLabel htmlFor={id}>{label}</InputLabel>
      <WallTimeBox
        id={id}
        label={label}
        value={field.value ?? ''}
        onChange={field.onChange}
        onBlur={field.onBlur}
        invalid={Boolean(error)}
        describedBy={about}
        zone={zone}
      />
      {about && (
        <FormHelperText id={about}>
          <InputHelperText error={error} helperText={helperText ?? false} />
        </FormHelperText>
      )}
    </FormControl>
  );
}
