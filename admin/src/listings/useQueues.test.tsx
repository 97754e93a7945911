import { renderHook, waitFor } from '@testing-library/react';
import { type AuthProvider, CoreAdminContext, useGetIdentity } from 'react-admin';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { adminProvider } from '../dataProvider/index.ts';
import { useQueues } from './useQueues.ts';

const api = answeringApi();

/** Signed in with this role. */
const as = (role: string): AuthProvider => ({
  login: async () => {},
  logout: async () => {},
  checkAuth: async () => {},
  checkError: async () => {},
  getPermissions: async () => null,
  getIdentity: async () => ({ id: 'per_1', roles: [role] }),
});
const queuesAs = <T,>(role: string, hook: () => T) =>
  renderHook(hook, {
    wrapper: ({ children }) => (
      <MemoryRouter>
        <CoreAdminContext dataProvider={adminProvider} authProvider={as(role)}>
          {children}
        </CoreAdminContext>
      </MemoryRouter>
    ),
  });

test('queues are known by name; until they are read, none is', async () => {
  api.on('GET /admin/queues', () => ({
    data: [
      { queue: 'toApprove', listings: 144, pastLimit: 41 },
      { queue: 'toPrice', listings: 0, pastLimit: 0 },
    ],
  }));
  const { result } = queuesAs('staff', useQueues);
  expect(result.current).toEqual({});
  await waitFor(() => expect(result.current.toApprove?.listings).toBe(144));
  expect(result.current.toPrice?.listings).toBe(0);
  expect(result.current.delistRequested).toBeUndefined();
});

test('who may not open listings asks for no queues', async () => {
  const { result } = queuesAs('support', () => ({ queues: useQueues(), who: useGetIdentity() }));
  await waitFor(() => expect(result.current.who.data?.roles).toEqual(['support']));
  expect(api.sent).toEqual([]);
});
