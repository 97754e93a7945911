export { ledgerTable } from './exportEntries.ts';
export { reportTable } from './exportReport.ts';
export { accountingCrontab, accountingJobs, addToSums, compareSums, sumAgain } from './keepSums.ts';
export { wholeReport } from './readReport.ts';
export * from './routes.ts';
export { accountOf } from './sums.ts';
export { trialBalanceOf } from './trialBalance.ts';
export type * from './views.ts';
