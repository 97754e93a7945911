import type { Passkey } from '@holdfast/shared/accounts';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useRead } from '../ui/useRead.ts';
import { useSubmission } from '../ui/useSubmission.ts';
import { knowsPasskeys, makePasskey } from './askAuthenticator.ts';
import { CodeField, useAskedCode } from './CodeField.tsx';
import { CurrentPasswordField } from './passwordFields.tsx';

/** The visitor's passkeys: listed, added and removed. */
export function Passkeys() {
  const { value: own, hasFailed, again: read } = useRead(api.passkeys);
  const [open, setOpen] = useState<'add' | Passkey | null>(null);
  const done = () => {
    setOpen(null);
    void read();
  };
  return (
    <section className="form narrow-form" aria-label="Passkeys" aria-busy={own === null && !hasFailed}>
      <h2>Passkeys</h2>
      <p className="muted">
        Sign in with your fingerprint, your face or your device’s PIN. No password and no code is asked then,
        and nobody can get it out of you by a false page.
      </p>
      {hasFailed && <NotLoaded what="Your passkeys" again={read} />}
      {own && own.length > 0 && (
        <ul className="order-list">
          {own.map((each) => (
            <li key={each.id} className="session">
              <span>
                <b>{each.name}</b>
                <span className="muted small">{usageOf(each)}</span>
              </span>
              <button
                type="button"
                className="btn btn-line"
                aria-label={`Remove ${each.name}`}
                onClick={() => setOpen(each)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      {own?.length === 0 && <p>You have none yet.</p>}
      {own && open === null && knowsPasskeys() && (
        <button type="button" className="btn btn-line" onClick={() => setOpen('add')}>
          Add a passkey
        </button>
      )}
      {own && !knowsPasskeys() && <p className="muted">This browser can’t make one on this page.</p>}
      {open === 'add' && <AddForm done={done} leave={() => setOpen(null)} />}
      {open !== null && open !== 'add' && (
        <RemoveForm key={open.id} passkey={open} done={done} leave={() => setOpen(null)} />
      )}
    </section>
  );
}

const dayOf = (instant: string) =>
  new Date(instant).toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
const usageOf = ({ createdAt, lastUsedAt }: Passkey) =>
  `Added ${dayOf(createdAt)}${lastUsedAt === null ? ', not used yet' : `, last used ${dayOf(lastUsedAt)}`}`;

interface FormProps {
  done: () => void;
  leave: () => void;
}

const nothingChanged = { validation_failed: null };

function AddForm({ done, leave }: FormProps) {
  const asked = useAskedCode();
  const submission = useSubmission(async (given) => {
    const options = await asked.send(() => api.beginPasskey(proofOf(given)));
    if (options === null) return;
    await api.addPasskey({ name: given('name'), credential: await makePasskey(options) });
    done();
  }, nothingChanged);
  const { errors } = submission;
  return (
    <SubmissionForm
      submission={submission}
      label="Add a passkey"
      button="Make a passkey on this device"
      busy="Follow your browser…"
      after={<Leave leave={leave} />}
    >
      <Field
        label="Name of the passkey"
        name="name"
        autoComplete="off"
        value="This device"
        hint="So that you know it again, such as “Work laptop”."
        error={errors.name}
      />
      <OwnerFields errors={errors} isCodeAsked={asked.isAsked} />
    </SubmissionForm>
  );
}

function RemoveForm({ passkey: { id, name }, done, leave }: FormProps & { passkey: Passkey }) {
  const asked = useAskedCode();
  const submission = useSubmission(async (given) => {
    const removed = await asked.send(async () => {
      await api.removePasskey(id, proofOf(given));
      return true;
    });
    if (removed) done();
  }, nothingChanged);
  return (
    <SubmissionForm
      submission={submission}
      label={`Remove ${name}`}
      button={`Remove ${name}`}
      busy="One moment…"
      after={<Leave leave={leave} />}
    >
      <OwnerFields errors={submission.errors} isCodeAsked={asked.isAsked} />
    </SubmissionForm>
  );
}

function proofOf(given: (name: string) => string) {
  const code = given('code');
  return { currentPassword: given('currentPassword'), ...(code ? { code } : {}) };
}

const OwnerFields = ({ errors, isCodeAsked }: { errors: Record<string, string>; isCodeAsked: boolean }) => (
  <>
    <CurrentPasswordField error={errors.currentPassword} />
    {isCodeAsked && <CodeField error={errors.code} />}
  </>
);

const Leave = ({ leave }: { leave: () => void }) => (
  <p>
    <button type="button" className="link" onClick={leave}>
      Leave it as it is
    </button>
  </p>
);
