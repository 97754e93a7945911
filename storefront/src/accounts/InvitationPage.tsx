import type { InvitationShown, Role } from '@holdfast/shared/accounts';
import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { useMarketplace } from '../shell/marketplace.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';
import { CodeField, useAskedCode } from './CodeField.tsx';
import { LinkClosed, LinkReading } from './linkStates.tsx';
import { mayEnterOffice, worksAtGate } from './staffRoles.ts';
import { useOpenedLink } from './useOpenedLink.ts';
import { refreshHold, showSession } from './visitor.ts';

const isForStaff = (roles: readonly Role[]) => mayEnterOffice(roles) || roles.includes('gate');

function InvitationPage(_: PageProps<null>) {
  const opened = useOpenedLink(api.readInvitation);
  if (opened.state === 'reading') return <LinkReading />;
  if (opened.state === 'closed') return <LinkClosed title="This invitation is over" why={opened.why} />;
  return <Acceptance invited={opened.shown} token={opened.token} />;
}

function Acceptance({ invited, token }: { invited: InvitationShown; token: string }) {
  const { email, roles, invitedBy, hasAccount } = invited;
  const { navigate } = useNavigation();
  const forStaff = isForStaff(roles);
  const asked = useAskedCode();
  const submission = useSubmission(async (given) => {
    const code = given('code');
    const session = await asked.send(() =>
      api.acceptInvitation({
        token,
        password: given('password'),
        ...(hasAccount ? {} : { name: given('name') }),
        ...(code ? { code } : {}),
      }),
    );
    if (session === null) return;
    showSession(session);
    void refreshHold();
    // The back office is an application of its own.
    if (mayEnterOffice(session.person?.roles ?? [])) location.assign('/admin/');
    else navigate(worksAtGate(session.person) ? '/gate' : '/selling');
  });
  const { name: marketplace } = useMarketplace();
  return (
    <div className="wrap plain">
      <h1>
        {mayEnterOffice(roles)
          ? 'Welcome to the back office'
          : forStaff
            ? 'Welcome to the gate'
            : 'Your own sign-in'}
      </h1>
      <p className="muted">
        {invitedBy ?? marketplace} invited <b>{email}</b>
        {forStaff ? ` to work at ${marketplace}.` : ' to see how their tickets sell.'}{' '}
        {hasAccount
          ? 'This address has an account: give its password.'
          : 'Choose how you are called and a password.'}
      </p>
      <SubmissionForm
        submission={submission}
        label="Accept the invitation"
        button="Accept and sign in"
        busy="Signing in…"
      >
        {!hasAccount && <Field label="Name" name="name" autoComplete="name" error={submission.errors.name} />}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={hasAccount ? 'current-password' : 'new-password'}
          error={submission.errors.password}
          {...(hasAccount ? {} : { hint: 'At least 10 characters.' })}
        />
        {asked.isAsked && <CodeField error={submission.errors.code} />}
      </SubmissionForm>
      {hasAccount && (
        <p className="muted">
          <a href="/forgot-password">Forgot your password?</a> Then open the link of the invitation again.
        </p>
      )}
    </div>
  );
}

/** /invitation: where the link of an invitation leads. */
export const invitationPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your invitation' }),
  Page: InvitationPage,
});
