import { useId } from 'react';

interface Props {
  label: string;
  name: string;
  /** Chosen at first. */
  value: string;
  /** Value and text. */
  choices: ReadonlyArray<readonly [string, string]>;
  hint: string;
  error: string | undefined;
  /** Gets what is chosen. */
  onChange?: (value: string) => void;
}

/** A choice with its label, and the message of a refusal in place of its hint. */
export function SelectField({ label, name, value, choices, hint, error, onChange }: Props) {
  const id = useId();
  return (
    <div className={error === undefined ? 'field' : 'field field-error'}>
      <label htmlFor={id}>{label}</label>
      <select
        className="input"
        id={id}
        name={name}
        defaultValue={value}
        aria-describedby={`${id}-note`}
        onChange={({ currentTarget }) => onChange?.(currentTarget.value)}
      >
        {choices.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
      <span className={error === undefined ? 'hint' : 'msg'} id={`${id}-note`}>
        {error ?? hint}
      </span>
    </div>
  );
}
