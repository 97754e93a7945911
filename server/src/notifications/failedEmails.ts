import { waitingCounter } from '../platform/waitingRows.ts';

/** Counts emails that couldn't be sent and wait for a person. */
export const failedEmails = waitingCounter({
  from: 'emails m',
  where: `m.state = 'failed' AND m.settled_at IS NULL`,
  since: 'm.created_at',
});
