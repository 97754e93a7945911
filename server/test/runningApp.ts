/** A whole application for tests: web, worker and sandbox in this process, on its own database. */

import type { DestinationStream } from 'pino';
import { runOneMachine } from '../oneMachine.ts';
import type { ActorDefinition } from '../src/platform/actors/index.ts';
import { readConfig } from '../src/platform/config.ts';
import { createLogger } from '../src/platform/logging.ts';
import type { RunningApp } from '../src/runApp.ts';
import { verify } from '../src/verify/verify.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { lookedOver } from './lookedOver.ts';
import { compareWithSandbox } from './sandboxTotals.ts';
import { testPort } from './testPort.ts';

/** The running application. */
export interface TestApp extends RunningApp {
  url: string;
  databaseUrl: string;
  sandboxUrl: string;
  /**
   * Checks every invariant, and unless told otherwise that the sandbox's totals equal the ledger.
   * @throws Error that names the violations
   */
  verify(options?: { sandbox?: boolean }): Promise<void>;
  /** Stops it and drops its database. */
  close(): Promise<void>;
}

/** The application secret of tests. */
export const testSecret = 'a secret of tests, long enough for the rule';

/**
 * @param env      further variables, as in .env.example
 * @param definitions the types of its actors: the product's own unless given
 * @param to where its log goes, a JSON line each
 * @param database what it finds at its start, and drops at its end: empty unless said
 */
export async function startTestApp(
  env: Record<string, string> = {},
  database?: TestDatabase,
  definitions?: ActorDefinition[],
  to?: DestinationStream,
): Promise<TestApp> {
  const { url: foundUrl, drop } = database ?? (await testDatabase());
  const port = env.PORT ?? String(await testPort());
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: foundUrl,
    PORT: port,
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SANDBOX_PORT: String(await testPort()),
    DEMO: '1',
    LOG_LEVEL: 'silent',
    // Each of them polls on a connection of its own, of four applications at once.
    JOB_CONCURRENCY: '6',
    ...env,
  });
  const running = await runOneMachine(config, {
    databaseUrl: foundUrl,
    secret: testSecret,
    log: createLogger(config.logLevel, 'test', to),
    definitions,
  });
  const sandboxUrl = running.payments.mode.sandboxUrl ?? '';
  return {
    ...running,
    url: `http://127.0.0.1:${port}`,
    databaseUrl: foundUrl,
    sandboxUrl,
    async verify({ sandbox = true } = {}) {
      // What changed a moment ago has its case too, also where a clock that was moved back left a look in the future.
      await lookedOver(running.context);
      const violations = await verify(running.context.db, running.context.engine);
      const differences = sandbox ? await compareWithSandbox(running.context.db, sandboxUrl) : [];
      const lines = [
        ...violations.map(({ invariant, subject, detail }) => `${invariant} ${subject}: ${detail}`),
        ...differences,
      ];
      if (lines.length > 0) throw new Error(`The books are wrong:\n${lines.join('\n')}`);
    },
    async close() {
      await running.stop();
      await drop();
    },
  };
}
