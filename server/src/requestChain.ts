/** What every request passes through, in order, from its first header to the pages. */
import type { Storefront } from '@holdfast/storefront/server';
import Koa from 'koa';
import { guardRoles, identifyCaller, leadToSetUp, type SetUp } from './accounts/index.ts';
import { guardScopes, identifyKey } from './apiKeys/index.ts';
import type { Metrics } from './health/metrics.ts';
import type { AppContext } from './platform/appContext.ts';
import {
  type AnyEndpoint,
  answerProblems,
  type Ctx,
  compressed,
  createReachLimits,
  describeApi,
  guardUnsafe,
  identifyRequest,
  isClientGone,
  keepSecurityHeaders,
  mountEndpoints,
  pathForLogs,
  readBody,
  type SecurityHeaders,
  type SecurityLog,
  serveDocs,
  setSecurityHeaders,
} from './platform/http/index.ts';
import { serveAdmin } from './serveAdmin.ts';

/** What a request is led to. */
export interface Mounted {
  endpoints: AnyEndpoint[];
  headers: SecurityHeaders;
  setUp: SetUp;
  health: Koa.Middleware;
  metrics: Metrics;
  security: SecurityLog;
  storefront: Storefront;
}

/** The middleware of every request, in their order. */
export function createKoa(
  app: AppContext,
  { endpoints, headers, setUp, health, metrics, security, storefront }: Mounted,
): Koa {
  const koa = new Koa();
  // A maxIpsCount of 0 would mean all addresses, so `proxy` is off then.
  koa.proxy = app.config.trustedProxies > 0;
  koa.maxIpsCount = app.config.trustedProxies;
  koa.on('error', (error: Error & { code?: string }, ctx?: Koa.Context) => {
    if (ctx) keepSecurityHeaders(headers, error, ctx.path);
    if (ctx && isClientGone(error, ctx))
      app.log.debug(
        { requestId: ctx.state.requestId, path: pathForLogs(ctx as unknown as Ctx) },
        'the client went away',
      );
    else app.log.warn({ err: error }, 'response failed');
  });
  koa.use(setSecurityHeaders(headers));
  koa.use(metrics.measure);
  koa.use(identifyRequest(app.log));
  koa.use(answerProblems(app.log, security));
  koa.use(health);
  koa.use(onlyUnder('/api', noStore()));
  koa.use(onlyReads(compressed()));
  koa.use(serveDocs(() => describeApi(endpoints, app.publicUrl)));
  koa.use(guardUnsafe(app.publicUrl));
  koa.use(readBody(endpoints));
  koa.use(onlyUnder('/api', identifyCaller(app)));
  koa.use(onlyUnder('/api', identifyKey(app)));
  koa.use(mountEndpoints(endpoints, { db: app.db, guard, count: createReachLimits(app) }));
  koa.use(leadToSetUp(setUp));
  koa.use(serveAdmin());
  koa.use(storefront.middleware);
  return koa;
}

/** Whom an endpoint admits: people by their roles, programs by the scopes of their key. */
const guard = (ctx: Ctx, endpoint: AnyEndpoint): void =>
  (ctx.state.caller.key === null ? guardRoles : guardScopes)(ctx, endpoint);

function onlyUnder(prefix: string, middleware: Koa.Middleware): Koa.Middleware {
  return (ctx, next) => (ctx.path.startsWith(prefix) ? middleware(ctx, next) : next());
}

/** Only reads are compressed; other answers are short. */
function onlyReads(middleware: Koa.Middleware): Koa.Middleware {
  return (ctx, next) => (ctx.method === 'GET' ? middleware(ctx, next) : next());
}

/** API answers are personal or change with every hold, so they aren't cached. */
function noStore(): Koa.Middleware {
  return (ctx, next) => {
    ctx.set('Cache-Control', 'no-store');
    return next();
  };
}
