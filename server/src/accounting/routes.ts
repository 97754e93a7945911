import {
  ledgerEntryFilter,
  ledgerEntryList,
  ledgerEntryQuery,
  reportAnswer,
  reportFileQuery,
  reportQuery,
  trialBalance,
  trialBalanceQuery,
} from '@holdfast/shared/accounting';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { exportFiles } from '../platform/spreadsheets/index.ts';
import { listEntries } from './entries.ts';
import { entriesCsv, entriesXlsx } from './exportEntries.ts';
import { reportCsv, reportXlsx } from './exportReport.ts';
import { journalRoutes } from './journals/index.ts';
import { readReport } from './readReport.ts';
import { trialBalanceOf } from './trialBalance.ts';

const common = { tag: 'Admin: books', roles: ['finance'] } as const;

/** The endpoints of the books: they only read. */
export const accountingRoutes = (app: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/ledger-accounts',
    summary: 'The trial balance: each account before a period, in it and at its end',
    query: trialBalanceQuery,
    answer: trialBalance,
    run: (trx, { query }) => trialBalanceOf(trx, query),
  }),
  query({
    ...common,
    path: '/admin/ledger-entries',
    summary: 'The general ledger: every entry, with order, event, consignor or payout',
    query: ledgerEntryQuery,
    answer: ledgerEntryList,
    run: (trx, { query }) => listEntries(trx, query),
  }),
  query({
    ...common,
    path: '/admin/reports',
    summary: 'A report over the books: sums by day, month, event, team, league or consignor',
    query: reportQuery,
    answer: reportAnswer,
    run: (trx, { query }) => readReport(trx, query),
  }),
  ...exportFiles(app.db, {
    ...common,
    path: '/admin/reports',
    summary: 'A report over the books',
    query: reportFileQuery,
    noun: 'report',
    fileName: ({ report, by }) => `${report}-by-${by}`,
    csv: (asked) => reportCsv(app.db, asked),
    xlsx: (asked) => reportXlsx(app.db, asked),
  }),
  ...exportFiles(app.db, {
    ...common,
    path: '/admin/ledger-entries',
    summary: 'Entries of the general ledger',
    query: ledgerEntryFilter,
    noun: 'ledger',
    fileName: () => 'general-ledger',
    csv: (filter) => entriesCsv(app.db, filter),
    xlsx: (filter) => entriesXlsx(app.db, filter),
  }),
  ...journalRoutes(app),
];
