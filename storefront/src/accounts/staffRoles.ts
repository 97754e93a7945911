import type { Person, Role } from '@holdfast/shared/accounts';

/** The roles that see the link to the back office. The server decides who may enter. */
export const staffRoleNames: ReadonlySet<Role> = new Set(['staff', 'finance', 'support', 'admin']);

/** Whether this person has listings of their own. */
export const isConsignor = (person: Person | null | undefined): boolean =>
  person?.roles.includes('consignor') ?? false;
