import type { AppContext } from '../platform/appContext.ts';
import { issueAll } from './issueReceipts.ts';

export { issueAll } from './issueReceipts.ts';
export * from './routes.ts';
export type * from './views.ts';

/** @returns handlers by the names of their jobs */
export function receiptJobs(app: AppContext): Record<string, () => Promise<void>> {
  return { 'receipts.issue': () => issueAll(app) };
}

/** Each minute, all that was paid or refunded since. */
export const receiptCrontab = [
  { task: 'receipts.issue', match: '* * * * *', options: { maxAttempts: 3, jobKey: 'receipts.issue' } },
];
