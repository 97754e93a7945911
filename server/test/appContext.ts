/** An AppContext for tests: the engine over all actors, on the test file's own database. */
import { actors } from '../src/openAppContext.ts';
import { createEngine } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { jobs } from '../src/platform/jobs/index.ts';
import { createLogger } from '../src/platform/logging.ts';

/** An AppContext with `close`. */
export type TestAppContext = AppContext & { close(): Promise<void> };

/** Opens it. Close it before the database is dropped. */
export async function testAppContext(url: string): Promise<TestAppContext> {
  const db = openDatabase(url, { max: 8, onError: () => {} });
  return {
    config: readConfig({ NODE_ENV: 'test', DATABASE_URL: url, DEMO: '1' }),
    db,
    databaseUrl: url,
    engine: createEngine(actors, jobs),
    log: createLogger('silent', 'test'),
    publicUrl: 'http://localhost:3000',
    secret: 'a secret of tests, long enough for the rule',
    close: () => db.destroy(),
  };
}
