/**
 * The app with everything that it talks to, on one machine: the payment sandbox and the fake feeds stand in for what has
 * no keys. `npm start` and the tests compose it; production (`src/main.ts`) never imports it.
 */
import { hockeyWeeks } from './demo/hockeyWeeks.ts';
import { connectFakeFeeds } from './fakeFeeds/connect.ts';
import { startSandbox } from './sandbox/index.ts';
import { sandboxKeys } from './src/paymentService.ts';
import { type Config, ConfigError, type StripeConfig } from './src/platform/config.ts';
import type { Logger } from './src/platform/logging.ts';
import { type RunningApp, type RunOptions, runApp } from './src/runApp.ts';

/**
 * @throws ConfigError when web and worker run apart without Stripe's keys: the sandbox is then a program of its own
 */
export async function runOneMachine(
  config: Config,
  options: Omit<RunOptions, 'sandbox'>,
): Promise<RunningApp> {
  const closers: Array<() => Promise<void>> = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const { config: feeds, fakeFeeds } = await connectFakeFeeds(config.feeds, () => hockeyWeeks(new Date()));
    if (fakeFeeds) closers.push(() => fakeFeeds.close());
    const { sandbox, close } = await openSandbox(config, options);
    closers.push(close);
    const running = await runApp({ ...config, feeds }, { ...options, sandbox });
    return {
      ...running,
      async stop() {
        await running.stop();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function openSandbox(
  config: Config,
  { databaseUrl, log }: { databaseUrl: string; log: Logger },
): Promise<{ sandbox: StripeConfig | null; close(): Promise<void> }> {
  if (config.stripe || !config.allowsSandbox) return { sandbox: config.stripe, close: async () => {} };
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
  log.debug({ url: sandbox.url }, 'the sandbox takes play money');
  return {
    sandbox: { ...sandboxKeys, apiBase: sandbox.url },
    close: () => sandbox.close(),
  };
}
