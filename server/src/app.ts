/** The web role's composition: its endpoints, its pages, and what they share. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createStorefront } from '@holdfast/storefront/server';
import { accountingRoutes } from './accounting/index.ts';
import { accountRoutes, createSetUp, setUpRoutes, staffRoutes } from './accounts/index.ts';
import { apiKeyRoutes } from './apiKeys/index.ts';
import { approvableCommands } from './approvableCommands.ts';
import { approvalRoutes } from './approvals/index.ts';
import { auditRoutes } from './audit/index.ts';
import { bankAccountRoutes } from './bankAccounts/index.ts';
import { bankFileRoutes } from './bankFiles/index.ts';
import { blockRoutes } from './blocks/index.ts';
import { caseFanRoutes, caseRoutes } from './cases/index.ts';
import { catalogRoutes } from './catalog/index.ts';
import { catalogFileRoutes } from './catalogFiles/index.ts';
import { changeRoutes } from './changes/index.ts';
import { closingRoutes } from './closing/index.ts';
import { connectedAccountRoutes } from './connectedAccounts/index.ts';
import { consignorChangeRoutes } from './consignorChanges/index.ts';
import { consignorPlanRoutes, refuseDeactivated } from './consignors/index.ts';
import { type ContentPages, contentRoutes, followContent, knownContent } from './content/index.ts';
import { balanceRoutes } from './dailyBalance/index.ts';
import { disputeRoutes } from './disputes/index.ts';
import { emailTemplateRoutes } from './emailTemplates/index.ts';
import { eventChangeRoutes } from './eventChanges/index.ts';
import { exportedTables } from './exportedTables.ts';
import { exportRoutes } from './exports/index.ts';
import { fanAlertRoutes } from './fanAlerts/index.ts';
import { feedRoutes } from './feeds/index.ts';
import { fulfillmentRoutes } from './fulfillment/index.ts';
import { gateRoutes } from './gate/index.ts';
import { handoverRoutes } from './handovers/index.ts';
import { healthRoutes } from './health/healthRoutes.ts';
import { jobRoutes } from './health/jobRoutes.ts';
import { createMetrics } from './health/metrics.ts';
import { createReadiness } from './health/readiness.ts';
import { importRoutes } from './imports/index.ts';
import { createListingStreams, listingRoutes } from './listings/index.ts';
import { mailingRoutes } from './mailings/index.ts';
import { currentMarketplace } from './marketplace/index.ts';
import { createNoticeStreams, noticeRoutes } from './noticeCenter/index.ts';
import { notificationRoutes, postRendered } from './notifications/index.ts';
import { createReservationStreams, orderRoutes, orderSignInHooks } from './orders/index.ts';
import { packageRoutes } from './packages/index.ts';
import { pageLoaders } from './pageLoaders.ts';
import type { PaymentService } from './paymentService.ts';
import {
  createPaymentStarts,
  createPaymentUpdates,
  paymentRoutes,
  stripeKeysRoutes,
} from './payments/index.ts';
import { payoutRoutes, transfersUnderWay } from './payouts/index.ts';
import { personalData } from './personalData.ts';
import { pictureRoutes } from './pictures/index.ts';
import type { AppContext } from './platform/appContext.ts';
import { inTransaction, isDatabaseAway } from './platform/db/index.ts';
import { type AnyEndpoint, createSecurityLog, makeSecurityHeaders } from './platform/http/index.ts';
import { exportFiles } from './platform/spreadsheets/index.ts';
import { portalRoutes } from './portal/index.ts';
import { pricingRuleRoutes } from './pricingRules/index.ts';
import { receiptRoutes } from './receipts/index.ts';
import { registeredEmails } from './registeredEmails.ts';
import { createKoa } from './requestChain.ts';
import { createHoldRequests, reservationRoutes } from './reservations/index.ts';
import { savedViewRoutes } from './savedViews/index.ts';
import { scheduledReportRoutes } from './scheduledReports/index.ts';
import { scheduleRoutes } from './schedules/index.ts';
import { firstRun, settingsRoutes } from './settings/index.ts';
import { slackRoutes } from './slack/index.ts';
import { staffWork } from './staffWork.ts';
import { statisticsRoutes } from './statistics/index.ts';
import { supportRoutes } from './support/index.ts';
import { taxRoutes } from './taxes/index.ts';
import { taxFormRoutes } from './taxForms/index.ts';
import { taxpayerRoutes } from './taxpayers/index.ts';
import { telegramRoutes } from './telegram/index.ts';
import { queuesFor, todayRoutes } from './today/index.ts';
import { waitingListRoutes } from './waitingLists/index.ts';
import { webhookRoutes } from './webhookEndpoints/index.ts';
import { withdrawalRoutes } from './withdrawals/index.ts';

export interface App {
  listener: RequestListener;
  /** The endpoints under `/api`. */
  endpoints: readonly AnyEndpoint[];
  /** Finishes pending requests and accepts no more. */
  close(): Promise<void>;
}

/** @param healthToken guards /health/ready and /metrics */
export async function createApp(
  app: AppContext,
  { payments, healthToken }: { payments: PaymentService; healthToken: string },
): Promise<App> {
  const holdRequests = createHoldRequests(app);
  const paymentStarts = createPaymentStarts(app);
  const paymentUpdates = createPaymentUpdates(app);
  const streams = createReservationStreams(app);
  const listingStreams = createListingStreams(app);
  const noticeStreams = createNoticeStreams(app);

  const setUp = createSetUp(app);
  const security = createSecurityLog(app);
  // Called by requests, which come once the storefront is there.
  const contentPages: ContentPages = {
    exists: (address) => storefront.exists(address),
    forget: () => storefront.forget(),
  };

  const endpoints = [
    ...pictureRoutes(app.db),
    ...catalogRoutes(app),
    ...listingRoutes(app, listingStreams),
    ...consignorChangeRoutes(app),
    ...consignorPlanRoutes(),
    ...portalRoutes(app, payments),
    ...packageRoutes(app),
    ...importRoutes(app),
    ...eventChangeRoutes(app),
    ...scheduleRoutes(app),
    ...catalogFileRoutes(app),
    ...feedRoutes(app),
    ...reservationRoutes(app, holdRequests),
    ...orderRoutes(app, streams),
    ...receiptRoutes(app),
    ...disputeRoutes(app),
    ...balanceRoutes(),
    ...bankAccountRoutes(app),
    ...taxpayerRoutes(app),
    ...connectedAccountRoutes(app, payments),
    ...payoutRoutes(app),
    ...bankFileRoutes(app),
    ...taxFormRoutes(app),
    ...fulfillmentRoutes(app),
    ...gateRoutes(),
    ...withdrawalRoutes(app),
    ...paymentRoutes(app, {
      paymentStarts,
      paymentUpdates,
      payments,
    }),
    ...stripeKeysRoutes(app, payments, transfersUnderWay),
    ...accountRoutes(app, orderSignInHooks(app), personalData(app)),
    ...setUpRoutes(app, setUp, firstRun(app, payments)),
    ...staffRoutes(app, staffWork, refuseDeactivated),
    ...pricingRuleRoutes(),
    ...blockRoutes(),
    ...approvalRoutes(app, approvableCommands(app)),
    ...caseRoutes(app),
    ...caseFanRoutes(app),
    ...waitingListRoutes(app),
    ...handoverRoutes(app),
    ...fanAlertRoutes(app),
    ...noticeRoutes(app, noticeStreams),
    ...supportRoutes(app),
    ...auditRoutes(),
    ...todayRoutes(),
    ...jobRoutes(),
    ...notificationRoutes(),
    ...emailTemplateRoutes(app, registeredEmails, postRendered),
    ...mailingRoutes(app),
    ...statisticsRoutes(),
    ...accountingRoutes(app),
    ...closingRoutes(),
    ...taxRoutes(),
    ...scheduledReportRoutes(app),
    ...savedViewRoutes(),
    ...settingsRoutes(app),
    ...contentRoutes(app, contentPages),
    ...slackRoutes(app),
    ...telegramRoutes(app),
    ...apiKeyRoutes(app),
    ...changeRoutes(),
    ...webhookRoutes(app),
    ...exportedTables.flatMap((table) => exportFiles(app.db, table)),
    ...exportRoutes(app, exportedTables),
  ];

  const headers = await makeSecurityHeaders(
    payments.gateways,
    app.publicUrl.startsWith('https://'),
    app.config.captcha?.sources ?? null,
  );
  const endFollowing = await followContent(app, contentPages.forget);
  const storefront = await createStorefront({
    ...pageLoaders(app),
    marketplace: () => {
      const { name, contactEmail, postalAddress } = currentMarketplace(app);
      return { name, contactEmail, postalAddress, ...knownContent(app).shell };
    },
    publicUrl: app.publicUrl,
    headers: headers.storefront,
    isUnavailable: isDatabaseAway,
    log: app.log,
  });

  const metrics = createMetrics(app.db, () =>
    inTransaction(app.db, (trx) => queuesFor(trx, ['admin'], 'nobody')),
  );
  const koa = createKoa(app, {
    endpoints,
    headers,
    setUp,
    health: healthRoutes({ readiness: createReadiness(app.db, payments), metrics, token: healthToken }),
    metrics,
    security,
    storefront,
  });
  const handle = koa.callback();
  await setUp.isOpen();
  return {
    endpoints,
    listener: (req: IncomingMessage, res: ServerResponse) => {
      // While the set-up is open, a page of the cache isn't shown in its place.
      if (setUp.mayBeOpen() || !storefront.tryServe(req, res)) void handle(req, res);
      else metrics.servedFromCache();
    },
    async close() {
      endFollowing();
      streams.close();
      listingStreams.close();
      noticeStreams.close();
      await Promise.all([
        holdRequests.close(),
        paymentStarts.close(),
        paymentUpdates.close(),
        security.close(),
      ]);
    },
  };
}
