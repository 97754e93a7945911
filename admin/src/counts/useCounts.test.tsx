import { act, renderHook, waitFor } from '@testing-library/react';
import { type AuthProvider, CoreAdminContext, useGetIdentity } from 'react-admin';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { adminProvider } from '../dataProvider/index.ts';
import { useCounts, useQueues } from './useCounts.ts';
import { viewsToCount } from './viewsToCount.ts';

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
  viewsToCount.pageShown(false);
  api.on('POST /admin/counts', () => ({
    sidebar: { pricing: 7, attention: 0, failedEmails: 0 },
    queues: [
      { queue: 'toApprove', listings: 144, pastLimit: 41 },
      { queue: 'toPrice', listings: 0, pastLimit: 0 },
    ],
    matching: null,
    views: [],
  }));
  const { result } = queuesAs('staff', useQueues);
  expect(result.current).toEqual({});
  await waitFor(() => expect(result.current.toApprove?.listings).toBe(144));
  expect(result.current.toPrice?.listings).toBe(0);
  expect(result.current.delistRequested).toBeUndefined();
});

test('a page’s tabs are counted with the frame, in one request and after its rows', async () => {
  api.on('POST /admin/counts', ({ body }) => ({
    sidebar: { pricing: 7, attention: 0, failedEmails: 0 },
    queues: [],
    matching: null,
    views: (body as { views: unknown[] }).views.map((_, at) => at + 1),
  }));
  viewsToCount.pageShown(true);
  const { result } = queuesAs('staff', () => ({
    counts: useCounts(),
    who: useGetIdentity(),
    queues: useQueues(),
  }));
  await waitFor(() => expect(result.current.who.data?.roles).toEqual(['staff']));
  expect(api.sent).toEqual([]);
  act(() =>
    viewsToCount.give([
      { key: 'mine', filter: () => ({ owner: 'me' }) },
      { key: 'all', filter: () => ({}) },
    ]),
  );
  await waitFor(() => expect(result.current.counts?.views).toEqual({ mine: 1, all: 2 }));
  expect(api.sent.map(({ body }) => body)).toEqual([{ views: [{ owner: 'me' }, {}] }]);
});

test('who has no role of the back office asks for no counts', async () => {
  viewsToCount.pageShown(false);
  const { result } = queuesAs('fan', () => ({ queues: useQueues(), who: useGetIdentity() }));
  await waitFor(() => expect(result.current.who.data?.roles).toEqual(['fan']));
  expect(api.sent).toEqual([]);
});
