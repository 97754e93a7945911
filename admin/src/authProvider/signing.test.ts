/** Signing in to and out of the back office. */
import { expect, it, vi } from 'vitest';
import { answeringApi, Refused } from '../../test/api.ts';
import { authProvider } from './index.ts';

const api = answeringApi();
const ruth = {
  id: 'per_1',
  name: 'Ruth Adeyemi',
  email: 'ruth@example.com',
  roles: ['admin'],
  consignorId: null,
};
const session = (more: object = {}) => ({ person: ruth, demoAccounts: [], ...more });

it('signing out removes the orders that the storefront keeps in this browser', async () => {
  const removed: string[] = [];
  vi.stubGlobal('caches', { delete: async (name: string) => removed.push(name) > 0 });
  api.on('POST /session', () => session());
  api.on('GET /session', () => session());
  api.on('DELETE /session', () => null);
  await authProvider.login({ email: ruth.email, password: 'long enough' });
  await authProvider.logout({});
  expect(api.sentTo('DELETE /session')).toHaveLength(1);
  expect(removed).toEqual(['holdfast-orders']);
});

it('stays closed to who lacks the second factor that the staff’s rules ask for', async () => {
  api.on('POST /session', () => session());
  api.on('GET /session', () => session({ lacksSecondFactor: true }));
  await expect(authProvider.login({ email: ruth.email, password: 'long enough' })).rejects.toThrow(
    'Set up a second factor first.',
  );
});

it('hands the refusal on that asks for a code', async () => {
  const problem = {
    type: 'about:blank',
    title: 'A code of your app is needed',
    status: 401,
    code: 'second_factor_required',
  };
  api.on('POST /session', () => new Refused(401, problem));
  await expect(authProvider.login({ email: ruth.email, password: 'long enough' })).rejects.toMatchObject({
    problem,
  });
});
