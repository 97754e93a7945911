/** Renders a part of the back office as the application does: react-admin, the router, shortcuts and breadcrumbs. */
import { ThemeProvider } from '@mui/material/styles';
import { render, renderHook } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { CoreAdminContext, defaultI18nProvider, memoryStore, ResourceContextProvider } from 'react-admin';
import { MemoryRouter, useLocation } from 'react-router';
import { newQueryClient } from '../src/app/queryClient.ts';
import { theme } from '../src/app/theme.ts';
import { adminProvider } from '../src/dataProvider/index.ts';
import { CrumbsProvider } from '../src/ui/crumbs.tsx';
import { ShortcutsProvider } from '../src/ui/shortcuts.tsx';

interface DeskOptions {
  /** The page's address, with its query. */
  at?: string;
  resource?: string;
}

function Desk({ at = '/', resource, children }: DeskOptions & { children: ReactNode }) {
  const [store] = useState(memoryStore);
  const [queryClient] = useState(newQueryClient);
  return (
    <MemoryRouter initialEntries={[at]}>
      <CoreAdminContext
        dataProvider={adminProvider}
        i18nProvider={defaultI18nProvider}
        store={store}
        queryClient={queryClient}
      >
        <ThemeProvider theme={theme}>
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
        </ThemeProvider>
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
