import type { WaitingRows } from '../waitingRows.ts';

/** Jobs that used up their attempts. */
export const jobsGivenUp: WaitingRows = {
  from: 'graphile_worker._private_jobs j',
  where: 'j.attempts >= j.max_attempts',
  since: 'j.created_at',
};
