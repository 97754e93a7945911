/**
 * A journal as each program imports it. The columns of a format never change.
 * Sources: https://central.xero.com/s/article/Add-import-and-post-manual-journals (manual journals, CSV template);
 * https://quickbooks.intuit.com/learn-support/en-us/help-article/import-export-files/import-journal-entries-quickbooks-online/L4tQBwbs7
 */
import type { Readable } from 'node:stream';
import {
  type AccountCode,
  type AccountId,
  chartOfAccounts,
  type JournalFormat,
  type JournalSettings,
  postingNames,
} from '@holdfast/shared/accounting';
import { decimalsOf, marketplaceCurrency } from '@holdfast/shared/money';
import { Problem } from '../../platform/problem.ts';
import { type Cell, csvOf } from '../../platform/spreadsheets/index.ts';
import { datevJournal } from './datevJournal.ts';
import type { JournalLine } from './readJournal.ts';

type Writer = (lines: readonly JournalLine[], settings: JournalSettings) => Readable | Buffer;

const major = (minor: number) => minor / 10 ** decimalsOf(marketplaceCurrency);
const debitOf = ({ amount }: JournalLine) => (amount > 0 ? major(amount) : null);
const creditOf = ({ amount }: JournalLine) => (amount < 0 ? major(-amount) : null);

/** A code that the format needs. @throws Problem `transition_refused` that names the account */
function codeOf(settings: JournalSettings, account: AccountId, what: keyof AccountCode): string {
  const code = settings.accounts[account]?.[what];
  if (code) return code;
  throw new Problem(
    'transition_refused',
    `“${chartOfAccounts[account].name}” has no ${what} for your accounting software yet. Give it one under Books, Journals.`,
  );
}

const neutral: Writer = (lines, { accounts }) =>
  csvOf(
    ['Journal', 'Day', 'What', 'Account', 'Number', 'Name', 'Debit', 'Credit', 'Currency'],
    lines.map((line): Cell[] => [
      `HF-${line.day}`,
      line.day,
      postingNames[line.kind],
      chartOfAccounts[line.account].name,
      accounts[line.account]?.number ?? null,
      accounts[line.account]?.name ?? null,
      debitOf(line),
      creditOf(line),
      marketplaceCurrency,
    ]),
  );

/** Dates as `29 Nov 2026`, which Xero reads alike everywhere. */
const xero: Writer = (lines, settings) =>
  csvOf(
    ['*Narration', '*Date', 'Description', '*AccountCode', '*TaxRate', '*Amount'],
    lines.map((line): Cell[] => [
      `Holdfast ${line.day}`,
      new Date(`${line.day}T00:00Z`).toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }),
      postingNames[line.kind],
      codeOf(settings, line.account, 'number'),
      settings.taxRate,
      major(line.amount),
    ]),
  );

const quickBooks: Writer = (lines, settings) =>
  csvOf(
    ['JournalNo', 'JournalDate', 'AccountName', 'Debits', 'Credits', 'Description'],
    lines.map((line): Cell[] => {
      const [year, month, day] = line.day.split('-');
      return [
        `HF-${line.day}`,
        `${month}/${day}/${year}`,
        codeOf(settings, line.account, 'name'),
        debitOf(line),
        creditOf(line),
        postingNames[line.kind],
      ];
    }),
  );

/** How each format is written. @throws Problem `transition_refused` where something that it needs is missing */
export const journalWriters: Record<JournalFormat, Writer> = {
  neutral,
  xero,
  quickBooks,
  datev: (lines, settings) => datevJournal(lines, settings, (account) => codeOf(settings, account, 'number')),
};
