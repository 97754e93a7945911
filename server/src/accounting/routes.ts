import {
  ledgerEntryList,
  ledgerEntryQuery,
  reportAnswer,
  reportQuery,
  trialBalance,
  trialBalanceQuery,
} from '@holdfast/shared/accounting';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { listEntries } from './entries.ts';
import { journalRoutes } from './journals/index.ts';
import { readReport } from './readReport.ts';
import { trialBalanceOf } from './trialBalance.ts';

const common = { tag: 'Admin: books', roles: ['finance'] } as const;

/** The endpoints of the books: they only read. */
export const accountingRoutes = (app: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/ledger-accounts',
    scopes: ['payouts:read'],
    summary: 'The trial balance: each account before a period, in it and at its end',
    query: trialBalanceQuery,
    answer: trialBalance,
    run: (trx, { query }) => trialBalanceOf(trx, query),
  }),
  query({
    ...common,
    path: '/admin/ledger-entries',
    scopes: ['payouts:read'],
    summary: 'The general ledger: every entry, with order, event, consignor or payout',
    query: ledgerEntryQuery,
    answer: ledgerEntryList,
    run: (trx, { query }) => listEntries(trx, query),
  }),
  query({
    ...common,
    path: '/admin/reports',
    scopes: ['payouts:read'],
    summary: 'A report over the books: sums by day, month, event, team, league or consignor',
    query: reportQuery,
    answer: reportAnswer,
    run: (trx, { query }) => readReport(trx, query),
  }),
  ...journalRoutes(app),
];
