/** Which roles an endpoint admits. */
import type { Role } from '@holdfast/shared/accounts';
import { staffRoles } from '@holdfast/shared/accounts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, type Ctx, query } from '../platform/http/index.ts';
import { guardRoles, hasRole } from './policy.ts';

const callerOf = (roles: Role[], personId: string | null = 'prs_1'): Caller => ({
  fanId: 'fan_1',
  personId,
  name: null,
  email: 'ada@example.com',
  roles,
  consignorId: null,
  lacksSecondFactor: false,
  hasFreshProof: true,
  hasPasskeyProof: false,
  key: null,
});

const allRoles: Role[] = ['fan', 'consignor', ...staffRoles];

const endpointFor = (roles?: readonly Role[]) =>
  query({
    path: '/things',
    summary: 'Lists things',
    tag: 'Things',
    answer: z.null(),
    run: async () => null,
    ...(roles ? { roles } : {}),
  });

const admits = (caller: Caller, roles?: readonly Role[]) => {
  try {
    guardRoles({ state: { caller } } as Ctx, endpointFor(roles));
    return 'admitted';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each(allRoles.flatMap((mine) => allRoles.map((wanted) => [mine, wanted] as const)))(
  'somebody with the role %s at an endpoint for %s',
  (mine, wanted) => {
    const isAdmitted = mine === wanted || mine === 'admin';
    expect(hasRole(callerOf([mine]), wanted)).toBe(isAdmitted);
    expect(admits(callerOf([mine]), [wanted])).toBe(isAdmitted ? 'admitted' : 'forbidden');
  },
);

test('one role of several is enough, of either side', () => {
  expect(admits(callerOf(['fan', 'finance']), ['support', 'finance'])).toBe('admitted');
});

test('an endpoint without roles admits anybody; one with roles asks a guest to sign in', () => {
  expect(admits(callerOf([], null))).toBe('admitted');
  expect(admits(callerOf([], null), ['admin'])).toBe('sign_in_required');
  expect(admits(callerOf([]), ['admin'])).toBe('forbidden');
});
