import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import type { Call } from './call.ts';
import { createClock } from './clock.ts';
import { type Deadlines, startDeadlines } from './deadlines.ts';
import { invalidRequest } from './errors.ts';
import { createFaults } from './faults.ts';
import { type Gateway, newRecord } from './gateway.ts';
import { createHttpServer } from './http.ts';
import { createIdempotency } from './idempotency.ts';
import { prune } from './pruning.ts';
import { createRoutes } from './routes.ts';
import { openStore } from './store.ts';
import { loadTotals } from './totals.ts';
import { startWebhooks } from './webhooks.ts';
import type { Log } from './writer.ts';

/** How to start the sandbox. */
export interface SandboxOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  /** The address for browsers, for the bank's page, when it isn't `host` and `port`. */
  publicUrl?: string;
  databaseUrl: string;
  /** The PostgreSQL schema that the sandbox creates and owns. */
  schema?: string;
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  /** Where webhooks are sent; while it is null they wait. */
  webhookUrl?: string | null;
  /** The merchant's name on the bank's page. */
  merchantName?: string;
  log?: Log;
  /** How many records stay in memory (about 3 kB each); older ones are read from the database. */
  maxRecords?: number;
  /** How long to wait for the lock of a process that was just killed, ms. */
  lockWaitMs?: number;
  /** How long `close` waits for responses, and then for the database, ms: much longer than either takes. */
  closeWithinMs?: number;
  webhookConcurrency?: number;
}

/** A running sandbox. */
export interface Sandbox {
  /** Such as `http://127.0.0.1:4242`. */
  url: string;
  port: number;
  setWebhookUrl(url: string | null): void;
  /** Resolves after all committed responses are written; undelivered webhooks are kept for the next start. */
  close(): Promise<void>;
}

const settingsId = 'settings';
const cleanEveryMs = 10 * 60_000;

function controlsOf(gateway: Gateway, deadlines: Deadlines) {
  const { store, clock, webhooks, faults } = gateway;
  const currentFaults = () => ({ ...faults.plan(), waitingAnswers: faults.waitingAnswers() });
  const time = () => ({ now: new Date(clock.nowMs()).toISOString(), offsetMs: clock.offsetMs() });
  return {
    'GET /sandbox/faults': async () => currentFaults(),
    'POST /sandbox/faults': async ({ json }: Call) => {
      faults.set(json);
      return currentFaults();
    },
    'DELETE /sandbox/faults': async () => {
      faults.clear();
      return currentFaults();
    },
    'POST /sandbox/deliver': () => webhooks.deliverNow(),
    'GET /sandbox/clock': async () => time(),
    'POST /sandbox/clock': async ({ json }: Call) => {
      const { advanceMs } = json;
      if (!Number.isSafeInteger(advanceMs) || (advanceMs as number) < 0) {
        throw invalidRequest('advanceMs must be a whole number of milliseconds, not below 0', 'advanceMs');
      }
      clock.setOffsetMs(clock.offsetMs() + (advanceMs as number));
      store.change({
        ...newRecord(gateway),
        kind: 'settings',
        id: settingsId,
        clockOffsetMs: clock.offsetMs(),
      });
      await deadlines.run();
      webhooks.wake();
      return time();
    },
    'POST /sandbox/reset': async () => {
      faults.clear();
      await store.reset();
      webhooks.clear();
      deadlines.clear();
      gateway.totals.clear();
      clock.setOffsetMs(0);
      return { reset: true };
    },
  };
}

/**
 * Starts the gateway; resolves when it accepts requests.
 * @throws SandboxInUse when another process owns the schema
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const log = options.log ?? (() => {});
  const closeWithinMs = options.closeWithinMs ?? 5000;
  const host = options.host ?? '127.0.0.1';
  const store = await openStore({
    databaseUrl: options.databaseUrl,
    schema: options.schema ?? 'sandbox',
    maxRecords: options.maxRecords ?? 20_000,
    lockWaitMs: options.lockWaitMs ?? 2000,
    closeWithinMs,
    log,
  });
  // What is open, closed in reverse order.
  const opened: (() => unknown)[] = [() => store.close()];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const settings = await store.find('settings', settingsId);
    const clock = createClock(settings?.clockOffsetMs);
    const faults = createFaults();
    const webhooks = await startWebhooks({
      store,
      clock,
      faults,
      secret: options.webhookSecret,
      url: options.webhookUrl ?? null,
      concurrency: options.webhookConcurrency ?? 32,
    });
    opened.push(() => webhooks.close());
    const totals = await loadTotals(store);
    const gateway: Gateway = {
      store,
      clock,
      webhooks,
      faults,
      totals,
      log,
      publicUrl: '',
      merchantName: options.merchantName ?? 'Test shop',
      apiVersion: Stripe.API_VERSION,
    };
    const deadlines = await startDeadlines(gateway);
    opened.push(() => deadlines.close());
    const cleaning = setInterval(() => {
      prune(store, clock).catch((error: unknown) =>
        log('warn', 'sandbox: cleaning failed', { error: String(error) }),
      );
    }, cleanEveryMs);
    opened.push(() => clearInterval(cleaning));

    const routes = createRoutes(controlsOf(gateway, deadlines));
    const server = createHttpServer(gateway, options, routes, createIdempotency(gateway));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, host, resolve);
    });
    const { port } = server.address() as AddressInfo;
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    gateway.publicUrl = options.publicUrl ?? url;
    opened.push(async () => {
      faults.clear();
      // A keep-alive connection becomes idle only after its last response, so this repeats until none is left.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const enough = setTimeout(() => server.closeAllConnections(), closeWithinMs);
      await new Promise((resolve) => server.close(resolve));
      clearInterval(idle);
      clearTimeout(enough);
    });
    log('info', 'sandbox: the payment gateway answers', { url });
    return { url, port, setWebhookUrl: webhooks.setUrl, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
