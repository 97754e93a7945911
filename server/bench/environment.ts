/**
 * The environment of a measurement: a PostgreSQL with durable commits, a migrated database, and processes of
 * the product.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { migrateToLatest } from '@holdfast/migrations';
import { startEmbeddedPostgres, temporaryDataDirectory } from '../embedded/index.ts';
import { openAppContext } from '../src/openAppContext.ts';
import { sandboxKeys } from '../src/paymentService.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { readConfig } from '../src/platform/config.ts';
import { freePort } from '../src/platform/freePort.ts';
import { createLogger } from '../src/platform/logging.ts';

/** The application secret of measurements. */
export const benchSecret = 'a secret of measurements, long enough for the rule';

/** The environment of a measurement. */
export interface BenchEnvironment {
  databaseUrl: string;
  app: AppContext;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL. It reads no variable for another database, so that every machine measures
 * the same.
 */
export async function prepareEnvironment(): Promise<BenchEnvironment> {
  const log = { info() {}, warn: console.warn, error: console.error };
  const postgres = await startEmbeddedPostgres({ dataDir: temporaryDataDirectory(), throwaway: true, log });
  await migrateToLatest(postgres.url);
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: postgres.url, POOL_SIZE: '10' });
  const app = openAppContext(config, {
    databaseUrl: postgres.url,
    publicUrl: 'http://localhost',
    secret: benchSecret,
    log: createLogger('warn', 'bench'),
  });
  return {
    databaseUrl: postgres.url,
    app,
    async stop() {
      await app.db.destroy();
      await postgres.stop();
    },
  };
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
// An interrupted run leaves no process behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** The parts of the product that a measurement starts. */
export type Part = 'web' | 'worker' | 'gateway';

/** Running processes. */
export interface Processes {
  /** Their process ids. */
  pids: Readonly<Record<Part, number[]>>;
  stop(): Promise<void>;
}

/** Starts a program of the product and waits for its ready message. */
async function startProgram(
  args: string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  await new Promise<void>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      if (ready.test(output)) resolve();
    });
    child.once('exit', (code) =>
      reject(new Error(`${args.join(' ')} ended with ${code} before it was ready:\n${output}`)),
    );
  });
  child.stdout?.resume();
  return child;
}

async function stopAll(children: ChildProcess[]): Promise<void> {
  await Promise.all(
    children.map(async (child) => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }),
  );
}

/** The programs that a measurement starts. */
export const programs = {
  product: join(import.meta.dirname, '../src/main.ts'),
  sandbox: join(import.meta.dirname, '../sandbox/main.ts'),
} as const;

/**
 * Starts web processes on one port, workers, and where payments are measured the sandbox as its own process.
 */
export async function startProcesses(
  { databaseUrl }: BenchEnvironment,
  { web, workers = 0, gateway = false }: { web: number; workers?: number; gateway?: boolean },
): Promise<Processes & { port: number; gatewayUrl: string }> {
  const port = await freePort();
  const gatewayPort = await freePort();
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const children: ChildProcess[] = [];
  const pids: Record<Part, number[]> = { web: [], worker: [], gateway: [] };
  const start = async (part: Part, ...program: Parameters<typeof startProgram>) => {
    const child = await startProgram(...program);
    children.push(child);
    pids[part].push(child.pid ?? 0);
  };
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    SECRET: benchSecret,
    PORT: String(port),
    HOST: '127.0.0.1',
    REUSE_PORT: '1',
    LOG_LEVEL: 'info',
    JOB_CONCURRENCY: '48',
    STRIPE_SECRET_KEY: sandboxKeys.secretKey,
    STRIPE_PUBLISHABLE_KEY: sandboxKeys.publishableKey,
    STRIPE_WEBHOOK_SECRET: sandboxKeys.webhookSecret,
    STRIPE_API_BASE: gatewayUrl,
  };
  if (gateway)
    await start(
      'gateway',
      [
        programs.sandbox,
        ...['--port', String(gatewayPort), '--database-url', databaseUrl],
        ...['--secret-key', sandboxKeys.secretKey, '--publishable-key', sandboxKeys.publishableKey],
        ...['--webhook-secret', sandboxKeys.webhookSecret],
        ...['--webhook-url', `http://127.0.0.1:${port}/api/webhooks/stripe`],
      ],
      {},
      /"url"/,
    );
  for (let i = 0; i < web; i++) await start('web', [programs.product], { ...env, ROLE: 'web' }, /started/);
  for (let i = 0; i < workers; i++)
    await start('worker', [programs.product], { ...env, ROLE: 'worker' }, /started/);
  return { port, gatewayUrl, pids, stop: () => stopAll(children.reverse()) };
}
