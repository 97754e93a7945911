import type { Person, Role } from '@holdfast/shared/accounts';

/** The roles that see the link to the back office. The server decides who may enter. */
export const staffRoleNames: ReadonlySet<Role> = new Set(['staff', 'finance', 'support', 'admin']);

/** Whether this person scans tickets at the gate. */
export const worksAtGate = (person: Person | null | undefined): boolean =>
  person?.roles.includes('gate') ?? false;

/** Whether this person may enter the back office. */
export const mayEnterOffice = (roles: readonly Role[]): boolean =>
  roles.some((role) => staffRoleNames.has(role));

/** Whether this person has listings of their own. */
export const isConsignor = (person: Person | null | undefined): boolean =>
  person?.roles.includes('consignor') ?? false;
