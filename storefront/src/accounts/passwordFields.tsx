import { Field } from '../ui/Field.tsx';

/** The password of today, where something needs a fresh proof. */
export const CurrentPasswordField = ({ error }: { error: string | undefined }) => (
  <Field
    label="Your password now"
    name="currentPassword"
    type="password"
    autoComplete="current-password"
    error={error}
  />
);

interface Props {
  label?: string;
  name?: string;
  hint?: string;
  error: string | undefined;
}

/** A password that is chosen. */
export const NewPasswordField = ({
  label = 'Password',
  name = 'password',
  hint = 'At least 10 characters.',
  error,
}: Props) => (
  <Field label={label} name={name} type="password" autoComplete="new-password" hint={hint} error={error} />
);
