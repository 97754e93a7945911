import { useEffect } from 'react';
import { forgetPerson } from '../accounts/forgetPerson.ts';
import { isConsignor, mayEnterOffice, worksAtGate } from '../accounts/staffRoles.ts';
import { holdStore, refreshHold, refreshSession, sessionStore } from '../accounts/visitor.ts';
import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { inboxStore, useFollowedInbox } from '../selling/inbox.ts';
import { ClockIcon, Mark, MenuIcon } from '../ui/icons.tsx';
import { SearchForm } from '../ui/SearchForm.tsx';
import { minutesText, useSecondsLeft } from '../ui/useNow.ts';
import { markClass, useMarketplace } from './marketplace.ts';

/** Name, search and links; after hydration also who is signed in and what is held. */
export function Header() {
  const { shown } = useNavigation();
  const { name } = useMarketplace();
  const { route, request, address } = shown.match;
  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded again on every page
  useEffect(() => {
    void refreshSession();
    void refreshHold();
  }, [address]);
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'visible') void refreshHold();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, []);
  useFollowedInbox(isConsignor(sessionStore.use()?.person ?? null));
  const hasSearch = ['games', 'game', 'team', 'teamSeason', 'venue'].includes(route.name);
  return (
    <header className="site-head">
      <div className="wrap">
        <a className={markClass(name)} href="/">
          <Mark />
          {name}
        </a>
        {hasSearch && (
          <SearchForm
            id="head-q"
            className="head-search"
            value={route.name === 'games' ? (request.query.get('q') ?? '') : ''}
          />
        )}
        <HoldChip here={address} />
        <nav aria-label="Main">
          <NavLinks here={address} />
        </nav>
        <details className="menu" key={`menu ${address}`}>
          <summary className="icon-btn" aria-label="Menu">
            <MenuIcon />
            <UnreadDot />
          </summary>
          <nav aria-label="Menu">
            <NavLinks here={address} />
          </nav>
        </details>
      </div>
    </header>
  );
}

/** A visitor who signs in from one of these pages goes to the start page of their role instead of back. */
const leadsByRole = new Set(['/', '/sign-in', '/sell']);

function NavLinks({ here }: { here: string }) {
  const person = sessionStore.use()?.person ?? null;
  return (
    <>
      <a href="/games">Events</a>
      {isConsignor(person) ? (
        <>
          <a href="/selling">Selling</a>
          <InboxLink />
        </>
      ) : (
        <a href="/sell">Sell your seats</a>
      )}
      <a href="/orders">{person ? 'My orders' : 'Find my order'}</a>
      {worksAtGate(person) && <a href="/gate">Gate</a>}
      {person && mayEnterOffice(person.roles) && (
        <a href="/admin" target="_self">
          Back office
        </a>
      )}
      {person ? (
        <>
          <a href="/account">Account</a>
          <SignOut name={person.name} />
        </>
      ) : (
        <a href={leadsByRole.has(here) ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`}>Sign in</a>
      )}
    </>
  );
}

/** Where the links are folded away: something in the inbox is unread. */
const UnreadDot = () => ((inboxStore.use()?.unread ?? 0) > 0 ? <i className="unread-dot" /> : null);

/** The consignor's inbox, with how much of it is unread. */
function InboxLink() {
  const unread = inboxStore.use()?.unread ?? 0;
  return (
    <a href="/selling/notices">
      Inbox
      {unread > 0 && (
        <>
          <span className="unread fig" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
          <span className="vh">, {unread} unread</span>
        </>
      )}
    </a>
  );
}

function SignOut({ name }: { name: string }) {
  const { navigate } = useNavigation();
  const onClick = async () => {
    await api.signOut().catch(() => undefined);
    await forgetPerson();
    navigate('/');
  };
  return (
    <button type="button" className="nav-btn" onClick={onClick} title={`Signed in as ${name}`}>
      Sign out
    </button>
  );
}

/** Milliseconds between looks at a payment that is under way. */
const lookEveryMs = 2_000;

/** While a payment is under way, the header follows it on every page, so that it doesn't claim it after its end. */
function useFollowedPayment(isPaying: boolean): void {
  useEffect(() => {
    if (!isPaying) return;
    const timer = setInterval(() => void refreshHold(), lookEveryMs);
    return () => clearInterval(timer);
  }, [isPaying]);
}

/** The open hold with its time left, on every page but its own. */
function HoldChip({ here }: { here: string }) {
  const hold = holdStore.use();
  const left = useSecondsLeft(hold?.endsAt ?? null);
  useFollowedPayment(hold?.paying ?? false);
  if (!hold || here === `/checkout/${hold.id}` || left === null) return null;
  if (left === 0 && !hold.paying) return null;
  return (
    <a className="hold-chip" href={`/checkout/${hold.id}`}>
      <ClockIcon />
      {hold.paying ? (
        'Payment under way'
      ) : (
        <>
          <span>Held</span>
          <span className="fig" aria-hidden="true">
            {minutesText(left)}
          </span>
          <span className="vh">seats: go and pay</span>
        </>
      )}
    </a>
  );
}
