import type { Session } from '@holdfast/shared/accounts';
import { useQuery } from '@tanstack/react-query';
import { type InputHTMLAttributes, useState } from 'react';
import { useLogin } from 'react-admin';
import { mayEnter, readSession, roleNames, type SignInGiven } from '../authProvider/index.ts';
import { Refusal } from '../dataProvider/index.ts';
import './signIn.css';

/** The sign-in page: email and password, and in demo mode one button for each role. */
export function SignInPage() {
  const login = useLogin();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const {
    data: session,
    error,
    refetch,
  } = useQuery<Session>({ queryKey: ['session'], queryFn: readSession });

  async function enter(who: SignInGiven) {
    setBusy(true);
    setProblem(null);
    try {
      await login(who, '/');
    } catch (refusal) {
      setBusy(false);
      const isAsked = refusal instanceof Refusal && refusal.problem?.code === 'second_factor_required';
      if (isAsked && code === null) return setCode('');
      setProblem(refusal instanceof Refusal ? refusal.message : 'That didn’t work. Try again.');
      await refetch();
    }
  }

  const demo = session?.demoAccounts.filter((account) => mayEnter([account.role])) ?? [];
  const stranger = session?.person && !mayEnter(session.person.roles) ? session.person : null;
  return (
    <div className="sign-in">
      <header>
        <b>Holdfast</b>
        <p>The book behind the board.</p>
      </header>
      <main>
        <h1>Sign in to the back office</h1>
        {stranger && (
          <p className="note info">
            You are signed in as {stranger.name}. That account has no access: the back office is for those who
            work at Holdfast. <a href="/">Go to the storefront</a>, or sign in as somebody else.
          </p>
        )}
        {session?.lacksSecondFactor && (
          <p className="note info">
            You are signed in as {session.person?.name}. Everybody of the staff needs a second factor:{' '}
            <a href="/account">set one up on your account’s page</a>, then{' '}
            <a href="/admin/">open the back office</a>.
          </p>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            enter({ email, password, ...(code ? { code } : {}) });
          }}
        >
          <Entry
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
          />
          <Entry
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
          {code !== null && (
            <Entry
              label="Code of your app, or a recovery code"
              name="code"
              type="text"
              autoComplete="one-time-code"
              // The code is the one thing that is missing.
              autoFocus
              value={code}
              onChange={setCode}
            />
          )}
          {(problem ?? error?.message) && (
            <p className="note danger" role="alert">
              {problem ?? error?.message}
            </p>
          )}
          <button type="submit" className="btn p w" disabled={busy}>
            Sign in
          </button>
          <p>
            <a href="/forgot-password">Forgot your password?</a>
          </p>
        </form>
        <button type="button" className="btn w" disabled={busy} onClick={() => enter({ byPasskey: true })}>
          Sign in with a passkey
        </button>
        {demo.length > 0 && (
          <section>
            <h2>Demo mode: enter as</h2>
            <ul>
              {demo.map((account) => (
                <li key={account.email}>
                  <button type="button" className="btn" disabled={busy} onClick={() => enter(account)}>
                    {roleNames[account.role]}
                  </button>
                  <span className="fnt">{account.email}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
    </div>
  );
}

interface EntryProps extends Pick<InputHTMLAttributes<HTMLInputElement>, 'autoComplete' | 'autoFocus'> {
  label: string;
  name: string;
  type: 'email' | 'password' | 'text';
  value: string;
  onChange(value: string): void;
}

const Entry = ({ label, name, onChange, ...input }: EntryProps) => (
  <div className="fld">
    <label htmlFor={name}>{label}</label>
    <div className="ctl">
      <input id={name} required onChange={(event) => onChange(event.target.value)} {...input} />
    </div>
  </div>
);
