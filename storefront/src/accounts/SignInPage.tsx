import type { Session } from '@holdfast/shared/accounts';
import { useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { failureText, ShownError, useSubmission } from '../ui/useSubmission.ts';
import { knowsPasskeys, signWithPasskey } from './askAuthenticator.ts';
import { CodeField, useAskedCode } from './CodeField.tsx';
import { SignUpForm } from './SignUpForm.tsx';
import { isConsignor, worksAtGate } from './staffRoles.ts';
import { refreshHold, sessionStore, showSession } from './visitor.ts';

const roleNames: Record<string, string> = {
  fan: 'Fan',
  consignor: 'Consignor',
  staff: 'Consignment staff',
  finance: 'Finance',
  support: 'Support',
  admin: 'Administrator',
  gate: 'Gate',
};

function SignInPage(_: PageProps<null>) {
  const session = sessionStore.use();
  const form = useRef<HTMLFormElement>(null);
  if (session?.person) {
    return (
      <div className="wrap plain">
        <h1>Signed in as {session.person.name}</h1>
        <div className="acts">
          {isConsignor(session.person) && (
            <a className="btn btn-go" href="/selling">
              Your tickets on sale
            </a>
          )}
          <a className={isConsignor(session.person) ? 'btn btn-line' : 'btn btn-go'} href="/orders">
            My orders
          </a>
          <a className="btn btn-line" href="/games">
            All events
          </a>
        </div>
      </div>
    );
  }
  const fill = (email: string, password: string) => {
    const fields = form.current?.elements;
    if (!fields) return;
    (fields.namedItem('email') as HTMLInputElement).value = email;
    (fields.namedItem('password') as HTMLInputElement).value = password;
    form.current?.querySelector<HTMLElement>('button[type=submit]')?.focus();
  };
  return (
    <div className="wrap plain wide">
      <h1>Sign in</h1>
      <p className="muted">You can buy without an account. With one, your orders are kept together.</p>
      <div className="two-forms">
        <SignInForm ref={form} />
        <SignUpForm />
      </div>
      {/* Last: it is known only once the session has loaded, and moves nothing here. */}
      {session && session.demoAccounts.length > 0 && (
        <section className="note demo" aria-labelledby="demo">
          <div>
            <h2 id="demo">Demo accounts</h2>
            <p>This is a demonstration. Choose one to fill in the form:</p>
            <ul className="chips">
              {session.demoAccounts.map(({ role, email, password }) => (
                <li key={email}>
                  <button type="button" className="chip" onClick={() => fill(email, password)}>
                    {roleNames[role] ?? role}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
    </div>
  );
}

interface SignInFormProps {
  ref?: React.Ref<HTMLFormElement>;
}

function SignInForm({ ref }: SignInFormProps) {
  const { navigate } = useNavigation();
  const asked = useAskedCode();
  const entered = (session: Session) => {
    showSession(session);
    void refreshHold();
    navigate(nextPage(session));
  };
  const submission = useSubmission(
    async (given) => {
      const code = given('code');
      const session = await asked.send(() =>
        api.signIn({ email: given('email'), password: given('password'), ...(code ? { code } : {}) }),
      );
      if (session !== null) entered(session);
    },
    { sign_in_failed: 'Email or password is wrong.' },
  );
  const { errors } = submission;
  return (
    <SubmissionForm
      ref={ref}
      submission={submission}
      title="I have an account"
      button="Sign in"
      busy="Signing in…"
      buttonClass="btn btn-go"
      after={
        <>
          <p className="muted">
            <a href="/forgot-password">Forgot your password?</a>
          </p>
          <PasskeyButton entered={entered} />
        </>
      }
    >
      <Field label="Email" name="email" type="email" autoComplete="username" error={errors.email} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        error={errors.password}
      />
      {asked.isAsked && <CodeField error={errors.code} />}
    </SubmissionForm>
  );
}

/** Signs in without password and code. */
function PasskeyButton({ entered }: { entered: (session: Session) => void }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = async () => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      if (!knowsPasskeys()) throw new ShownError('This browser can’t use passkeys on this page.');
      const credential = await signWithPasskey(await api.beginPasskeySignIn());
      entered(await api.signInWithPasskey({ credential }));
    } catch (error) {
      setFailure(failureText(error, { sign_in_failed: 'This passkey opens no account here.' }));
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className="btn btn-line"
        aria-disabled={isBusy || undefined}
        onClick={() => void ask()}
      >
        {isBusy ? 'Follow your browser…' : 'Sign in with a passkey'}
      </button>
      <p role="alert" className={failure === null ? undefined : 'msg'}>
        {failure}
      </p>
    </>
  );
}

/** The page that the visitor came from, if it is one of ours; otherwise the start page of their role. */
function nextPage({ person }: Session): string {
  const own = isConsignor(person) ? '/selling' : worksAtGate(person) ? '/gate' : '/orders';
  const next = new URLSearchParams(location.search).get('next') ?? own;
  return /^\/(?![/\\])/.test(next) ? next : own;
}

/** /sign-in: sign in or create an account. */
export const signInPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Sign in' }),
  Page: SignInPage,
});
