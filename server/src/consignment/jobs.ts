/** What this room does in the background, by the names that its actors and commands queue. */
import { z } from 'zod';
import type { House } from '../platform/house.ts';
import { carryOut } from './deeds/carryOut.ts';
import { importJobs } from './imports/jobs.ts';
import { readMarketAgainAndAgain } from './listings/market.ts';

const bulkRunPayload = z.object({ runId: z.string() });

export function consignmentJobs(house: House): Record<string, (payload: unknown) => Promise<void>> {
  return {
    ...importJobs(house),
    'consignment.bulkRun': (payload) => carryOut(house, bulkRunPayload.parse(payload).runId),
    'consignment.readMarket': () => readMarketAgainAndAgain(house),
  };
}
