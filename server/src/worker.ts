/** The worker role: the clock and the jobs. Any number may run; a dead one's work is taken over within seconds. */
import { catalogJobs, catalogsByTheClock } from './catalogs/index.ts';
import { consignmentJobs, startReadingMarket } from './consignment/index.ts';
import { notificationJobs } from './notifications/index.ts';
import type { PaymentService } from './paymentService.ts';
import { createTeller, newestPayments, openStripe, paymentJobs } from './payments/index.ts';
import { startSweeper } from './platform/actors/index.ts';
import type { House } from './platform/house.ts';
import { type JobHandlers, startWorker as startJobs } from './platform/jobs/index.ts';
import { sweepCommands } from './platform/sweepCommands.ts';
import { statisticsByTheClock, statisticsJobs } from './stats/index.ts';

export interface RunningWorker {
  stop(): Promise<void>;
}

/** Handlers by the names of their jobs: the one page where names meet handlers. */
export function jobHandlers(
  house: House,
  payments: PaymentService,
  teller: ReturnType<typeof createTeller>,
): JobHandlers {
  return {
    ...paymentJobs(house, openStripe(payments.stripe), teller),
    ...consignmentJobs(house),
    ...notificationJobs(house, newestPayments),
    ...statisticsJobs(house),
    ...catalogJobs(house),
  };
}

/** @param beatEveryMs milliseconds between signs of life; only tests are in a hurry */
export async function startWorker(
  house: House,
  payments: PaymentService,
  databaseUrl: string,
  beatEveryMs?: number,
): Promise<RunningWorker> {
  const teller = createTeller(house);
  const handlers = jobHandlers(house, payments, teller);
  const sweeper = startSweeper(house.db, house.engine, {
    onError: (error) => house.log.error({ err: error }, 'the sweeper failed; it goes on'),
  });
  const commands = sweepCommands(house);
  await startReadingMarket(house);
  const worker = await startJobs(databaseUrl, handlers, {
    concurrency: house.config.jobConcurrency,
    role: 'worker',
    byTheClock: [...statisticsByTheClock, ...catalogsByTheClock],
    log: house.log,
    ...(beatEveryMs === undefined ? {} : { beatEveryMs }),
  });
  return {
    async stop() {
      await sweeper.stop();
      commands.stop();
      await worker.stop();
      await teller.close();
    },
  };
}
