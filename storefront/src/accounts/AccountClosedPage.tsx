import { definePage, type PageProps } from '../router/route.ts';
import { sessionStore } from './visitor.ts';

function AccountClosedPage(_: PageProps<null>) {
  const person = sessionStore.use()?.person;
  // Of an old tab or a bookmark: who is signed in has an account.
  if (person)
    return (
      <div className="wrap plain">
        <h1>Your account is open</h1>
        <p>
          You are signed in as <b>{person.email}</b>.
        </p>
        <a className="btn btn-go" href="/account">
          Your account
        </a>
      </div>
    );
  return (
    <div className="wrap plain">
      <h1>Your account is closed</h1>
      <p role="status">
        Your name and address are removed from it, and you are signed out everywhere. An email to your former
        address says so too.
      </p>
      <p className="muted">
        The address is free: with it you can make another account, which knows nothing of this one.
      </p>
      <div className="acts">
        <a className="btn btn-go" href="/games">
          See the games
        </a>
      </div>
    </div>
  );
}

/** /account/closed: where the person lands who closed their account. */
export const accountClosedPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your account is closed' }),
  Page: AccountClosedPage,
});
