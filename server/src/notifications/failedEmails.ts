import { waitingCounter } from '../platform/waitingRows.ts';

/** Counts emails that couldn't be sent. */
export const failedEmails = waitingCounter({
  from: 'emails m',
  where: `m.state = 'failed'`,
  since: 'm.created_at',
});
