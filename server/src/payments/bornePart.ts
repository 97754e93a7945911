/** What each side of a sale gives for a refund: by its proportion, or for the tickets that the refund is for. */
import { splitRefund } from '@holdfast/shared/money';
import { atStripe, commissionAccount, owedTo, serviceFee } from '../ledger/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { NamedTicket } from './namedTickets.ts';

/** An account with minor units: what it gives, or, below zero, what it got. */
export interface AccountPart {
  account: string;
  amount: number;
}

/** SQL: what was a consignor's is of the one that it was merged into, who has what was owed to it. */
const entriesNow = `ledger_postings e LEFT JOIN consignors_named m ON e.account = 'consignor:' || m.id AND m.merged_into IS NOT NULL`;
const accountNow = `coalesce('consignor:' || m.merged_into, e.account)`;

/**
 * What each side got of the sale that a payment paid for; none where it came too late. Where tickets were replaced since,
 * what each side has of it now: nothing is replaced once a part was refunded, so no refund was split otherwise.
 */
export async function saleOf(trx: Trx, paymentId: string): Promise<AccountPart[]> {
  const rows = await queryPrepared<AccountPart & { kind: string }>(
    trx,
    `SELECT ${accountNow} AS account, e.amount, e.kind FROM ${entriesNow}
     WHERE e.payment_id = $1 AND e.kind IN ('sale', 'replacement') AND e.account <> $2 ORDER BY e.at, e.transaction_id, e.line`,
    [paymentId, atStripe],
  );
  const sold = rows.map(({ account, amount }) => ({ account, amount }));
  if (rows.every(({ kind }) => kind === 'sale')) return sold;
  const sums = [...Map.groupBy(sold, ({ account }) => account)].map(([account, entries]) => ({
    account,
    amount: entries.reduce((sum, entry) => sum + entry.amount, 0),
  }));
  // Credits first: what replacements cost is split as a part below zero, which must not come before the others.
  return sums.filter(({ amount }) => amount !== 0).toSorted((a, b) => a.amount - b.amount);
}

/** What refunds took of each account of a sale so far, minor units. */
async function takenOf(trx: Trx, paymentId: string): Promise<Map<string, number>> {
  const rows = await queryPrepared<AccountPart>(
    trx,
    `SELECT ${accountNow} AS account, sum(e.amount)::bigint AS amount FROM ${entriesNow}
     WHERE e.payment_id = $1 AND e.kind IN ('refund', 'refundReturned', 'refundNamed') GROUP BY 1`,
    [paymentId],
  );
  return new Map(rows.map(({ account, amount }) => [account, amount]));
}

/**
 * What each side of a sale gives for a refund that nobody named tickets for, in their proportion: never more than is left of the
 * sale after those before it.
 */
export async function borneByAll(
  trx: Trx,
  paymentId: string,
  sale: AccountPart[],
  amount: number,
): Promise<AccountPart[]> {
  const taken = await takenOf(trx, paymentId);
  const accounts = [...new Set(sale.map(({ account }) => account))];
  const before = accounts.reduce((sum, account) => sum + (taken.get(account) ?? 0), 0);
  const parts = sale.map((entry) => -entry.amount);
  const left = parts.reduce((sum, part) => sum + part, 0) - before;
  if (!(await hasNamed(trx, paymentId))) {
    const given = splitRefund(parts, before, Math.min(amount, left));
    return sale.map(({ account }, i) => ({ account, amount: given[i] ?? 0 }));
  }
  const rest = restOf(sale, taken);
  return shareOf(rest, Math.min(amount, left));
}

/**
 * What each side gives for named tickets: its part of each. Where another refund took some of that before, the others give what
 * is missing.
 * @param own what this refund took already, to be left out; it is being moved
 */
export async function borneByTickets(
  trx: Trx,
  paymentId: string,
  sale: AccountPart[],
  tickets: readonly NamedTicket[],
  own: readonly AccountPart[] = [],
): Promise<AccountPart[]> {
  const taken = await takenOf(trx, paymentId);
  for (const { account, amount } of own) taken.set(account, (taken.get(account) ?? 0) - amount);
  const rest = restOf(sale, taken);
  const given = new Map<string, number>();
  let missing = 0;
  for (const { account, amount } of wantedOf(sale, tickets)) {
    const part = Math.min(amount, (rest.get(account) ?? 0) - (given.get(account) ?? 0));
    given.set(account, (given.get(account) ?? 0) + part);
    missing += amount - part;
  }
  const spare = new Map([...rest].map(([account, left]) => [account, left - (given.get(account) ?? 0)]));
  const most = [...spare.values()].reduce((sum, left) => sum + left, 0);
  for (const { account, amount } of shareOf(spare, Math.min(missing, most)))
    given.set(account, (given.get(account) ?? 0) + amount);
  return [...given].map(([account, amount]) => ({ account, amount }));
}

/** A consignor that was merged twice since stands in the sale under the account of the first one. */
function wantedOf(sale: readonly AccountPart[], tickets: readonly NamedTicket[]): AccountPart[] {
  const accounts = new Set(sale.map(({ account }) => account));
  const anyOwed = sale.find(({ account }) => account.startsWith(owedTo('')))?.account ?? owedTo('');
  return tickets.flatMap(({ consignorId, proceeds, commission, fee }) => [
    { account: accounts.has(owedTo(consignorId)) ? owedTo(consignorId) : anyOwed, amount: proceeds },
    { account: commissionAccount, amount: commission },
    { account: serviceFee, amount: fee },
  ]);
}

/** What is left of each account of a sale, minor units. */
function restOf(sale: readonly AccountPart[], taken: ReadonlyMap<string, number>): Map<string, number> {
  const rest = new Map<string, number>();
  for (const { account, amount } of sale) rest.set(account, (rest.get(account) ?? 0) - amount);
  for (const [account, left] of rest) rest.set(account, Math.max(0, left - (taken.get(account) ?? 0)));
  return rest;
}

function shareOf(rest: ReadonlyMap<string, number>, amount: number): AccountPart[] {
  const accounts = [...rest.keys()];
  const given = splitRefund([...rest.values()], 0, amount);
  return accounts.map((account, i) => ({ account, amount: given[i] ?? 0 }));
}

async function hasNamed(trx: Trx, paymentId: string): Promise<boolean> {
  const [row] = await queryPrepared(
    trx,
    `SELECT 1 AS named FROM refund_tickets t JOIN refunds f ON f.id = t.refund_id
     WHERE f.payment_id = $1 AND t.given_up_at IS NULL LIMIT 1`,
    [paymentId],
  );
  return row !== undefined;
}
