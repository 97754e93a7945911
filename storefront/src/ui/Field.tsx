import { ApiProblem } from '@holdfast/shared/apiClient';
import { type ReactNode, useId } from 'react';

interface Props {
  label: string;
  name: string;
  type?: 'text' | 'email' | 'password' | 'tel';
  hint?: string | undefined;
  error?: string | undefined;
  autoComplete: string;
  /** What the field begins with. */
  value?: string;
  /** A form without JavaScript isn't sent without it. */
  required?: boolean;
}

interface FrameProps extends Pick<Props, 'label' | 'hint' | 'error'> {
  /** Draws the control with the attributes that tie it to its label and note. */
  children(control: {
    id: string;
    'aria-invalid': true | undefined;
    'aria-describedby': string | undefined;
  }): ReactNode;
}

/** A label, a control, and its hint or error, connected for screen readers. */
export function FieldFrame({ label, hint, error, children }: FrameProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={error === undefined ? 'field' : 'field field-error'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': error !== undefined || undefined,
        'aria-describedby': note === undefined ? undefined : `${id}-note`,
      })}
      {note !== undefined && (
        <span className={error === undefined ? 'hint' : 'msg'} id={`${id}-note`}>
          {note}
        </span>
      )}
    </div>
  );
}

/** A field of one line. */
export const Field = ({ label, name, type = 'text', hint, error, autoComplete, value, required }: Props) => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(control) => (
      <input
        className="input"
        {...control}
        name={name}
        type={type}
        autoComplete={autoComplete}
        maxLength={200}
        required={required}
        defaultValue={value}
      />
    )}
  </FieldFrame>
);

/** The messages of a refusal by field. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries((error.problem.errors ?? []).map(({ field, message }) => [field, message]));
}

/** Focuses the first field with an error, after the messages are rendered. */
export function focusFirstError(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}
