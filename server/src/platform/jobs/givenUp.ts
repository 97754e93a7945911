import { waitingCounter } from '../waitingRows.ts';

/** Counts jobs that used up their attempts. */
export const jobsGivenUp = waitingCounter({
  from: 'graphile_worker._private_jobs j',
  where: 'j.attempts >= j.max_attempts',
  since: 'j.created_at',
});
