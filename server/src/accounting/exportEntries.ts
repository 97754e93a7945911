/** The general ledger as files: a line for each entry of the filter, in the order of booking. The columns never change. */
import {
  chartOfAccounts,
  type LedgerEntry,
  type LedgerEntryFilter,
  ledgerEntryFilter,
  postingNames,
} from '@holdfast/shared/accounting';
import { decimalsOf } from '@holdfast/shared/money';
import { z } from 'zod';
import { type Cell, exportedTable, type TableInPages } from '../platform/spreadsheets/index.ts';
import { countEntries, lastTransaction, nextEntries } from './entries.ts';

const heads = [
  'Day',
  'Time (UTC)',
  'What',
  'Account',
  'Consignor',
  'Order',
  'Event',
  'Payout',
  'Debit',
  'Credit',
  'Currency',
  'Transaction',
  'Line',
  'Jurisdiction',
];

function lineOf({
  id,
  day,
  at,
  kind,
  account,
  consignor,
  jurisdiction,
  order,
  event,
  payoutId,
  amount,
  currency,
}: LedgerEntry): Cell[] {
  const major = Math.abs(amount) / 10 ** decimalsOf(currency);
  const [transaction = '', line = ''] = id.split('/');
  return [
    day,
    at,
    postingNames[kind],
    chartOfAccounts[account].name,
    consignor?.name ?? null,
    order?.code ?? null,
    event?.name ?? null,
    payoutId,
    amount > 0 ? major : null,
    amount < 0 ? major : null,
    currency,
    transaction,
    Number(line),
    jurisdiction,
  ];
}

const wide = ['Account', 'Consignor', 'Event', 'Transaction', 'Payout'];
const columns = heads.map((head) => ({
  head,
  width: wide.includes(head) ? 32 : 16,
  ...(head === 'Debit' || head === 'Credit' ? { format: '#,##0.00' } : {}),
}));

const fixedAs = z.object({ until: z.string() });

/**
 * The entries up to the newest transaction of the beginning. They are never changed, and ids of transactions grow with time, so that
 * each is in the file once. A booking that was under way at that instant and came to its end later may be in it too, with all its lines:
 * what is in the file is even.
 */
const entries: TableInPages<LedgerEntryFilter> = {
  async begin(trx, filter) {
    return { rows: await countEntries(trx, filter), fixed: { until: await lastTransaction(trx) } };
  },
  async page(trx, filter, { fixed, after }) {
    const { until } = fixedAs.parse(fixed);
    const { data, next } = await nextEntries(trx, filter, { until, after });
    return { lines: data.map(lineOf), next };
  },
};

/** The general ledger as files. */
export const ledgerTable = exportedTable({
  path: '/admin/ledger-entries',
  tag: 'Admin: books',
  roles: ['finance'],
  summary: 'Entries of the general ledger',
  query: ledgerEntryFilter,
  noun: 'ledger',
  fileName: () => 'general-ledger',
  sheet: () => ({ name: 'General ledger', columns }),
  rows: entries,
});
