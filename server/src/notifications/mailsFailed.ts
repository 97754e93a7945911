import type { WaitingRows } from '../platform/waitingRows.ts';

export const mailsFailed: WaitingRows = {
  from: 'mails m',
  where: `m.state = 'failed'`,
  since: 'm.created_at',
};
