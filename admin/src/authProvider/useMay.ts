import type { Role } from '@holdfast/shared/accounts';
import { useGetIdentity } from 'react-admin';

/** Who may make or change what, as the API's doors say it; what isn't offered can't be refused. */
const makers = {
  consignors: ['staff'],
  packages: ['staff'],
  events: ['staff'],
  imports: ['staff'],
  percentages: ['finance'],
  cases: ['support'],
  accessData: ['accessData'],
} as const satisfies Record<string, readonly Role[]>;

/** Whether the person at the desk may make or change that; an administrator may everything. */
export function useMay(what: keyof typeof makers): boolean {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const wanted: readonly Role[] = makers[what];
  return roles.some((role) => role === 'admin' || wanted.includes(role));
}
