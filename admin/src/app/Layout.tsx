import type { Role } from '@holdfast/shared/accounts';
import { Suspense, useEffect, useRef, useState } from 'react';
import { type CoreLayoutProps, useGetIdentity } from 'react-admin';
import { useLocation, useNavigate } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { CrumbsProvider } from '../ui/crumbs.tsx';
import { KeysProvider, KeysWait, useKeys, useKeysWait } from '../ui/keys.tsx';
import { AllKeys } from './AllKeys.tsx';
import { KeyLine } from './KeyLine.tsx';
import { rooms } from './pages.ts';
import { Rail } from './Rail.tsx';
import { TopLine } from './TopLine.tsx';

/** Rail, top line, page, key line. */
export function Layout({ children }: CoreLayoutProps) {
  return (
    <KeysProvider>
      <CrumbsProvider>
        <Frame>{children}</Frame>
      </CrumbsProvider>
    </KeysProvider>
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

  // Which pages there are to go to follows from who somebody is.
  useKeysWait(isPending);
  useKeys([
    { keys: '?', does: 'all keys', run: () => setKeysOpen(true), quiet: true },
    ...rooms
      .flatMap((room) => room.pages)
      .filter((each) => mayOpen(each.page, roles))
      .map((each) => ({
        keys: `g ${each.key}`,
        does: `go to ${each.name}`,
        run: () => navigate(each.to),
        quiet: true,
      })),
  ]);

  // A new page begins at its top, and a reader of screens with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page
  useEffect(() => {
    page.current?.scrollTo(0, 0);
    if (document.activeElement !== document.body && document.activeElement?.isConnected) return;
    // The frame of the focus is for those who came by Tab.
    page.current?.setAttribute('data-quiet', '');
    page.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="app">
      <button type="button" className="skip" onClick={() => page.current?.focus()}>
        To the page
      </button>
      <Rail open={menuOpen} close={() => setMenuOpen(false)} />
      <TopLine openMenu={() => setMenuOpen((open) => !open)} menuOpen={menuOpen} />
      <main
        className="page"
        id="page"
        ref={page}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable without a mouse
        tabIndex={0}
        onBlur={(event) => event.currentTarget.removeAttribute('data-quiet')}
      >
        <Suspense fallback={<KeysWait />}>{children}</Suspense>
      </main>
      <KeyLine showAll={() => setKeysOpen(true)} />
      <AllKeys open={keysOpen} close={() => setKeysOpen(false)} />
    </div>
  );
}
