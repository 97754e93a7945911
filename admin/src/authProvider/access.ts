/** Which pages a role sees. The server decides what a role may do; this only hides what it would refuse. */
import type { Role } from '@holdfast/shared/accounts';

const everyone: readonly Role[] = ['staff', 'finance', 'support', 'admin'];
const staffRoles: readonly Role[] = ['staff', 'admin'];

const pages: Record<string, readonly Role[]> = {
  today: everyone,
  inbox: everyone,
  notices: everyone,
  listings: staffRoles,
  'bulk-runs': staffRoles,
  'price-rules': staffRoles,
  priceCaps: ['staff', 'finance', 'admin'],
  consignors: ['staff', 'finance', 'admin'],
  'consignor-file': staffRoles,
  packages: staffRoles,
  'package-seasons': ['staff', 'finance', 'admin'],
  events: everyone,
  venues: everyone,
  seasons: everyone,
  performers: everyone,
  leagues: everyone,
  'event-changes': everyone,
  imports: staffRoles,
  deliveries: ['staff', 'support', 'admin'],
  'waiting-lists': ['staff', 'support', 'admin'],
  feeds: staffRoles,
  catalogRuns: staffRoles,
  findings: staffRoles,
  gameChanges: staffRoles,
  bulkRunRows: staffRoles,
  matching: staffRoles,
  percentages: ['staff', 'finance', 'admin'],
  statistics: ['staff', 'finance', 'admin'],
  cases: everyone,
  reservations: everyone,
  blocks: ['support', 'admin'],
  moments: ['support', 'finance', 'admin'],
  payments: ['support', 'finance', 'admin'],
  'balance-days': ['finance', 'admin'],
  payables: ['finance', 'admin'],
  'payout-runs': ['finance', 'admin'],
  payouts: ['finance', 'admin'],
  runPayouts: ['finance', 'admin'],
  'payable-ages': ['finance', 'admin'],
  'bank-files': ['finance', 'admin'],
  'ledger-accounts': ['finance', 'admin'],
  'ledger-entries': ['finance', 'admin'],
  reports: ['finance', 'admin'],
  months: ['finance', 'admin'],
  journals: ['finance', 'admin'],
  'scheduled-reports': ['finance', 'admin'],
  exports: everyone,
  'tax-rules': ['finance', 'admin'],
  'tax-years': ['finance', 'admin'],
  taxPayees: ['finance', 'admin'],
  disputes: ['support', 'finance', 'admin'],
  'stripe-events': ['support', 'finance', 'admin'],
  emails: everyone,
  jobs: ['admin'],
  staff: ['admin'],
  settings: ['admin'],
  content: staffRoles,
  'api-keys': ['admin'],
  'email-templates': ['admin'],
  mailings: ['staff', 'support', 'admin'],
  webhooks: ['admin'],
  invitations: ['admin'],
  'security-log': ['admin'],
  audit: everyone,
};

/** Whether one of these roles sees the page. */
export function mayOpen(page: string, roles: readonly Role[]): boolean {
  const allowed: readonly Role[] = Object.hasOwn(pages, page) ? (pages[page] as readonly Role[]) : ['admin'];
  return roles.some((role) => allowed.includes(role));
}

/** The page that an address opens, where its first part isn't the page's own name. */
const pagesOfParts: Record<string, string> = {
  '': 'today',
  states: 'today',
  'to-approve': 'listings',
  pricing: 'listings',
  'to-price': 'listings',
  'delist-asked': 'listings',
  'in-hand-passed': 'listings',
  'soon-unsold': 'listings',
  'price-caps': 'priceCaps',
};

/** Whether one of these roles may open an address, such as `/listings/lst_…/show`; one that nobody knows leads to its page. */
export function mayOpenAddress(address: string, roles: readonly Role[]): boolean {
  const part = /^\/?([^/?]*)/.exec(address)?.[1] ?? '';
  const page = Object.hasOwn(pagesOfParts, part) ? (pagesOfParts[part] as string) : part;
  return !Object.hasOwn(pages, page) || mayOpen(page, roles);
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
  gate: 'Gate',
};
