/** Who reads which entries: each noun of the log belongs to the roles whose work it is. */
import type { Role } from '@holdfast/shared/accounts';

const staffRoles: readonly Role[] = ['staff', 'finance'];
const money: readonly Role[] = ['finance'];
const orders: readonly Role[] = ['support', 'finance'];

/** By the noun of an entry. What isn't named here, or names nobody, only an administrator reads. */
export const readersOf: Readonly<Record<string, readonly Role[]>> = {
  listing: ['staff'],
  bulkRun: ['staff'],
  import: ['staff'],
  package: ['staff'],
  event: ['staff'],
  season: ['staff'],
  catalog: ['staff'],
  catalogEvent: ['staff'],
  feedRun: ['staff'],
  match: ['staff'],
  consignor: staffRoles,
  percentages: staffRoles,
  priceCap: staffRoles,
  reservation: orders,
  payment: orders,
  refund: orders,
  mail: ['support'],
  ledger: money,
  // A view that isn't shared is its owner's alone, and the log would show it.
  view: [],
};

/** The nouns that these roles may read of; null for all. */
export function nounsFor(roles: readonly Role[]): string[] | null {
  if (roles.includes('admin')) return null;
  return Object.entries(readersOf)
    .filter(([, readers]) => readers.some((role) => roles.includes(role)))
    .map(([noun]) => noun);
}
