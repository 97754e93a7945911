/** The general ledger as files: a line for each entry of the filter, in the order of booking. The columns never change. */
import type { Readable } from 'node:stream';
import {
  chartOfAccounts,
  type LedgerEntry,
  type LedgerEntryFilter,
  postingNames,
} from '@holdfast/shared/accounting';
import { decimalsOf } from '@holdfast/shared/money';
import { allowLong, type Database } from '../platform/db/index.ts';
import { type Cell, csvOf, workbookOf } from '../platform/spreadsheets/index.ts';
import { everyEntry } from './entries.ts';

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

/** @returns a stream of CSV, read from one snapshot of the books */
export const entriesCsv = (db: Database, filter: LedgerEntryFilter): Readable =>
  csvOf(heads, linesOf(db, filter));

/** @throws Problem `too_many_rows` as `workbookOf` */
export function entriesXlsx(db: Database, filter: LedgerEntryFilter): Promise<Buffer> {
  const columns = heads.map((head) => ({
    head,
    width: ['Account', 'Consignor', 'Event', 'Transaction', 'Payout'].includes(head) ? 32 : 16,
    ...(head === 'Debit' || head === 'Credit' ? { format: '#,##0.00' } : {}),
  }));
  return workbookOf('General ledger', columns, linesOf(db, filter));
}

async function* linesOf(db: Database, filter: LedgerEntryFilter): AsyncGenerator<Cell[]> {
  const trx = await db.transaction(undefined, { isolationLevel: 'repeatable read', readOnly: true });
  try {
    await allowLong(trx);
    for await (const entry of everyEntry(trx, filter)) yield lineOf(entry);
  } finally {
    await trx.rollback();
  }
}
