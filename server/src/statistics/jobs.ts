import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { foldHolds } from '../stats/index.ts';
import { compareStatistics, freezeBegunEvents } from './keep.ts';
import { rebuildSales } from './recount.ts';

/** @returns handlers by the names of their jobs */
export function statisticsJobs({ db, log }: AppContext): Record<string, () => Promise<void>> {
  return {
    'stats.freeze': async () => {
      await foldHolds(db, 'listings_offered');
      await freezeBegunEvents(db);
    },
    'stats.compare': async () => {
      const differences = await compareStatistics(db);
      if (differences === 0) return;
      log.error({ differences }, 'statistics differed from a recount; they are counted again');
      await inTransaction(db, rebuildSales);
    },
  };
}

/**
 * When they run, in UTC. Holds are added up and what began is kept within the minute; the comparison comes when the marketplace sleeps, at 3:20 in
 * New York's winter, and is made up for within a day.
 */
export const statisticsCrontab = [
  { task: 'stats.freeze', match: '* * * * *', options: { maxAttempts: 3 } },
  { task: 'stats.compare', match: '20 8 * * *', options: { maxAttempts: 3, backfillPeriod: 86_400_000 } },
];
