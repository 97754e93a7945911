import { ApiProblem, NoAnswer } from '@holdfast/shared/apiClient';
import type { ProblemCode } from '@holdfast/shared/http';
import type { Reservation } from '@holdfast/shared/reservations';
import { afterEach, expect, test, vi } from 'vitest';
import { BankSilent, letGo } from './letGo.ts';
import { failureText } from './useEnding.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const problem = (code: ProblemCode, detail?: string) =>
  new ApiProblem({ type: '', title: 'That didn’t work', status: 409, code, ...(detail ? { detail } : {}) });

test.each([
  ['what the bank decided first is on the page', problem('transition_refused'), null],
  ['another refusal', problem('too_many_requests', 'Wait a minute.'), 'Wait a minute.'],
  ['a refusal without details', problem('internal_error'), 'That didn’t work'],
  ['no answer', new NoAnswer(), /^We didn’t get an answer/],
  ['a bank that is silent', new BankSilent(), /^Your bank hasn’t confirmed yet/],
])('says %s', (_what, error, words) =>
  expect(failureText(error)).toEqual(words instanceof RegExp ? expect.stringMatching(words) : words),
);

test('a hold whose bank doesn’t confirm in time isn’t let go, and that is said', async () => {
  vi.useFakeTimers();
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string, { method = 'GET' }: RequestInit = {}) => {
    asked.push(`${method} ${address}`);
    return Response.json({ state: 'pending.paying' });
  });
  const held = { id: 'res_1', payment: { id: 'pay_1', state: 'requiresAction' } } as Reservation;
  const outcome = letGo(held).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await outcome).toBeInstanceOf(BankSilent);
  expect(asked[0]).toBe('DELETE /api/payments/pay_1');
  expect(asked).not.toContain('DELETE /api/reservations/res_1');
});
