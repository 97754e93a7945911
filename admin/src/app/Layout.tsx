import type { Role } from '@holdfast/shared/accounts';
import { Suspense, useEffect, useRef, useState } from 'react';
import { type CoreLayoutProps, useGetIdentity } from 'react-admin';
import { useLocation, useNavigate } from 'react-router';
import { mayOpen, mayOpenAddress } from '../authProvider/index.ts';
import { CrumbsProvider } from '../ui/crumbs.tsx';
import { KeysWait, ShortcutsProvider, useKeysWait, useShortcuts } from '../ui/shortcuts.tsx';
import { AllShortcuts } from './AllShortcuts.tsx';
import { AppBar } from './AppBar.tsx';
import { FreshProof } from './FreshProof.tsx';
import { NotYours } from './NotYours.tsx';
import { rooms } from './pages.ts';
import { ShortcutBar } from './ShortcutBar.tsx';
import { Sidebar } from './Sidebar.tsx';

/** The frame: sidebar, app bar, page, shortcut bar. */
export function Layout({ children }: CoreLayoutProps) {
  return (
    <ShortcutsProvider>
      <CrumbsProvider>
        <Frame>{children}</Frame>
      </CrumbsProvider>
    </ShortcutsProvider>
  );
}

function Frame({ children }: CoreLayoutProps) {
  const [menuOpen, setMenuOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const page = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { data: identity, isPending } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];

  // The person's roles decide which pages the shortcuts reach.
  useKeysWait(isPending);
  useShortcuts([
    { keys: '?', does: 'all keys', run: () => setKeysOpen(true), quiet: true },
    ...rooms
      .flatMap((room) => room.pages)
      .filter((each) => each.key !== undefined && mayOpen(each.page, roles))
      .map((each) => ({
        keys: `g ${each.key}`,
        does: `go to ${each.name}`,
        run: () => navigate(each.to),
        quiet: true,
      })),
  ]);

  // Each page starts scrolled to its top, with the focus there for screen readers.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page
  useEffect(() => {
    page.current?.scrollTo(0, 0);
    if (document.activeElement !== document.body && document.activeElement?.isConnected) return;
    // Only keyboard users see the focus ring.
    page.current?.setAttribute('data-quiet', '');
    page.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="app">
      <button type="button" className="skip" onClick={() => page.current?.focus()}>
        To the page
      </button>
      <Sidebar open={menuOpen} close={() => setMenuOpen(false)} />
      <AppBar openMenu={() => setMenuOpen((open) => !open)} menuOpen={menuOpen} />
      <main
        className="page"
        id="page"
        ref={page}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable without a mouse
        tabIndex={0}
        onBlur={(event) => event.currentTarget.removeAttribute('data-quiet')}
      >
        {identity && !mayOpenAddress(pathname, roles) ? (
          <NotYours />
        ) : (
          <Suspense fallback={<KeysWait />}>{children}</Suspense>
        )}
      </main>
      <ShortcutBar showAll={() => setKeysOpen(true)} />
      <FreshProof />
      <AllShortcuts open={keysOpen} close={() => setKeysOpen(false)} />
    </div>
  );
}
