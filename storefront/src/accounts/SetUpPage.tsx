import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { type PageProps, route } from '../router/route.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

type State = 'reading' | 'open' | 'over';

function SetUpPage(_: PageProps<null>) {
  const [state, setState] = useState<State>('reading');
  useEffect(() => {
    api.setUpState().then(
      ({ isOpen }) => setState(isOpen ? 'open' : 'over'),
      () => setState('open'),
    );
  }, []);
  if (state === 'reading') return <div className="wrap plain flat-block tall" aria-busy="true" />;
  if (state === 'over') return <Done />;
  return <FirstAdministrator done={() => setState('over')} />;
}

function FirstAdministrator({ done }: { done: () => void }) {
  const submission = useSubmission(async (given) => {
    await api.setUp({
      code: given('code'),
      name: given('name'),
      email: given('email'),
      password: given('password'),
    });
    done();
  });
  return (
    <div className="wrap plain">
      <h1>Set up Holdfast</h1>
      <p className="muted">
        Nobody runs this marketplace yet. Make the first administrator: they invite everybody else. The code
        shows that you run the server; it printed the code when it started.
      </p>
      <SubmissionForm
        submission={submission}
        label="The first administrator"
        button="Make the administrator"
        busy="Setting up…"
      >
        <Field
          label="Code from the server’s log"
          name="code"
          autoComplete="off"
          hint="Such as 7K2M-9Q3X-4F8T-1B6W."
          error={submission.errors.code}
        />
        <Field label="Your name" name="name" autoComplete="name" error={submission.errors.name} />
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          error={submission.errors.email}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint="At least 10 characters."
          error={submission.errors.password}
        />
      </SubmissionForm>
    </div>
  );
}

function Done() {
  return (
    <div className="wrap plain">
      <h1>Holdfast is set up</h1>
      <p role="status">There is an administrator. Sign in to the back office, and invite your staff there.</p>
      <div className="acts">
        <a className="btn btn-go" href="/admin/">
          Sign in to the back office
        </a>
      </div>
    </div>
  );
}

/** /set-up: makes the first administrator, while there is none. */
export const setUpRoute = route<null>({
  name: 'setUp',
  path: '/set-up',
  load: async () => null,
  head: () => ({ title: 'Set up · Holdfast' }),
  Page: SetUpPage,
});
