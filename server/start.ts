/**
 * `npm start`: everything on one machine. Brings a PostgreSQL unless DATABASE_URL names one, migrates, fills in the demo
 * when there is nothing yet, and runs web, worker and the sandbox in one process.
 */
import { MigrationError, migrateToLatest } from '@holdfast/migrations';
import { clearUnfinished, NotReset } from './demo/resetDatabase.ts';
import { seedDemo } from './demo/seed.ts';
import { defaultDataDirectory, EmbeddedPostgresError, startEmbeddedPostgres } from './embedded/index.ts';
import { runOneMachine } from './oneMachine.ts';
import { demoAccounts } from './src/accounts/index.ts';
import { type Config, ConfigError, readConfig } from './src/platform/config.ts';
import { keptSecret } from './src/platform/keptSecret.ts';
import { createLogger } from './src/platform/logging.ts';
import type { RunningApp } from './src/runApp.ts';

const say = (line: string) => console.log(line);

async function start(): Promise<void> {
  const startedAt = performance.now();
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel, config.role);
  const postgres = config.databaseUrl === null ? await startOwnPostgres() : null;
  const databaseUrl = config.databaseUrl ?? (postgres?.url as string);
  try {
    await migrateToLatest(databaseUrl, { log: say });
    if (config.demo) await clearUnfinished(databaseUrl, config, say);
    const running = await runOneMachine(config, { databaseUrl, secret: keptSecret(config), log });
    if (config.demo) await seedDemo(running.context, say);
    greet(config, running, performance.now() - startedAt);
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      say('\nFinishing what is under way…');
      await running.stop();
      await postgres?.stop();
      say('Stopped. Everything is kept.');
      process.exit(0);
    };
    process.on('SIGINT', () => void stop());
    process.on('SIGTERM', () => void stop());
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

async function startOwnPostgres() {
  say('Starting PostgreSQL…');
  return startEmbeddedPostgres({
    dataDir: defaultDataDirectory(),
    log: { info: () => {}, warn: say, error: say },
  });
}

function greet(config: Config, { port, healthToken, setUpCode }: RunningApp, ms: number): void {
  const url = config.publicUrl ?? `http://localhost:${port}`;
  say(`
Holdfast runs (${(ms / 1000).toFixed(1)} s).

  Storefront    ${url}
  Back office   ${url}/admin
  API           ${url}/api/docs
  Readiness     curl -H 'Authorization: Bearer ${healthToken}' ${url}/health/ready
`);
  if (setUpCode !== null)
    say(`Nobody is an administrator yet. Open ${url}/set-up with this code: ${setUpCode}\n`);
  if (!config.demo) return;
  say('Demo accounts (play money; card 4242 4242 4242 4242, any date ahead, any CVC):\n');
  for (const { role, email, password } of demoAccounts)
    say(`  ${role.padEnd(10)} ${email.padEnd(34)} ${password}`);
  say('\nCtrl-C stops it; the data is kept. `npm run demo:reset` starts the demo over.');
}

try {
  await start();
} catch (error) {
  const expected = [ConfigError, EmbeddedPostgresError, MigrationError, NotReset].some(
    (kind) => error instanceof kind,
  );
  console.error(expected || (error as Error).message?.startsWith('Port ') ? (error as Error).message : error);
  process.exit(1);
}
