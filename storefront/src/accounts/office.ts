import type { Role } from '@holdfast/shared/accounts';

/** Who may enter the back office; the server decides, this only shows the link. */
export const officeRoleNames: ReadonlySet<Role> = new Set(['staff', 'finance', 'support', 'admin']);
