/** A web and worker process with one armed crash point. Arguments as JSON. */
import { flushCompileCache } from 'node:module';
import { runOneMachine } from '../../oneMachine.ts';
import { readConfig } from '../../src/platform/config.ts';
import { armCrash, type CrashPoint } from '../../src/platform/crashPoint.ts';
import { createLogger } from '../../src/platform/logging.ts';

const {
  env,
  point,
  passes = 0,
  secret,
} = JSON.parse(process.argv[2] ?? '{}') as {
  env: Record<string, string>;
  point: CrashPoint | null;
  passes?: number;
  secret: string;
};
const config = readConfig(env);
if (point !== null) armCrash(point, passes);
await runOneMachine(config, {
  databaseUrl: env.DATABASE_URL as string,
  secret,
  log: createLogger('silent', 'test'),
  beatEveryMs: 100,
});
// A killed process couldn't write the cache at its end.
flushCompileCache();
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
