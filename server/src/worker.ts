/** The worker role: timers and jobs. Any number may run; others take over a dead one's work within seconds. */

import { accountingCrontab, accountingJobs } from './accounting/index.ts';
import {
  removeEndedChallenges,
  removeEndedConfirmations,
  removeEndedResets,
  removeEndedSessions,
} from './accounts/index.ts';
import { caseJobs, startCaseLooks } from './cases/index.ts';
import { connectedAccountCrontab, connectedAccountJobs } from './connectedAccounts/index.ts';
import { balanceCrontab, balanceJobs } from './dailyBalance/index.ts';
import { disputeCrontab, disputeJobs } from './disputes/index.ts';
import { eventChangeJobs } from './eventChanges/index.ts';
import { exportedTables } from './exportedTables.ts';
import { exportJobs } from './exports/index.ts';
import { fanAlertCrontab, fanAlertJobs } from './fanAlerts/index.ts';
import { feedCrontab, feedJobs } from './feeds/index.ts';
import { fulfillmentCrontab, fulfillmentJobs, startTakeIn } from './fulfillment/index.ts';
import { handoverJobs, startHandoverLooks } from './handovers/index.ts';
import { importJobs, importsSetAside } from './imports/index.ts';
import { listingJobs, removeOldViews, startMarketRefresh } from './listings/index.ts';
import { mailingJobs } from './mailings/index.ts';
import { noticeJobs, removeExpiredNotices, startChats, startNotices } from './noticeCenter/index.ts';
import { notificationCrontab, notificationJobs } from './notifications/index.ts';
import type { PaymentService } from './paymentService.ts';
import {
  createPaymentUpdates,
  paymentCrontab,
  paymentJobs,
  removeOldCardUses,
  type StripeClient,
} from './payments/index.ts';
import { payoutCrontab, payoutJobs, runJobs, transferJobs } from './payouts/index.ts';
import {
  numberingCrontab,
  numberingJobs,
  startSweeper,
  stayCrontab,
  stayJobs,
} from './platform/actors/index.ts';
import type { AppContext } from './platform/appContext.ts';
import { type JobHandlers, startWorker as startJobs } from './platform/jobs/index.ts';
import { sweepExpired } from './platform/sweepExpired.ts';
import { receiptCrontab, receiptJobs } from './receipts/index.ts';
import { removeEndedCounters } from './reservations/index.ts';
import { scheduledReportCrontab, scheduledReportJobs } from './scheduledReports/index.ts';
import { removeOldSlack, slackJobs } from './slack/index.ts';
import { statisticsCrontab, statisticsJobs } from './statistics/index.ts';
import { taxFormJobs } from './taxForms/index.ts';
import { telegramJobs } from './telegram/index.ts';
import { startWaitingListLooks, waitingListJobs } from './waitingLists/index.ts';
import { removeOldWebhooks, startWebhooks } from './webhookEndpoints/index.ts';

export interface RunningWorker {
  /** Milliseconds since its heartbeat last reached the database; null: it hasn't yet. */
  heartbeatAgeMs(): number | null;
  stop(): Promise<void>;
}

/** Handlers by the names of their jobs: the one page where names meet handlers. */
export function jobHandlers(
  app: AppContext,
  payments: PaymentService,
  paymentUpdates: ReturnType<typeof createPaymentUpdates>,
): JobHandlers {
  return {
    ...withNewestKeys(payments, (stripe) => ({
      ...paymentJobs(app, stripe, paymentUpdates),
      ...balanceJobs(app, stripe),
      ...disputeJobs(app, stripe, paymentUpdates),
      ...connectedAccountJobs(app, stripe),
      ...transferJobs(app, stripe),
    })),
    ...listingJobs(app),
    ...importJobs(app),
    ...notificationJobs(app),
    ...mailingJobs(app),
    ...statisticsJobs(app),
    ...accountingJobs(app),
    ...eventChangeJobs(app),
    ...feedJobs(app),
    ...receiptJobs(app),
    ...payoutJobs(app),
    ...runJobs(app),
    ...scheduledReportJobs(app),
    ...taxFormJobs(app),
    ...fulfillmentJobs(app),
    ...caseJobs(app),
    ...waitingListJobs(app),
    ...handoverJobs(app),
    ...fanAlertJobs(app),
    ...noticeJobs(app),
    ...slackJobs(app),
    ...telegramJobs(app),
    ...stayJobs(app),
    ...numberingJobs(app),
    ...exportJobs(app, exportedTables),
  };
}

/** Jobs that call Stripe, each with the keys that are stored when it begins, and with these to its end. */
function withNewestKeys(payments: PaymentService, make: (stripe: StripeClient) => JobHandlers): JobHandlers {
  let made = { client: payments.client, handlers: make(payments.client) };
  return Object.fromEntries(
    Object.keys(made.handlers).map((name) => [
      name,
      async (payload: unknown) => {
        const client = await payments.newest();
        if (client !== made.client) made = { client, handlers: make(client) };
        await made.handlers[name]?.(payload);
      },
    ]),
  );
}

/** @param beatEveryMs milliseconds between heartbeats; tests shorten it */
export async function startWorker(
  app: AppContext,
  payments: PaymentService,
  databaseUrl: string,
  beatEveryMs?: number,
): Promise<RunningWorker> {
  const paymentUpdates = createPaymentUpdates(app);
  const handlers = jobHandlers(app, payments, paymentUpdates);
  const sweeper = startSweeper(app.db, app.engine, {
    onError: (error) => app.log.error({ err: error }, 'the sweeper failed; it goes on'),
  });
  const commands = sweepExpired(app, [
    removeEndedSessions,
    removeEndedChallenges,
    removeEndedResets,
    removeEndedConfirmations,
    removeOldViews,
    removeEndedCounters,
    removeOldCardUses,
    removeOldWebhooks,
    removeExpiredNotices,
    removeOldSlack,
  ]);
  await startMarketRefresh(app);
  await startTakeIn(app);
  const worker = await startJobs(databaseUrl, handlers, {
    concurrency: app.config.jobConcurrency,
    role: 'worker',
    setAside: importsSetAside(app),
    crontab: [
      ...stayCrontab,
      ...numberingCrontab,
      ...statisticsCrontab,
      ...accountingCrontab,
      ...receiptCrontab,
      ...payoutCrontab,
      ...scheduledReportCrontab,
      ...feedCrontab,
      ...fulfillmentCrontab,
      ...notificationCrontab,
      ...fanAlertCrontab,
      ...(app.config.reconcilesStripe
        ? [...paymentCrontab, ...disputeCrontab, ...balanceCrontab, ...connectedAccountCrontab]
        : []),
    ],
    log: app.log,
    ...(beatEveryMs === undefined ? {} : { beatEveryMs }),
  });
  const looks = startCaseLooks(app);
  const waitingLooks = startWaitingListLooks(app);
  const handoverLooks = startHandoverLooks(app);
  const webhooks = startWebhooks(app);
  const notices = startNotices(app);
  const chats = startChats(app);
  return {
    heartbeatAgeMs: worker.heartbeatAgeMs,
    async stop() {
      await looks.stop();
      await waitingLooks.stop();
      await handoverLooks.stop();
      await webhooks.stop();
      await notices.stop();
      await chats.stop();
      await sweeper.stop();
      commands.stop();
      await worker.stop();
      await paymentUpdates.close();
    },
  };
}
