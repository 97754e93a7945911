import type { WaitingRows } from '../platform/waitingRows.ts';

export const failedEmails: WaitingRows = {
  from: 'emails m',
  where: `m.state = 'failed'`,
  since: 'm.created_at',
};
