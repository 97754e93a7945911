/** The listings' background jobs, by the names that commands queue. */
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import type { JobHandlers } from '../platform/jobs/index.ts';
import { performBulkRun } from './actions/performBulkRun.ts';
import { refreshMarketPrices } from './market.ts';
import { takeTurn } from './priceRules/runPriceRule.ts';

const bulkRunPayload = z.object({ runId: z.string() });
const turnPayload = z.object({ ruleId: z.string(), at: z.string() });

export function listingJobs(app: AppContext): JobHandlers {
  return {
    'listings.bulkRun': (payload) => performBulkRun(app, bulkRunPayload.parse(payload).runId),
    'listings.savedPriceRule': (payload) => takeTurn(app, turnPayload.parse(payload)),
    'listings.refreshMarket': () => refreshMarketPrices(app),
  };
}
