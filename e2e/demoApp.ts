/** The application that browsers visit in the tests, with the demo. */
import { type DemoOptions, seedDemo } from '@holdfast/server/demo/seed';
import { demoDatabase } from '@holdfast/server/test/demoDatabase';
import { startTestApp, type TestApp } from '@holdfast/server/test/runningApp';

/** @param options a demo with other options than the shared one is seeded for this application */
export async function startDemoApp(options?: DemoOptions): Promise<TestApp> {
  if (!options) return startTestApp({}, await demoDatabase());
  const app = await startTestApp();
  await seedDemo(app.context, () => {}, options);
  return app;
}
