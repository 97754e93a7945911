/** The queues of a role: how much waits, for how long, past which limit. */
import type { Role } from '@holdfast/shared/accounts';
import type { ListingQueue } from '@holdfast/shared/listings';
import { ageBounds, type WorkQueue } from '@holdfast/shared/today';
import { balanceDiffers } from '../dailyBalance/index.ts';
import { entriesWaiting } from '../feeds/index.ts';
import { deliveriesWaiting } from '../fulfillment/index.ts';
import { importRowsWaiting } from '../imports/index.ts';
import { listingsWaiting } from '../listings/index.ts';
import { failedEmails } from '../notifications/index.ts';
import { disputesOpen, eventsFailed, refundsFailed } from '../payments/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { jobsGivenUp } from '../platform/jobs/index.ts';
import type { WaitingCounter } from '../platform/waitingRows.ts';
import { reservationsWaiting } from '../reservations/index.ts';

type QueueName = WorkQueue['queue'];

interface Source {
  roles: readonly Role[];
  count: WaitingCounter;
  limitHours: number | null;
}

const listingSource = (queue: ListingQueue): Source => ({ roles: ['staff'], ...listingsWaiting(queue) });

/** In the order in which they are worked. */
const sources: Record<QueueName, Source> = {
  deliveriesLate: { roles: ['staff', 'support'], count: deliveriesWaiting.overdue, limitHours: 0 },
  deliveryProblems: { roles: ['staff', 'support'], count: deliveriesWaiting.problem, limitHours: 24 },
  deliveriesToSend: { roles: ['staff'], count: deliveriesWaiting.toSend, limitHours: 24 },
  toApprove: listingSource('toApprove'),
  toPrice: listingSource('toPrice'),
  delistRequested: listingSource('delistRequested'),
  inHandPassed: listingSource('inHandPassed'),
  eventSoonUnsold: listingSource('eventSoonUnsold'),
  importRows: { roles: ['staff'], count: importRowsWaiting, limitHours: 24 },
  outsideEvents: { roles: ['staff'], count: entriesWaiting, limitHours: 48 },
  attention: { roles: ['support'], count: reservationsWaiting.attention, limitHours: 1 },
  paying: { roles: ['support'], count: reservationsWaiting.paying, limitHours: 1 },
  refundsFailed: { roles: ['support', 'finance'], count: refundsFailed, limitHours: 4 },
  balance: { roles: ['finance'], count: balanceDiffers, limitHours: null },
  disputes: { roles: ['finance', 'support'], count: disputesOpen, limitHours: null },
  failedEmails: { roles: ['support'], count: failedEmails, limitHours: 4 },
  eventsFailed: { roles: ['support'], count: eventsFailed, limitHours: 1 },
  jobsFailed: { roles: ['admin'], count: jobsGivenUp, limitHours: 1 },
};

/** @param me whose own are counted apart */
export async function queuesFor(trx: Trx, roles: readonly Role[], me: string): Promise<WorkQueue[]> {
  const queues: WorkQueue[] = [];
  for (const [queue, source] of Object.entries(sources) as Array<[QueueName, Source]>) {
    if (!roles.includes('admin') && !source.roles.some((role) => roles.includes(role))) continue;
    const { limitHours } = source;
    const { waiting, ages, since, past_limit, mine, unowned } = await source.count(trx, {
      me,
      limitHours,
      ageBounds,
    });
    queues.push({
      queue,
      waiting,
      ages,
      since: since?.toISOString() ?? null,
      limitHours,
      pastLimit: past_limit,
      mine,
      unowned,
    });
  }
  return queues;
}
