import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { SandboxClock } from './clock.ts';
import { startDeadlines } from './deadlines.ts';
import { Faults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import { createApp } from './http/app.ts';
import { accountControls, accounts } from './operations/accounts.ts';
import { bankControls } from './operations/bankControls.ts';
import { confirmationTokens } from './operations/confirmationTokens.ts';
import { controls, settingsId } from './operations/controls.ts';
import { disputes } from './operations/disputes.ts';
import { files } from './operations/files.ts';
import { paymentIntents } from './operations/paymentIntents.ts';
import { reads } from './operations/reads.ts';
import { refunds } from './operations/refunds.ts';
import { transfers } from './operations/transfers.ts';
import { type SandboxOptions, sandboxOptions } from './options.ts';
import { prune } from './store/pruning.ts';
import { Store } from './store/store.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/** A running sandbox. */
export interface Sandbox {
  /** Such as `http://127.0.0.1:4242`. */
  url: string;
  port: number;
  setWebhookUrl(url: string | null): void;
  /** Resolves after all committed responses are written; undelivered webhooks are kept for the next start. */
  close(): Promise<void>;
}

const pruneEveryMs = 10 * 60_000;

/** Resolves after the responses that are under way, or when their time is over. */
async function closeServer(server: http.Server, withinMs: number): Promise<void> {
  // A keep-alive connection becomes idle only after its last response, so this repeats until none is left.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const enough = setTimeout(() => server.closeAllConnections(), withinMs);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(enough);
}

/**
 * Starts the gateway; resolves when it accepts requests.
 * @throws SandboxInUse when another process owns the schema
 */
export async function startSandbox(given: SandboxOptions): Promise<Sandbox> {
  const options = sandboxOptions.parse(given);
  const { log, host, merchantName } = options;
  const store = await Store.open(options);
  await using opened = new AsyncDisposableStack();
  opened.defer(() => store.close());
  const settings = await store.find('settings', settingsId);
  const clock = new SandboxClock(settings?.clockOffsetMs);
  const faults = new Faults();
  const webhooks = await Webhooks.start({
    store,
    clock,
    faults,
    secret: options.webhookSecret,
    connectSecret: options.connectWebhookSecret ?? options.webhookSecret,
    url: options.webhookUrl,
    concurrency: options.webhookConcurrency,
  });
  opened.defer(() => webhooks.close());
  const gateway: Gateway = {
    store,
    clock,
    webhooks,
    faults,
    log,
    publicUrl: '',
    merchantName,
    apiVersion: Stripe.API_VERSION,
  };
  const deadlines = await startDeadlines(gateway);
  opened.defer(() => deadlines.close());
  const pruning = setInterval(() => {
    prune(store, clock).catch((error: unknown) =>
      log('warn', 'sandbox: pruning failed', { error: String(error) }),
    );
  }, pruneEveryMs);
  opened.defer(() => clearInterval(pruning));

  const endpoints = {
    ...paymentIntents,
    ...refunds,
    ...disputes,
    ...files,
    ...confirmationTokens,
    ...accounts,
    ...transfers,
    ...reads,
  };
  const app = createApp(gateway, options, {
    ...endpoints,
    ...controls(deadlines),
    ...bankControls,
    ...accountControls,
  });
  const server = http.createServer({ keepAliveTimeout: 65_000 }, app.callback());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  gateway.publicUrl = options.publicUrl ?? url;
  opened.defer(async () => {
    faults.clear();
    await closeServer(server, options.closeWithinMs);
  });
  log('info', 'sandbox: the payment gateway answers', { url });
  const running = opened.move();
  return { url, port, setWebhookUrl: (to) => webhooks.setUrl(to), close: () => running.disposeAsync() };
}
