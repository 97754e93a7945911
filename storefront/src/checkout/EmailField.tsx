import { keepTypedEmail } from './typedEmail.ts';

interface Props {
  value: string;
  error: string | null;
  onChange(email: string): void;
}

/** Where the tickets go. */
export function EmailField({ value, error, onChange }: Props) {
  return (
    <div className={error === null ? 'field' : 'field field-error'}>
      <label htmlFor="pay-email">Where should the tickets go?</label>
      <input
        className="input"
        id="pay-email"
        type="email"
        autoComplete="email"
        maxLength={200}
        value={value}
        onChange={({ target: { value: typed } }) => {
          onChange(typed);
          keepTypedEmail(typed);
        }}
        aria-invalid={error !== null || undefined}
        aria-describedby="pay-email-hint"
      />
      <span className={error === null ? 'hint' : 'msg'} id="pay-email-hint">
        {error ?? 'We email the tickets and nothing else. No account needed.'}
      </span>
    </div>
  );
}
