/** A database with processes that a test lets crash, one after another. */
import { onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/index.ts';
import { openAppContext } from '../../src/openAppContext.ts';
import { sandboxKeys } from '../../src/paymentService.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { CrashPoint } from '../../src/platform/crashPoint.ts';
import { createLogger } from '../../src/platform/logging.ts';
import { testDatabase } from '../database.ts';
import { testSecret } from '../runningApp.ts';
import { testPort } from '../testPort.ts';
import { type CrashingProcess, startCrashing } from './crashingProcess.ts';

/** A database, and what starts processes on it. */
export interface CrashingApps {
  app: AppContext;
  url: string;
  sandboxUrl: string;
  /** Starts a process that is killed at a crash point after so many passes; null: it lives. @returns it, once it listens or has ended */
  start(point: CrashPoint | null, passes?: number): Promise<CrashingProcess>;
}

/** @param market a marketplace that is there already, which stays; left out: an empty one */
export async function openCrashing(market?: { url: string; databaseUrl: string }): Promise<CrashingApps> {
  const database = market ? { url: market.databaseUrl, drop: async () => {} } : await testDatabase();
  const url = market?.url ?? `http://127.0.0.1:${await testPort()}`;
  const sandbox = await startSandbox({
    ...sandboxKeys,
    databaseUrl: database.url,
    webhookUrl: `${url}/api/webhooks/stripe`,
  });
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PORT: new URL(url).port,
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    STRIPE_SECRET_KEY: sandboxKeys.secretKey,
    STRIPE_PUBLISHABLE_KEY: sandboxKeys.publishableKey,
    STRIPE_WEBHOOK_SECRET: sandboxKeys.webhookSecret,
    STRIPE_CONNECT_WEBHOOK_SECRET: sandboxKeys.connectWebhookSecret,
    STRIPE_API_BASE: sandbox.url,
    LOG_LEVEL: 'silent',
  };
  const app = openAppContext(readConfig(env), {
    databaseUrl: database.url,
    publicUrl: url,
    secret: testSecret,
    log: createLogger('silent', 'test'),
  });
  const processes: CrashingProcess[] = [];
  onTestFinished(async () => {
    for (const each of processes) await each.kill();
    await sandbox.close();
    await app.db.destroy();
    await database.drop();
  });
  return {
    app,
    url,
    sandboxUrl: sandbox.url,
    async start(point, passes = 0) {
      const started = startCrashing(env, point, { passes });
      processes.push(started);
      await started.readyOrEnded;
      return started;
    },
  };
}
