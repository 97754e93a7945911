/** The feeds' background and scheduled jobs. */
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { clockMinute } from './runs/runQueries.ts';
import { dueFeeds, startRun } from './runs/startRun.ts';
import { workRun } from './runs/workRun.ts';
import { feedsConfig } from './settings/feedsConfig.ts';

const runPayload = z.object({ runId: z.string() });

/** @returns handlers by the names of their jobs */
export function feedJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  const { db } = app;
  return {
    'feeds.run': (payload) => workRun(app, runPayload.parse(payload).runId),
    'feeds.crontab': async () => {
      const due = await inTransaction(db, async (trx) => dueFeeds(trx, await feedsConfig(trx, app)));
      for (const feed of due)
        await inTransaction(db, async (trx) =>
          startRun(trx, await feedsConfig(trx, app), feed, { by: 'clock', requestId: null }),
        ).catch((error: unknown) => {
          // A person started a run a moment ago.
          if (!(error instanceof Problem && error.code === 'run_under_way')) throw error;
        });
    },
  };
}

/** The cron line that checks which feeds are due, in UTC. */
export const feedCrontab = [
  { task: 'feeds.crontab', match: `${clockMinute} * * * *`, options: { maxAttempts: 3 } },
];
