import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { issueAll } from './issueReceipts.ts';

export { issueAll } from './issueReceipts.ts';
export { receiptPdfOf } from './receiptPdf.ts';
export * from './routes.ts';
export type * from './views.ts';

const asked = z.object({ ever: z.boolean().optional() });

/** @returns handlers by the names of their jobs */
export function receiptJobs({
  db,
}: Pick<AppContext, 'db'>): Record<string, (payload: unknown) => Promise<void>> {
  return { 'receipts.issue': (payload) => issueAll(db, { ever: asked.parse(payload).ever ?? false }) };
}

/** In UTC. Each minute what was paid or refunded since; each night what was brought in with the dates of its past. */
export const receiptCrontab = [
  { task: 'receipts.issue', match: '* * * * *', options: { maxAttempts: 3 } },
  {
    task: 'receipts.issue',
    identifier: 'receipts.issueEver',
    match: '40 8 * * *',
    payload: { ever: true },
    options: { maxAttempts: 3 },
  },
];
