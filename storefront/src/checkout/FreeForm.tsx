import { ApiProblem } from '@holdfast/shared/apiClient';
import type { Reservation } from '@holdfast/shared/reservations';
import { useRef, useState } from 'react';
import { sessionStore } from '../accounts/visitor.ts';
import { api } from '../api/api.ts';
import { WarningIcon } from '../ui/icons.tsx';
import { EmailField } from './EmailField.tsx';
import { looksLikeEmail, typedEmail } from './typedEmail.ts';

/** Tickets that cost nothing: an email address and a button. Pressed again after a lost answer, it is the same request. */
export function FreeForm({ reservation, refresh }: { reservation: Reservation; refresh(): Promise<void> }) {
  const person = sessionStore.use()?.person ?? null;
  const [email, setEmail] = useState<string | null>(typedEmail);
  const [wrongEmail, setWrongEmail] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef<{ email: string; key: string } | null>(null);
  const shownEmail = email ?? reservation.email ?? person?.email ?? '';

  async function claim() {
    if (isBusy) return;
    const given = shownEmail.trim();
    setFailure(null);
    setWrongEmail(looksLikeEmail(given) ? null : 'Give an email address, such as ann@example.com.');
    if (!looksLikeEmail(given)) return;
    if (key.current?.email !== given) key.current = { email: given, key: crypto.randomUUID() };
    setBusy(true);
    try {
      await api.claim(reservation.id, given, key.current.key);
    } catch (error) {
      setFailure(
        error instanceof ApiProblem
          ? (error.problem.detail ?? error.problem.title)
          : 'We didn’t get an answer. Press again: it never gets the tickets twice.',
      );
    }
    setBusy(false);
    await refresh();
  }

  return (
    <form
      className="form"
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void claim();
      }}
    >
      {failure !== null && (
        <div className="alert" role="alert">
          <WarningIcon />
          <p>{failure}</p>
        </div>
      )}
      <EmailField value={shownEmail} error={wrongEmail} onChange={setEmail} />
      <button type="submit" className="btn btn-go btn-big btn-wide" aria-disabled={isBusy || undefined}>
        {isBusy ? 'Making your tickets…' : 'Get the tickets'}
      </button>
      <p className="hint">
        They are free: no card is needed. By getting them you accept the <a href="/terms">terms</a>.
      </p>
    </form>
  );
}
