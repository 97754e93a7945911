/** The web role's one page: what is mounted where, in which order. */

import { existsSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { eventQuery } from '@holdfast/shared/catalog';
import { createStorefront } from '@holdfast/storefront/server';
import Koa from 'koa';
import send from 'koa-send';
import { accountRoutes, guardRoles, identifyCaller } from './accounts/index.ts';
import { auditRoutes } from './audit/index.ts';
import { catalogRoutes, findEvent, listEvents } from './catalog/index.ts';
import { catalogsRoutes } from './catalogs/index.ts';
import { consignmentRoutes } from './consignment/index.ts';
import { createReadiness, tokenMatches } from './health/readiness.ts';
import { notificationRoutes } from './notifications/index.ts';
import type { PaymentService } from './paymentService.ts';
import {
  createCashier,
  createTeller,
  newestPayments,
  openStripe,
  paymentRoutes,
  readStates,
} from './payments/index.ts';
import type { House } from './platform/house.ts';
import {
  type AnyEndpoint,
  answerProblems,
  type Ctx,
  compressed,
  describeApi,
  guardUnsafe,
  identifyRequest,
  makeSecurityHeaders,
  mountEndpoints,
  parse,
  readBody,
  serveDocs,
} from './platform/http/index.ts';
import { pricingRoutes } from './pricing/index.ts';
import { createReserver, createStreamHub, reservationRoutes } from './reservations/index.ts';
import { savedViewRoutes } from './savedViews/index.ts';
import { statisticsRoutes } from './stats/index.ts';
import { supportRoutes } from './support/index.ts';
import { todayRoutes } from './today/index.ts';

export interface App {
  listener: RequestListener;
  /** All that it answers under `/api`. */
  endpoints: readonly AnyEndpoint[];
  /** Answers what is under way and takes no more. */
  close(): Promise<void>;
}

const adminFolder = join(import.meta.dirname, '../../admin/dist');

/** @param healthToken guards /health/ready */
export async function createApp(
  house: House,
  { payments, healthToken }: { payments: PaymentService; healthToken: string },
): Promise<App> {
  const stripe = openStripe(payments.stripe);
  const reserver = createReserver(house);
  const cashier = createCashier(house);
  const teller = createTeller(house);
  const streams = createStreamHub((ids) => readStates(house.db, ids), house.log);
  const readiness = createReadiness(house.db, stripe);

  const endpoints = [
    ...catalogRoutes(house),
    ...consignmentRoutes(house),
    ...catalogsRoutes(house),
    ...reservationRoutes(house, { reserver, newestPayments, streams }),
    ...paymentRoutes(house, {
      cashier,
      teller,
      stripe,
      webhookSecret: payments.stripe.webhookSecret,
      mode: payments.mode,
    }),
    ...accountRoutes(house),
    ...pricingRoutes(house),
    ...supportRoutes(house),
    ...auditRoutes(house),
    ...todayRoutes(house),
    ...notificationRoutes(house),
    ...statisticsRoutes(house),
    ...savedViewRoutes(house),
  ];

  const headers = await makeSecurityHeaders(payments.mode.sandboxUrl, house.publicUrl.startsWith('https://'));
  const storefront = await createStorefront({
    reads: {
      listEvents: (query) => listEvents(house.db, parse(eventQuery, query)),
      getEvent: (idOrSlug) => findEvent(house.db, idOrSlug),
    },
    publicUrl: house.publicUrl,
    headers: headers.storefront,
    log: house.log,
  });

  const app = new Koa();
  app.proxy = house.config.production;
  app.on('error', (error: Error & { code?: string }) => {
    // A fan who closes the page while it loads is no failure of ours.
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE')
      house.log.warn({ err: error }, 'response failed');
  });
  app.use(identifyRequest(house.log));
  app.use(answerProblems(house.log));
  app.use(health(readiness, healthToken));
  app.use(onlyUnder('/api', noStore()));
  app.use(
    onlyUnder('/admin', (ctx, next) => {
      ctx.set(headers.admin);
      return next();
    }),
  );
  app.use(onlyReads(compressed()));
  app.use(serveDocs(() => describeApi(endpoints, house.publicUrl)));
  app.use(guardUnsafe());
  app.use(readBody());
  app.use(onlyUnder('/api', identifyCaller(house)));
  app.use(mountEndpoints(endpoints, guardRoles));
  app.use(serveAdmin());
  app.use(storefront.middleware);

  const koa = app.callback();
  return {
    endpoints,
    listener: (req: IncomingMessage, res: ServerResponse) => {
      if (!storefront.tryServe(req, res)) void koa(req, res);
    },
    async close() {
      streams.close();
      await Promise.all([reserver.close(), cashier.close(), teller.close()]);
    },
  };
}

function onlyUnder(prefix: string, middleware: Koa.Middleware): Koa.Middleware {
  return (ctx, next) => (ctx.path.startsWith(prefix) ? middleware(ctx, next) : next());
}

/** Answers to unsafe requests are short. */
function onlyReads(middleware: Koa.Middleware): Koa.Middleware {
  return (ctx, next) => (ctx.method === 'GET' ? middleware(ctx, next) : next());
}

/** Answers of the API are somebody's own, or change with every hold. */
function noStore(): Koa.Middleware {
  return (ctx, next) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Content-Type-Options', 'nosniff');
    return next();
  };
}

function health(readiness: ReturnType<typeof createReadiness>, token: string): Koa.Middleware {
  return async (plain, next) => {
    const ctx = plain as unknown as Ctx;
    if (ctx.path === '/health') {
      ctx.body = { status: 'ok' };
      return;
    }
    if (ctx.path !== '/health/ready') return next();
    if (!tokenMatches(ctx.get('authorization'), token)) {
      ctx.status = 401;
      ctx.body = { error: 'Send the header Authorization: Bearer with the health token.' };
      return;
    }
    const state = await readiness();
    ctx.status = state.ready ? 200 : 503;
    ctx.body = state;
  };
}

/** The back office is one page whose own router knows the rest. */
function serveAdmin(): Koa.Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/admin') return ctx.redirect('/admin/');
    if (!ctx.path.startsWith('/admin/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    const file = ctx.path.slice('/admin'.length);
    const isAsset = file.startsWith('/assets/');
    if (isAsset || existsSync(join(adminFolder, file)) === false || file === '/') {
      if (isAsset) {
        await send(ctx, file, { root: adminFolder, maxAge: 365 * 24 * 60 * 60 * 1000, immutable: true });
        return;
      }
      ctx.set('Cache-Control', 'no-cache');
      await send(ctx, '/index.html', { root: adminFolder });
      return;
    }
    await send(ctx, file, { root: adminFolder });
  };
}
