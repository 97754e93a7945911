import type { Role } from '@holdfast/shared/accounts';
import { useGetIdentity } from 'react-admin';

/** Which roles may create or change what. Mirrors the API's roles, so that refused actions aren't offered. */
const makers = {
  consignors: ['staff'],
  consignorPlans: ['staff', 'finance'],
  /** Administrators alone. */
  feeds: [],
  /** Administrators alone. */
  calledOffAlone: [],
  /** Administrators alone. */
  monthReopenings: [],
  callOffApprovals: ['staff', 'finance'],
  packages: ['staff'],
  events: ['staff'],
  imports: ['staff'],
  percentages: ['finance'],
  /** Administrators alone. */
  taxes: [],
  deliveries: ['staff', 'support'],
  deliveryOwners: ['staff'],
  cases: ['support'],
  emails: ['support', 'staff'],
  accessData: ['accessData'],
} as const satisfies Record<string, readonly Role[]>;

/** What only some may create or change. */
export type Permission = keyof typeof makers;

/** Whether the signed-in person may create or change this; administrators may do everything. */
export function usePermission(what: Permission): boolean {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const wanted: readonly Role[] = makers[what];
  return roles.some((role) => role === 'admin' || wanted.includes(role));
}
