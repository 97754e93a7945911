import type { Role } from '@holdfast/shared/accounts';
import { useLayoutEffect } from 'react';
import { useGetIdentity, useLogout } from 'react-admin';
import { Link, useLocation } from 'react-router';
import { mayOpen, roleNames } from '../authProvider/index.ts';
import { useCounts, useQueues, viewsToCount } from '../counts/index.ts';
import { useMatchingQueue } from '../feeds/matching/useMatchingQueue.ts';
import { countOf } from '../ui/figures.tsx';
import { rooms, type SidebarPage } from './pages.ts';

const pages = rooms.flatMap((room) => room.pages);
const noRoles: readonly Role[] = [];

/** The sidebar: the pages that the person's roles may open, and the person at its foot. */
export function Sidebar({ open, close }: { open: boolean; close: () => void }) {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? noRoles;
  const logout = useLogout();
  const { pathname } = useLocation();
  // Before the page itself is drawn, which may have its rows at once.
  useLayoutEffect(
    () =>
      viewsToCount.pageShown(
        pages.some(
          ({ hasViews, page, to }) =>
            hasViews && to === pathname && (identity === undefined || mayOpen(page, roles)),
        ),
      ),
    [pathname, identity, roles],
  );
  return (
    <>
      <nav className={open ? 'rail open' : 'rail'} aria-label="Main" id="rail">
        <Link className="brand" to="/" onClick={close}>
          Holdfast
        </Link>
        {rooms.map((room) => {
          const pages = pagesShown(room.pages, roles, pathname);
          if (pages.length === 0) return null;
          return (
            <div key={room.name}>
              <h2>{room.name}</h2>
              <ul>
                {pages.map((page) => (
                  <SidebarLink key={page.to} page={page} close={close} />
                ))}
              </ul>
            </div>
          );
        })}
        {identity && (
          <div className="me">
            <b className="ini" aria-hidden="true">
              {initialsOf(identity.fullName ?? '')}
            </b>
            <div>
              {identity.fullName}
              <span>{roles.map((role) => roleNames[role]).join(', ')}</span>
            </div>
            <button type="button" onClick={() => logout()}>
              Sign out
            </button>
          </div>
        )}
      </nav>
      <button
        type="button"
        className="rail-scrim"
        aria-label="Close the menu"
        onClick={close}
        tabIndex={open ? 0 : -1}
      />
    </>
  );
}

const isAt = (to: string, pathname: string) =>
  to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);

/**
 * The pages of a section that stand in the sidebar: those that belong to another page only while that page, or one that
 * belongs to it, is open; and where the roles can't open that page.
 */
function pagesShown(all: readonly SidebarPage[], roles: readonly Role[], pathname: string): SidebarPage[] {
  const opened = pages.filter((page) => mayOpen(page.page, roles));
  const here = opened.find((page) => isAt(page.to, pathname));
  const family = here?.within ?? here?.to;
  const shown = all.filter(
    ({ page, within }) =>
      mayOpen(page, roles) &&
      (within === undefined || within === family || !opened.some(({ to }) => to === within)),
  );
  // Below the page that they belong to.
  return shown.flatMap((page) =>
    page.within === undefined || !shown.some(({ to }) => to === page.within)
      ? [page, ...shown.filter(({ within }) => within === page.to)]
      : [],
  );
}

function SidebarLink({ page, close }: { page: SidebarPage; close: () => void }) {
  const { pathname } = useLocation();
  const counts = useCounts()?.counts.sidebar;
  const standing = useQueues()[page.queue ?? 'toApprove'];
  const matching = useMatchingQueue();
  const isHere = isAt(page.to, pathname);
  const figure = page.matching
    ? matching
    : page.queue && standing
      ? { count: standing.listings, hot: standing.pastLimit > 0 }
      : page.count &&
        counts && {
          count: counts[page.count],
          hot: page.hotBy ? counts[page.hotBy] > 0 : page.count !== 'pricing',
        };
  return (
    <li className={page.within === undefined ? undefined : 'within'}>
      <Link to={page.to} aria-current={isHere ? 'page' : undefined} onClick={close}>
        {page.name}
        {figure && figure.count > 0 ? (
          <i className={figure.hot ? 'hot' : undefined}>{countOf(figure.count)}</i>
        ) : null}
      </Link>
    </li>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? words.at(-1)?.[0] : ''}`.toUpperCase();
}
