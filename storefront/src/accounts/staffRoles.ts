import type { Person, Role } from '@holdfast/shared/accounts';

/** Who may enter the back office; the server decides, this only shows the link. */
export const staffRoleNames: ReadonlySet<Role> = new Set(['staff', 'finance', 'support', 'admin']);

/** Who has listings of their own to look at. */
export const isConsignor = (person: Person | null | undefined): boolean =>
  person?.roles.includes('consignor') ?? false;
