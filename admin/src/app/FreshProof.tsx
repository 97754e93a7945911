import Dialog from '@mui/material/Dialog';
import { type FormEvent, useEffect, useState } from 'react';
import { givePasskey } from '../authProvider/passkey.ts';
import { askForProofWith, call, Refusal } from '../dataProvider/index.ts';

/** Asks for the password, and for a code where there is a second factor, when something asks for a fresh proof. */
export function FreshProof() {
  const [answer, setAnswer] = useState<((isProven: boolean) => void) | null>(null);
  useEffect(() => askForProofWith(() => new Promise<boolean>((resolve) => setAnswer(() => resolve))), []);
  if (!answer) return null;
  const end = (isProven: boolean) => {
    setAnswer(null);
    answer(isProven);
  };
  return <ProofDialog end={end} />;
}

function ProofDialog({ end }: { end: (isProven: boolean) => void }) {
  const [isCodeAsked, setCodeAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const prove = async (send: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await send();
      end(true);
    } catch (error) {
      setBusy(false);
      const isAsked = error instanceof Refusal && error.problem?.code === 'second_factor_required';
      if (isAsked && !isCodeAsked) setCodeAsked(true);
      else setProblem(error instanceof Error ? error.message : 'That didn’t work. Try again.');
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const code = String(given.get('code') ?? '');
    const body = { currentPassword: String(given.get('password') ?? ''), ...(code ? { code } : {}) };
    void prove(() => call('/account/proof', { method: 'POST', body }));
  };
  return (
    <Dialog open maxWidth="xs" onClose={() => end(false)} aria-labelledby="fresh-proof">
      <h2 className="dialog-title" id="fresh-proof">
        Show that it is you
      </h2>
      <form className="proof" onSubmit={submit}>
        <p>Money or people hang on this. What you show counts for half an hour in this browser.</p>
        <ProofField name="password" label="Your password" type="password" autoComplete="current-password" />
        {isCodeAsked && (
          <ProofField name="code" label="Code of your app, or a recovery code" autoComplete="one-time-code" />
        )}
        {problem && (
          <p className="note danger" role="alert">
            {problem}
          </p>
        )}
        <p className="acts">
          <button type="submit" className="btn p" disabled={isBusy}>
            Go on
          </button>
          <button
            type="button"
            className="btn"
            disabled={isBusy}
            onClick={() => void prove(() => givePasskey('/account/proof/passkey'))}
          >
            Use a passkey
          </button>
          <button type="button" className="btn" onClick={() => end(false)}>
            Leave it <kbd>Esc</kbd>
          </button>
        </p>
      </form>
    </Dialog>
  );
}

interface ProofFieldProps {
  name: string;
  label: string;
  type?: string;
  autoComplete: string;
}

const ProofField = ({ name, label, ...input }: ProofFieldProps) => (
  <div className="fld">
    <label htmlFor={`proof-${name}`}>{label}</label>
    <div className="ctl">
      <input
        id={`proof-${name}`}
        name={name}
        required
        // biome-ignore lint/a11y/noAutofocus: the field is what the dialog asks for
        autoFocus
        {...input}
      />
    </div>
  </div>
);
