/** The application that browsers visit in the tests, with the demo. */
import { type Demo, demoDatabase } from '@holdfast/server/test/demoDatabase';
import { startTestApp, type TestApp } from '@holdfast/server/test/runningApp';

export type { Demo } from '@holdfast/server/test/demoDatabase';

/**
 * @param demo which of the demos it finds at its start
 * @param env  further variables, as in .env.example
 */
export async function startDemoApp(
  demo: Demo = 'complete',
  env: Record<string, string> = {},
): Promise<TestApp> {
  return startTestApp(env, await demoDatabase(demo));
}
