import type { OwnSecondFactor, SecondFactorSecret } from '@holdfast/shared/accounts';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useRead } from '../ui/useRead.ts';
import { useSubmission } from '../ui/useSubmission.ts';
import { CodeField } from './CodeField.tsx';
import { CurrentPasswordField } from './passwordFields.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** Setting up a second factor, turning it off, and its recovery codes. @param onChange other browsers were signed out */
export function SecondFactor({ onChange }: { onChange: () => void }) {
  const { value: own, hasFailed, again: read } = useRead(api.secondFactor);
  const [begun, setBegun] = useState<SecondFactorSecret | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const shown = (next: string[]) => {
    setBegun(null);
    setCodes(next);
    void read();
  };
  return (
    <section
      className="form narrow-form second-factor"
      aria-label="Second factor"
      aria-busy={own === null && !hasFailed}
    >
      <h2>Second factor</h2>
      {hasFailed && <NotLoaded what="Your second factor" again={read} />}
      {own?.isRequired && own.since === null && (
        <p className="msg">The back office opens for you once you have set up a second factor.</p>
      )}
      {codes && <RecoveryCodes codes={codes} done={() => setCodes(null)} />}
      {own && !codes && own.since === null && begun === null && <Begin begun={setBegun} />}
      {begun && (
        <Confirm
          secret={begun}
          confirmed={(next) => {
            shown(next);
            onChange();
          }}
        />
      )}
      {own && !codes && own.since !== null && <IsOn own={own} shown={shown} off={() => void read()} />}
    </section>
  );
}

const nothingChanged = { validation_failed: null };

function Begin({ begun }: { begun: (secret: SecondFactorSecret) => void }) {
  const submission = useSubmission(async (given) => {
    begun(await api.beginSecondFactor({ currentPassword: given('currentPassword') }));
  }, nothingChanged);
  return (
    <SubmissionForm
      submission={submission}
      label="Set up a second factor"
      button="Set up a second factor"
      busy="One moment…"
      buttonClass="btn btn-line"
    >
      <p className="muted">
        Signing in then also asks for a code of an app on your phone, so that your password alone opens
        nothing.
      </p>
      <CurrentPasswordField error={submission.errors.currentPassword} />
    </SubmissionForm>
  );
}

function Confirm({
  secret: { secret, uri, qr },
  confirmed,
}: {
  secret: SecondFactorSecret;
  confirmed: (codes: string[]) => void;
}) {
  const submission = useSubmission(async (given) => {
    confirmed((await api.confirmSecondFactor(given('code'))).recoveryCodes);
  }, nothingChanged);
  return (
    <SubmissionForm
      submission={submission}
      label="Confirm the second factor"
      button="Turn it on"
      busy="One moment…"
    >
      <p>Scan this with an authenticator app, then give the code that it shows.</p>
      <img className="second-factor-qr" src={qr} width={200} height={200} alt="QR code of the secret below" />
      <p className="muted">
        Or type it: <code>{secret.match(/.{4}/g)?.join(' ')}</code>.{' '}
        <a href={uri}>Open an app on this device</a>
      </p>
      <CodeField error={submission.errors.code} />
    </SubmissionForm>
  );
}

interface IsOnProps {
  own: OwnSecondFactor;
  shown: (codes: string[]) => void;
  off: () => void;
}

function IsOn({ own: { since, recoveryCodesLeft, isRequired }, shown, off }: IsOnProps) {
  const [open, setOpen] = useState<'codes' | 'off' | null>(null);
  const submission = useSubmission(async (given) => {
    const proof = { currentPassword: given('currentPassword'), code: given('code') };
    if (open === 'codes') shown((await api.newRecoveryCodes(proof)).recoveryCodes);
    else {
      await api.turnOffSecondFactor(proof);
      off();
    }
  }, nothingChanged);
  const day = new Date(since ?? '').toLocaleDateString('en-US', {
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  });
  return (
    <>
      <p>
        On since {day}. {recoveryCodesLeft} recovery {recoveryCodesLeft === 1 ? 'code is' : 'codes are'} left.
      </p>
      {open === null ? (
        <div className="acts">
          <button type="button" className="btn btn-line" onClick={() => setOpen('codes')}>
            New recovery codes
          </button>
          {!isRequired && (
            <button type="button" className="btn btn-line" onClick={() => setOpen('off')}>
              Turn it off
            </button>
          )}
        </div>
      ) : (
        <SubmissionForm
          submission={submission}
          label={open === 'codes' ? 'New recovery codes' : 'Turn the second factor off'}
          button={open === 'codes' ? 'Show new recovery codes' : 'Turn it off'}
          busy="One moment…"
          after={
            <p>
              <button type="button" className="link" onClick={() => setOpen(null)}>
                Leave it as it is
              </button>
            </p>
          }
        >
          <CurrentPasswordField error={submission.errors.currentPassword} />
          <CodeField error={submission.errors.code} />
        </SubmissionForm>
      )}
    </>
  );
}
