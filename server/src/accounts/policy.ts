/** Authorization by role for every endpoint. Rooms check single rows by their own policy. */
import { givenRoles, type Role } from '@holdfast/shared/accounts';
import type { AnyEndpoint, Caller, Ctx } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';

export const hasRole = (caller: Caller, ...wanted: Role[]) =>
  caller.roles.includes('admin') || wanted.some((role) => caller.roles.includes(role));

/** Whether one of these roles is of the staff, reading access data among them. */
export const hasStaffRole = (roles: readonly Role[]) => givenRoles.some((role) => roles.includes(role));

/** Whether one of these roles helps fans with their tickets, and so may read gate codes and open orders. */
export const mayReadTickets = (roles: readonly Role[]): boolean =>
  roles.includes('support') || roles.includes('admin');

/** The id of who is signed in. @throws Problem `sign_in_required` */
export function requirePerson({ personId }: Caller): string {
  if (personId === null) throw new Problem('sign_in_required', 'Sign in to see this.');
  return personId;
}

/**
 * Refuses callers without a role that the endpoint names, or without an account where it is for any.
 * @throws Problem `sign_in_required`, `second_factor_missing`, `forbidden` or `fresh_proof_required`
 */
export function guardRoles(ctx: Ctx, endpoint: AnyEndpoint): void {
  if (!endpoint.roles && !endpoint.signedIn) return;
  const { caller } = ctx.state;
  requirePerson(caller);
  if (endpoint.roles && caller.lacksSecondFactor)
    throw new Problem(
      'second_factor_missing',
      'Everybody of the staff needs a second factor. Set one up on your account’s page.',
    );
  if (endpoint.roles && !hasRole(caller, ...endpoint.roles))
    throw new Problem(
      'forbidden',
      `This is for ${endpoint.roles.join(', ')}. You are signed in as ${caller.email}.`,
    );
  if (endpoint.freshProof && !caller.hasFreshProof)
    throw new Problem(
      'fresh_proof_required',
      'Money or people hang on this. Give your password again, or use your passkey.',
    );
}
