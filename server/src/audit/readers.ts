/** Which roles read which entries, by the entry's noun. */
import type { Role } from '@holdfast/shared/accounts';

const staffRoles: readonly Role[] = ['staff', 'finance'];
const money: readonly Role[] = ['finance'];
const orders: readonly Role[] = ['support', 'finance'];

/** Roles by noun. Entries of other nouns, or with an empty list, are for administrators only. */
export const readersOf: Readonly<Record<string, readonly Role[]>> = {
  listing: ['staff'],
  bulkRun: ['staff'],
  priceRule: ['staff'],
  import: ['staff'],
  package: ['staff'],
  event: ['staff'],
  eventChange: ['staff'],
  season: ['staff'],
  venue: ['staff'],
  league: ['staff'],
  performer: ['staff'],
  catalog: ['staff'],
  catalogEvent: ['staff'],
  feedRun: ['staff'],
  feed: ['staff'],
  gameChange: ['staff'],
  match: ['staff'],
  delivery: ['staff', 'support'],
  admission: ['support'],
  consignor: staffRoles,
  content: ['staff'],
  percentages: staffRoles,
  priceCap: staffRoles,
  tax: money,
  reservation: orders,
  payment: orders,
  block: orders,
  approval: orders,
  refund: orders,
  dispute: orders,
  stripeEvent: orders,
  email: ['support', 'staff'],
  case: ['support', 'finance', 'staff'],
  waitingList: ['support', 'staff'],
  waitingEntry: ['support', 'staff'],
  handover: ['support'],
  payout: money,
  payoutRun: money,
  scheduledReport: money,
  taxYear: money,
  taxForm: money,
  bankFile: money,
  bankAnswer: money,
  statement: money,
  ledger: money,
  month: money,
  report: money,
  export: money,
  payableAges: money,
  balance: money,
  statistics: staffRoles,
  notices: [],
  // Who exported the log, jobs and people's own accounts are for administrators.
  audit: [],
  job: [],
  person: [],
  staff: [],
  marketplace: [],
  invitation: [],
  emailTemplate: [],
  mailing: ['support', 'staff'],
  apiKey: [],
  webhookEndpoint: [],
  webhook: [],
  // A private view belongs to its owner alone; the log would reveal it.
  view: [],
};

/** The nouns that these roles may read of; null for all. */
export function nounsFor(roles: readonly Role[]): string[] | null {
  if (roles.includes('admin')) return null;
  return Object.entries(readersOf)
    .filter(([, readers]) => readers.some((role) => roles.includes(role)))
    .map(([noun]) => noun);
}
