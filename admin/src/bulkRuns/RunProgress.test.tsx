import { QueryClient } from '@tanstack/react-query';
import { act, render, waitFor } from '@testing-library/react';
import { type AuthProvider, CoreAdminContext } from 'react-admin';
import { MemoryRouter } from 'react-router';
import { expect, test, vi } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { adminProvider } from '../dataProvider/index.ts';
import { onListingsChanged } from '../listings/listingsChanged.ts';
import { RunProgress } from './RunProgress.tsx';

const api = answeringApi();
const authProvider: AuthProvider = {
  login: async () => {},
  logout: async () => {},
  checkAuth: async () => {},
  checkError: async () => {},
  getPermissions: async () => null,
  getIdentity: async () => ({ id: 'per_1', roles: ['staff'] }),
};
const run = (id: string, doneAt: string | null) => ({
  id,
  action: { action: 'approve' },
  state: doneAt ? 'done' : 'running',
  listings: 3,
  done: doneAt ? 3 : 0,
  refused: 0,
  doneAt,
  createdAt: new Date().toISOString(),
  createdBy: 'Ann Keller',
  mine: true,
});

test('a run that ended before anybody saw it running still has its rows read again', async () => {
  const changed = vi.fn();
  const stop = onListingsChanged(changed);
  let runs = [run('blk_old', '2037-11-24T14:00:00.000Z')];
  api.on('GET /admin/bulk-runs', () => ({ data: runs, total: runs.length }));
  const queries = new QueryClient();
  render(
    <MemoryRouter>
      <CoreAdminContext dataProvider={adminProvider} authProvider={authProvider} queryClient={queries}>
        <RunProgress />
      </CoreAdminContext>
    </MemoryRouter>,
  );
  await waitFor(() => expect(queries.getQueryData(['bulkRuns', 'mine'])).toBeDefined());
  expect(changed).not.toHaveBeenCalled();
  runs = [run('blk_new', new Date().toISOString()), ...runs];
  // As the action does that began it.
  await act(() => queries.invalidateQueries({ queryKey: ['bulkRuns'] }));
  await waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
  stop();
});
