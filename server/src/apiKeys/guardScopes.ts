/** Which endpoints an API key may call: those whose scopes it has, for staff or for its consignor. */
import type { Role } from '@holdfast/shared/accounts';
import type { AnyEndpoint, Ctx } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';

/**
 * Admits a key by its scopes, which stand in for the roles that the endpoint names: rooms see these as the caller's.
 * @throws Problem `scope_missing`, with the missing `scopes`; `forbidden` for a consignor's key where staff are meant, and the other way
 */
export function guardScopes(ctx: Ctx, { scopes, roles }: AnyEndpoint): void {
  const { caller } = ctx.state;
  const { key } = caller;
  if (key === null) return;
  if (!scopes)
    throw new Problem(
      'scope_missing',
      'No API key opens this: it is for people. /api/docs says what keys open.',
      {
        scopes: [],
      },
    );
  const missing = scopes.filter((scope) => !key.scopes.includes(scope));
  if (missing.length > 0)
    throw new Problem(
      'scope_missing',
      `This key lacks ${missing.join(' and ')}. Ask an administrator for one that has it.`,
      { scopes: missing },
    );
  caller.roles = rolesFor(caller.consignorId, roles);
}

/**
 * What rooms take the key for. An endpoint without roles is for anybody. Where others of the staff read too, it doesn't stand in for
 * support, who see what lets fans in: no program needs the codes of tickets.
 */
function rolesFor(consignorId: string | null, roles: readonly Role[] | undefined): readonly Role[] {
  if (!roles) return [];
  const stoodFor = roles.filter((role) => (consignorId === null) === (role !== 'consignor'));
  const withoutCodes = stoodFor.filter((role) => role !== 'support');
  if (withoutCodes.length > 0) return withoutCodes;
  throw new Problem(
    'forbidden',
    consignorId === null
      ? 'This is for one consignor. Use a key that was made for them.'
      : 'This is for staff. A consignor’s key reads what is under /api/selling.',
  );
}
