import type { EmailConfirmationShown } from '@holdfast/shared/accounts';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';
import { LinkClosed, LinkReading } from './linkStates.tsx';
import { NewPasswordField } from './passwordFields.tsx';
import { useOpenedLink } from './useOpenedLink.ts';
import { holdStore, refreshHold, refreshSession, showSession } from './visitor.ts';

function ConfirmEmailPage(_: PageProps<null>) {
  const opened = useOpenedLink<EmailConfirmationShown>(api.readEmailConfirmation);
  if (opened.state === 'reading') return <LinkReading />;
  if (opened.state === 'closed') return <LinkClosed title="This link is over" why={opened.why} />;
  const { token, shown } = opened;
  return shown.isNew ? (
    <NewAccount email={shown.email} token={token} />
  ) : (
    <Confirm email={shown.email} token={token} />
  );
}

interface LinkProps {
  email: string;
  token: string;
}

function NewAccount({ email, token }: LinkProps) {
  const { navigate } = useNavigation();
  const submission = useSubmission(async (given) => {
    showSession(await api.completeSignUp({ token, name: given('name'), password: given('password') }));
    await refreshHold();
    const hold = holdStore.get();
    // Whoever signed up over a hold goes on with it.
    navigate(hold ? `/checkout/${hold.id}` : '/orders');
  });
  const { errors } = submission;
  return (
    <div className="wrap plain">
      <h1>Finish your account</h1>
      <p className="muted">
        For <b>{email}</b>. Choose how you are called and a password.
      </p>
      <SubmissionForm
        submission={submission}
        label="Finish your account"
        button="Create my account"
        busy="Creating it…"
      >
        <Field label="Name" name="name" autoComplete="name" error={errors.name} />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <NewPasswordField error={errors.password} />
      </SubmissionForm>
    </div>
  );
}

/** A press confirms, and not the opening: mail programs open links by themselves. */
function Confirm({ email, token }: LinkProps) {
  const [isDone, setDone] = useState(false);
  const submission = useSubmission(async () => {
    await api.confirmEmail(token);
    setDone(true);
    void refreshSession();
  });
  if (isDone)
    return (
      <div className="wrap plain">
        <h1>Confirmed</h1>
        <p role="status">
          <b>{email}</b> is the address of your account. You sign in with it from now on.
        </p>
        <div className="acts">
          <a className="btn btn-go" href="/account">
            Your account
          </a>
        </div>
      </div>
    );
  return (
    <div className="wrap plain">
      <h1>Confirm your email address</h1>
      <p className="muted">
        Confirm that <b>{email}</b> is yours. It is the address of your account then, and you sign in with it.
      </p>
      <SubmissionForm
        submission={submission}
        label="Confirm your email address"
        button="Confirm this address"
        busy="Confirming…"
      >
        {null}
      </SubmissionForm>
    </div>
  );
}

/** /confirm-email: where the link of a new account or of another address leads. */
export const confirmEmailPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Confirm your email address' }),
  Page: ConfirmEmailPage,
});
