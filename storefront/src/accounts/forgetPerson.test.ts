import { afterEach, expect, test, vi } from 'vitest';
import { keepTypedEmail, typedEmail } from '../checkout/typedEmail.ts';
import { forgetPerson } from './forgetPerson.ts';
import { sessionStore } from './visitor.ts';

afterEach(() => vi.unstubAllGlobals());

test('the next person in front of the browser finds no typed address, no kept order and no session', async () => {
  const stored = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  const kept = new Set(['holdfast-orders']);
  vi.stubGlobal('caches', { delete: async (name: string) => kept.delete(name) });
  vi.stubGlobal('fetch', async () => Response.json({ person: null, demoAccounts: [], reservation: null }));
  keepTypedEmail('ann@example.com');
  expect(typedEmail()).toBe('ann@example.com');
  await forgetPerson();
  expect(typedEmail()).toBeNull();
  expect(kept).toEqual(new Set());
  expect(sessionStore.get()?.person).toBeNull();
});
