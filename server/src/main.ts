/** The program of production: one role or all, on a database that is migrated already. See README.md, "In production". */

import { ConfigError, readConfig } from './platform/config.ts';
import { createLogger } from './platform/logging.ts';
import { runApp } from './runApp.ts';

try {
  const config = readConfig(process.env);
  if (config.databaseUrl === null)
    throw new ConfigError('DATABASE_URL is not set. (`npm start` brings a database of its own.)');
  if (config.secret === null)
    throw new ConfigError('SECRET is not set. Use at least 32 characters of chance; it signs cookies.');
  const log = createLogger(config.logLevel, config.role);
  const running = await runApp(config, {
    databaseUrl: config.databaseUrl,
    secret: config.secret,
    log,
    sandbox: config.stripe,
  });
  log.info({ port: running.port }, 'started');
  if (running.setUpCode !== null)
    log.warn(
      { page: `${running.context.publicUrl}/set-up`, code: running.setUpCode },
      'nobody is an administrator yet: open the page and give the code',
    );
  const stop = async (signal: string) => {
    log.info({ signal }, 'stopping');
    await running.stop();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
