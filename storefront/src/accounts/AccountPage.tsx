import type { Person } from '@holdfast/shared/accounts';
import { useState } from 'react';
import { OwnAlerts } from '../alerts/OwnAlerts.tsx';
import { api } from '../api/api.ts';
import { OwnHandovers } from '../handovers/OwnHandovers.tsx';
import { definePage, type PageProps } from '../router/route.ts';
import { Field } from '../ui/Field.tsx';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { useRead } from '../ui/useRead.ts';
import { useSubmission } from '../ui/useSubmission.ts';
import { OwnWaiting } from '../waiting/OwnWaiting.tsx';
import { CloseAccount } from './CloseAccount.tsx';
import { EmailState } from './EmailState.tsx';
import { OwnSessions } from './OwnSessions.tsx';
import { Passkeys } from './Passkeys.tsx';
import { CurrentPasswordField, NewPasswordField } from './passwordFields.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { sessionStore, showSession } from './visitor.ts';

function AccountPage(_: PageProps<null>) {
  const session = sessionStore.use();
  if (session === null) return <div className="wrap plain flat-block tall" aria-busy="true" />;
  if (!session.person) {
    return (
      <div className="wrap plain">
        <h1>Your account</h1>
        <p>You aren’t signed in.</p>
        <a className="btn btn-go" href="/sign-in?next=/account">
          Sign in
        </a>
      </div>
    );
  }
  return <Account key={session.person.id} person={session.person} />;
}

function Account({ person }: { person: Person }) {
  const [signOuts, setSignOuts] = useState(0);
  const { value: own, set: setOwn, hasFailed, again: readOwn } = useRead(api.ownAccount);
  return (
    <div className="wrap plain wide">
      <h1>Your account</h1>
      <p className="muted">
        Signed in as <b>{person.name}</b>, {person.email}.
      </p>
      <div className="acts">
        <a className="btn btn-go" href="/orders">
          My orders
        </a>
      </div>
      {hasFailed && <NotLoaded what="The state of your email address" again={readOwn} />}
      {own && <EmailState own={own} show={setOwn} />}
      <OwnHandovers />
      <OwnWaiting />
      <OwnAlerts />
      <div className="two-forms">
        <ChangeForm
          key={own ? 'read' : 'reading'}
          title="Name, email and phone"
          done="Saved."
          send={async (given) => {
            showSession(
              await api.changeAccount({
                name: given('name'),
                email: given('email'),
                ...(own ? { phone: given('phone') } : {}),
                currentPassword: given('currentPassword'),
              }),
            );
            await readOwn();
          }}
        >
          {(errors) => (
            <>
              <Field label="Name" name="name" autoComplete="name" value={person.name} error={errors.name} />
              <Field
                label="Email"
                name="email"
                type="email"
                autoComplete="email"
                value={person.email}
                hint="Another address counts once you open the link that we send there. Earlier orders keep theirs."
                error={errors.email}
              />
              {own && (
                <Field
                  label="Phone, if you like"
                  name="phone"
                  type="tel"
                  autoComplete="tel"
                  required={false}
                  value={own.phone ?? ''}
                  hint="For our support, to reach you about your tickets."
                  error={errors.phone}
                />
              )}
              <CurrentPasswordField error={errors.currentPassword} />
            </>
          )}
        </ChangeForm>
        <ChangeForm
          title="Password"
          done="Your password is changed. Every other browser is signed out."
          send={async (given) => {
            await api.changePassword({
              currentPassword: given('currentPassword'),
              newPassword: given('newPassword'),
            });
            setSignOuts((before) => before + 1);
            await readOwn();
          }}
        >
          {(errors) => (
            <>
              <CurrentPasswordField error={errors.currentPassword} />
              <NewPasswordField
                label="New password"
                name="newPassword"
                hint="At least 10 characters. Several words are good; your name and common passwords aren’t taken."
                error={errors.newPassword}
              />
            </>
          )}
        </ChangeForm>
      </div>
      <SecondFactor onChange={() => setSignOuts((before) => before + 1)} />
      <Passkeys />
      {/* Another password signs every other browser out: the list is read anew. */}
      <OwnSessions key={signOuts} />
      <CloseAccount roles={person.roles} />
    </div>
  );
}

interface ChangeFormProps {
  title: string;
  done: string;
  send(given: (name: string) => string): Promise<unknown>;
  children(errors: Record<string, string>): React.ReactNode;
}

function ChangeForm({ title, done, send, children }: ChangeFormProps) {
  const { submit, errors, failure, isBusy, isDone } = useSubmission(
    async (given, form) => {
      await send(given);
      for (const field of form.querySelectorAll<HTMLInputElement>('[type=password]')) field.value = '';
    },
    { validation_failed: 'Nothing was changed.' },
  );

  return (
    <form className="form" method="post" noValidate onSubmit={submit} aria-label={title}>
      <h2>{title}</h2>
      <p role="status">{isDone ? done : failure}</p>
      {children(errors)}
      <button type="submit" className="btn btn-line" aria-disabled={isBusy || undefined}>
        {isBusy ? 'Saving…' : `Change my ${title.toLowerCase()}`}
      </button>
    </form>
  );
}

/** /account: one's name, email address and password. */
export const accountPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your account' }),
  Page: AccountPage,
});
