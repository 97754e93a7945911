import { ApiProblem } from '@holdfast/shared/apiClient';
import { useId } from 'react';

interface Props {
  label: string;
  name: string;
  type?: 'text' | 'email' | 'password';
  hint?: string;
  error?: string | undefined;
  autoComplete: string;
  /** What the field begins with. */
  value?: string;
  /** A form without JavaScript isn't sent without it. */
  required?: boolean;
}

/** A field with its label, hint and error, connected for screen readers. */
export function Field({ label, name, type = 'text', hint, error, autoComplete, value, required }: Props) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={error === undefined ? 'field' : 'field field-error'}>
      <label htmlFor={id}>{label}</label>
      <input
        className="input"
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        maxLength={200}
        required={required}
        defaultValue={value}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {note !== undefined && (
        <span className={error === undefined ? 'hint' : 'msg'} id={`${id}-note`}>
          {note}
        </span>
      )}
    </div>
  );
}

/** The messages of a refusal by field. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries((error.problem.errors ?? []).map(({ field, message }) => [field, message]));
}

/** Focuses the first field with an error, after the messages are rendered. */
export function focusFirstError(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}
