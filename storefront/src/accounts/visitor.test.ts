import type { Session } from '@holdfast/shared/accounts';
import type { Reservation } from '@holdfast/shared/reservations';
import { afterEach, expect, test, vi } from 'vitest';
import { holdStore, refreshHold, refreshSession, sessionStore, showHold, showSession } from './visitor.ts';

afterEach(() => vi.unstubAllGlobals());

/** A server whose responses come when the test says so, in any order. */
function serverOnDemand(): ((body: unknown) => void)[] {
  const answers: ((body: unknown) => void)[] = [];
  vi.stubGlobal(
    'fetch',
    () => new Promise((resolve) => answers.push((body) => resolve(Response.json(body as object)))),
  );
  return answers;
}

const session = (name: string | null) =>
  ({ person: name && { id: name, name }, demoAccounts: [] }) as unknown as Session;
const hold = (id: string) =>
  ({
    id,
    state: 'pending.holding',
    items: [] as Reservation['items'],
    expiresAt: '2026-11-29T12:10:00Z',
    serverNow: '2026-11-29T12:00:00Z',
  }) as Reservation;

test('a session that was read before somebody signed in and comes afterwards doesn’t sign them out', async () => {
  const answers = serverOnDemand();
  const before = refreshSession();
  showSession(session('Ann'));
  answers[0]?.(session(null));
  await before;
  expect(sessionStore.get()?.person?.name).toBe('Ann');
});

test('of two reads of the session the one that began last is shown, whichever comes last', async () => {
  const answers = serverOnDemand();
  const reads = [refreshSession(), refreshSession()];
  answers[1]?.(session(null));
  answers[0]?.(session('Ann'));
  await Promise.all(reads);
  expect(sessionStore.get()?.person).toBeNull();
});

test('a hold that was just made isn’t taken back by what was read before it', async () => {
  const answers = serverOnDemand();
  const before = refreshHold();
  showHold(hold('res_1'));
  answers[0]?.({ reservation: null });
  await before;
  expect(holdStore.get()?.id).toBe('res_1');
  // An order that is looked at doesn't end the reads of the hold.
  const after = refreshHold();
  showHold({ ...hold('res_2'), state: 'paid' });
  answers[1]?.({ reservation: null });
  await after;
  expect(holdStore.get()).toBeNull();
});
