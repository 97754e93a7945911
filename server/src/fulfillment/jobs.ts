import { z } from 'zod';
import { rescheduleDeliveries } from '../deliveries/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { deliverKnown } from './deliverKnown.ts';
import { takeInDeliveries } from './takeIn.ts';

const ofDelivery = z.object({ deliveryId: z.string() });
const ofListings = z.object({ listingIds: z.array(z.string()) });
const ofOrders = z.object({ hours: z.number().optional() });

/** How far back the regular look for orders without deliveries goes, hours: those of a rolling update. */
const lookBackHours = 24;

/** The crontab of this room. */
export const fulfillmentCrontab = [
  { task: 'fulfillment.takeIn', match: '7 * * * *', payload: { hours: lookBackHours } },
];

/** Queues the look for orders of earlier versions, once for all processes that start. */
export async function startTakeIn({ db }: Pick<AppContext, 'db'>): Promise<void> {
  await inTransaction(db, (trx) =>
    jobs.add(trx, [{ task: 'fulfillment.takeIn', payload: {}, key: 'fulfillment.takeIn' }]),
  );
}

/** @returns handlers by the names of their jobs */
export function fulfillmentJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'fulfillment.takeIn'(payload) {
      const { hours } = ofOrders.parse(payload);
      const since = hours === undefined ? undefined : new Date(Date.now() - hours * 3_600_000).toISOString();
      const created = await takeInDeliveries(app, since);
      if (created > 0) app.log.info({ created }, 'orders of an earlier version got their deliveries');
    },
    async 'fulfillment.deliverKnown'(payload) {
      await deliverKnown(app, ofDelivery.parse(payload).deliveryId);
    },
    async 'fulfillment.reschedule'(payload) {
      const { listingIds } = ofListings.parse(payload);
      const why = { by: 'system', reason: 'The in-hand day was changed' };
      await inTransaction(app.db, (trx) => rescheduleDeliveries(trx, app.engine, { listingIds }, why));
    },
  };
}
