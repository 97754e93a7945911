/** What this room does in the background, and by the clock. */
import { z } from 'zod';
import { inTransaction } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { Problem } from '../platform/problem.ts';
import { clockMinute } from './runs/runQueries.ts';
import { dueCatalogues, startRun } from './runs/startRun.ts';
import { workRun } from './runs/workRun.ts';

const runPayload = z.object({ runId: z.string() });

/** @returns handlers by the names of their jobs */
export function catalogJobs(house: House): Record<string, (payload: unknown) => Promise<void>> {
  const { db, config } = house;
  return {
    'catalogs.run': (payload) => workRun(house, runPayload.parse(payload).runId),
    'catalogs.byTheClock': async () => {
      const due = await inTransaction(db, (trx) => dueCatalogues(trx, config.catalogues));
      for (const catalogue of due)
        await inTransaction(db, (trx) =>
          startRun(trx, config.catalogues, catalogue, { by: 'clock', requestId: null }),
        ).catch((error: unknown) => {
          // Somebody pressed the button a moment ago.
          if (!(error instanceof Problem && error.code === 'run_under_way')) throw error;
        });
    },
  };
}

/** When the clock looks which catalogues are due, in UTC. */
export const catalogsByTheClock = [
  { task: 'catalogs.byTheClock', match: `${clockMinute} * * * *`, options: { maxAttempts: 3 } },
];
