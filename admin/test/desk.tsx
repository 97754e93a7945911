/** Renders a part of the back office as the application does: react-admin, the router, shortcuts and breadcrumbs. */
import { render, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { CoreAdminContext, ResourceContextProvider } from 'react-admin';
import { MemoryRouter, useLocation } from 'react-router';
import { adminProvider } from '../src/dataProvider/index.ts';
import { CrumbsProvider } from '../src/ui/crumbs.tsx';
import { ShortcutsProvider } from '../src/ui/shortcuts.tsx';

interface DeskOptions {
  /** The page's address, with its query. */
  at?: string;
  resource?: string;
}

function Desk({ at = '/', resource, children }: DeskOptions & { children: ReactNode }) {
  return (
    <MemoryRouter initialEntries={[at]}>
      <CoreAdminContext dataProvider={adminProvider}>
        <ShortcutsProvider>
          <CrumbsProvider>
            <Address />
            {resource ? (
              <ResourceContextProvider value={resource}>{children}</ResourceContextProvider>
            ) : (
              children
            )}
          </CrumbsProvider>
        </ShortcutsProvider>
      </CoreAdminContext>
    </MemoryRouter>
  );
}

let address = '';

function Address() {
  const { pathname, search } = useLocation();
  address = pathname + search;
  return null;
}

/** Where the page is now, with its query. */
export const addressNow = (): string => address;

export function renderDesk(children: ReactNode, options: DeskOptions = {}) {
  return render(<Desk {...options}>{children}</Desk>);
}

export function renderDeskHook<T>(hook: () => T, options: DeskOptions = {}) {
  return renderHook(hook, { wrapper: ({ children }) => <Desk {...options}>{children}</Desk> });
}
