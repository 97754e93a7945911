/** Starts the roles of one process and stops them in the right order. */
import { createHmac } from 'node:crypto';
import { openSetUp } from './accounts/index.ts';
import { answerWorkerHealth } from './health/workerHealth.ts';
import { followMarketplace } from './marketplace/index.ts';
import { openAppContext } from './openAppContext.ts';
import { followPayments, type PaymentService } from './paymentService.ts';
import type { ActorDefinition } from './platform/actors/index.ts';
import type { AppContext } from './platform/appContext.ts';
import type { Config, StripeConfig } from './platform/config.ts';
import { noLimits, type TimeLimits } from './platform/db/index.ts';
import type { AnyEndpoint } from './platform/http/index.ts';
import type { Logger } from './platform/logging.ts';
import { openErrorReporting, openTracing } from './platform/observability/index.ts';
import { unreachableSandbox } from './unreachableSandbox.ts';
import { startWeb } from './web.ts';
import { startWorker } from './worker.ts';

export interface RunningApp {
  /** Of the worker where there is one. */
  context: AppContext;
  /** What answers requests; null in a worker. */
  webContext: AppContext | null;
  payments: PaymentService;
  /** null in a worker. */
  port: number | null;
  /** The endpoints under `/api`: none in a worker. */
  endpoints: readonly AnyEndpoint[];
  healthToken: string;
  /** Opens the set-up page, until there is an administrator; null: there is one, or this is a worker. */
  setUpCode: string | null;
  stop(): Promise<void>;
}

export interface RunOptions {
  databaseUrl: string;
  /** Signs cookies. */
  secret: string;
  log: Logger;
  /** Where payments go without keys of Stripe; null: nowhere, so that keys are needed. */
  sandbox: StripeConfig | null;
  /** Milliseconds between a worker's heartbeats; tests shorten it. */
  beatEveryMs?: number | undefined;
  /** The types of actors, in the order of locks; tests bring later versions of their machines. */
  definitions?: ActorDefinition[] | undefined;
}

/**
 * Runs web, worker or both, as `config.role` says, on a migrated database.
 * @throws when a role can't start; what had started is stopped
 */
export async function runApp(
  config: Config,
  { databaseUrl, secret, log, sandbox, beatEveryMs, definitions }: RunOptions,
): Promise<RunningApp> {
  const stops: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    if (config.sentryDsn !== null) stops.push(await openErrorReporting(config.sentryDsn, config.role));
    if (config.tracesEndpoint !== null) stops.push(await openTracing(config.tracesEndpoint, config.role));
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
    const open = async (limits: TimeLimits) => {
      const context = openAppContext(config, { databaseUrl, publicUrl, secret, log, definitions, limits });
      stops.push(() => context.db.destroy());
      const unfollow = await followMarketplace(context);
      stops.push(async () => unfollow());
      return context;
    };
    // Jobs take as long as they need; what answers a request doesn't. In one process each has a pool of its own.
    const web = config.role === 'worker' ? null : await open(config.databaseLimits);
    const context = web !== null && config.role === 'web' ? web : await open(noLimits);
    const { payments, stop: unfollow } = await followPayments(context, sandbox);
    stops.push(async () => unfollow());
    const healthToken =
      config.healthToken ?? createHmac('sha256', secret).update('health').digest('base64url').slice(0, 24);
    if (config.role !== 'web') {
      const worker = await startWorker(context, payments, databaseUrl, beatEveryMs);
      stops.push(() => worker.stop());
      if (web === null && config.healthPort !== null)
        stops.push(await answerWorkerHealth(worker, { port: config.healthPort, host: config.host }));
    }
    let port: number | null = null;
    let endpoints: readonly AnyEndpoint[] = [];
    let setUpCode: string | null = null;
    if (web !== null) {
      const unreachable = unreachableSandbox(publicUrl, payments.mode.sandboxUrl);
      if (unreachable !== null) log.warn(unreachable);
      const started = await startWeb(web, payments, healthToken);
      stops.push(() => started.stop());
      setUpCode = await openSetUp(web);
      port = started.port;
      endpoints = started.endpoints;
    }
    return { context, webContext: web, payments, port, endpoints, healthToken, setUpCode, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
