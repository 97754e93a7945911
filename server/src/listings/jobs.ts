/** The listings' background jobs, by the names that commands queue. */
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import type { JobHandlers } from '../platform/jobs/index.ts';
import { performBulkRun } from './actions/performBulkRun.ts';
import { refreshMarketPrices } from './market.ts';

const bulkRunPayload = z.object({ runId: z.string() });

export function listingJobs(app: AppContext): JobHandlers {
  return {
    'listings.bulkRun': (payload) => performBulkRun(app, bulkRunPayload.parse(payload).runId),
    'listings.refreshMarket': () => refreshMarketPrices(app),
  };
}
