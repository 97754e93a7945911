/** Starts the roles of one process, and ends them in the right order. */
import { createHmac } from 'node:crypto';
import { connectStandIn } from './catalogs/index.ts';
import { hockeyWeeks } from './demo/hockeyWeeks.ts';
import { openHouse } from './house.ts';
import { type PaymentService, paymentServiceOf, sandboxKeys } from './paymentService.ts';
import type { ActorDefinition } from './platform/actors/index.ts';
import { type Config, ConfigError } from './platform/config.ts';
import type { House } from './platform/house.ts';
import type { AnyEndpoint } from './platform/http/index.ts';
import type { Logger } from './platform/logging.ts';
import { startSandbox } from './sandbox/index.ts';
import { startWeb } from './web.ts';
import { startWorker } from './worker.ts';

export interface RunningHouse {
  house: House;
  payments: PaymentService;
  /** null in a worker. */
  port: number | null;
  /** What it answers under `/api`: nothing in a worker. */
  endpoints: readonly AnyEndpoint[];
  healthToken: string;
  stop(): Promise<void>;
}

export async function runHouse(
  config: Config,
  {
    databaseUrl,
    secret,
    log,
    beatEveryMs,
    definitions,
  }: {
    databaseUrl: string;
    secret: string;
    log: Logger;
    beatEveryMs?: number;
    definitions?: ActorDefinition[] | undefined;
  },
): Promise<RunningHouse> {
  const stops: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
    const { config: catalogues, standIn } = await connectStandIn(config.catalogues, () =>
      hockeyWeeks(new Date()),
    );
    if (standIn) stops.push(() => standIn.close());
    const house = openHouse({ ...config, catalogues }, { databaseUrl, publicUrl, secret, log, definitions });
    stops.push(() => house.db.destroy());
    const payments = await openPayments(config, databaseUrl, publicUrl, log, stops);
    const healthToken =
      config.healthToken ?? createHmac('sha256', secret).update('health').digest('base64url').slice(0, 24);
    if (config.role !== 'web') {
      const worker = await startWorker(house, payments, databaseUrl, beatEveryMs);
      stops.push(() => worker.stop());
    }
    let port: number | null = null;
    let endpoints: readonly AnyEndpoint[] = [];
    if (config.role !== 'worker') {
      const web = await startWeb(house, payments, healthToken);
      stops.push(() => web.stop());
      port = web.port;
      endpoints = web.endpoints;
    }
    return { house, payments, port, endpoints, healthToken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** With no Stripe key, the sandbox: in this process, which must then be all there is. */
async function openPayments(
  config: Config,
  databaseUrl: string,
  publicUrl: string,
  log: Logger,
  stops: Array<() => Promise<void>>,
): Promise<PaymentService> {
  if (config.stripe) return paymentServiceOf(config.stripe, config.sandboxPublicUrl);
  if (config.role !== 'all')
    throw new ConfigError(
      'STRIPE_SECRET_KEY is not set. With web and worker apart, run the sandbox by itself (README.md, "The sandbox") and point STRIPE_API_BASE and the keys at it.',
    );
  const sandbox = await startSandbox({
    ...sandboxKeys,
    databaseUrl,
    port: config.sandboxPort,
    ...(config.sandboxPublicUrl ? { publicUrl: config.sandboxPublicUrl } : {}),
    webhookUrl: `http://127.0.0.1:${config.port}/api/webhooks/stripe`,
    merchantName: 'Holdfast',
    log: (level, message, details) => log[level]({ ...details }, `sandbox: ${message}`),
  });
  stops.push(() => sandbox.close());
  log.debug({ url: sandbox.url, publicUrl }, 'the sandbox takes play money');
  return paymentServiceOf({ ...sandboxKeys, apiBase: sandbox.url }, config.sandboxPublicUrl);
}
