/** Which pages a role is shown. What a role may do is the server's decision; this keeps the rail honest. */
import type { Role } from '@holdfast/shared/accounts';

const everyone: readonly Role[] = ['staff', 'finance', 'support', 'admin'];
const desk: readonly Role[] = ['staff', 'admin'];

const pages: Record<string, readonly Role[]> = {
  today: everyone,
  listings: desk,
  'bulk-runs': desk,
  priceCaps: ['staff', 'finance', 'admin'],
  consignors: ['staff', 'finance', 'admin'],
  packages: desk,
  events: everyone,
  imports: desk,
  catalogs: desk,
  matching: desk,
  percentages: ['staff', 'finance', 'admin'],
  statistics: ['staff', 'finance', 'admin'],
  reservations: everyone,
  payments: ['support', 'finance', 'admin'],
  mails: everyone,
  audit: everyone,
};

/** Whether one of these roles is shown that page. */
export function mayOpen(page: string, roles: readonly Role[]): boolean {
  return roles.some((role) => pages[page]?.includes(role) ?? role === 'admin');
}

/** The name of a role on screen. */
export const roleNames: Record<Role, string> = {
  fan: 'Fan',
  consignor: 'Consignor',
  staff: 'Consignment',
  finance: 'Finance',
  support: 'Support',
  admin: 'Administrator',
  accessData: 'Reads access data',
};
