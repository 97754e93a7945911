/** What rooms share whose commands may wait for a second person. */
import type { ApprovalRow } from '@holdfast/shared/approvals';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Does it and takes it back, so that what isn't possible is refused before anybody is asked. @throws whatever `run` throws */
export async function rehearse(trx: Trx, run: () => Promise<void>): Promise<void> {
  await queryPrepared(trx, 'SAVEPOINT rehearsed');
  await run();
  await queryPrepared(trx, 'ROLLBACK TO SAVEPOINT rehearsed');
}

/** The longest reason that commands take, characters. */
const longestReason = 500;

/** The reason of what was approved: that of whoever asked, with their name. */
export const approvedReason = ({ reason, by }: Pick<ApprovalRow, 'reason' | 'by'>): string =>
  `${reason} (asked by ${by.name})`.slice(0, longestReason);
