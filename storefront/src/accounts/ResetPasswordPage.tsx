import { useState } from 'react';
import { api } from '../api/api.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';
import { LinkClosed, LinkReading } from './linkStates.tsx';
import { NewPasswordField } from './passwordFields.tsx';
import { useOpenedLink } from './useOpenedLink.ts';
import { refreshSession } from './visitor.ts';

function ResetPasswordPage(_: PageProps<null>) {
  const opened = useOpenedLink(api.readPasswordReset);
  if (opened.state === 'reading') return <LinkReading />;
  if (opened.state === 'closed') return <LinkClosed title="This link is over" why={opened.why} />;
  return <NewPassword email={opened.shown.email} token={opened.token} />;
}

function NewPassword({ email, token }: { email: string; token: string }) {
  const [isSet, setIsSet] = useState(false);
  const submission = useSubmission(async (given) => {
    await api.setForgottenPassword({ token, newPassword: given('newPassword') });
    setIsSet(true);
    void refreshSession();
  });
  if (isSet)
    return (
      <div className="wrap plain">
        <h1>Your password is set</h1>
        <p role="status">Every browser is signed out. Sign in with the new password.</p>
        <div className="acts">
          <a className="btn btn-go" href="/sign-in">
            Sign in
          </a>
          <a className="btn btn-line" href="/admin/">
            To the back office
          </a>
        </div>
      </div>
    );
  return (
    <div className="wrap plain">
      <h1>Set a new password</h1>
      <p className="muted">
        For the account of <b>{email}</b>. Every browser is signed out then.
      </p>
      <SubmissionForm
        submission={submission}
        label="Set a new password"
        button="Set the password"
        busy="Saving…"
      >
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <NewPasswordField label="New password" name="newPassword" error={submission.errors.newPassword} />
      </SubmissionForm>
    </div>
  );
}

/** /reset-password: where the link of a forgotten password leads. */
export const resetPasswordPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Set a new password' }),
  Page: ResetPasswordPage,
});
