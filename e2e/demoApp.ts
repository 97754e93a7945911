/** The marketplace that browsers visit in the tests: demo data and all. */
import { type DemoOptions, seedDemo } from '@holdfast/server/demo/seed';
import { demoDatabase } from '@holdfast/server/test/demoDatabase';
import { startTestApp, type TestApp } from '@holdfast/server/test/runningApp';

/** @param wishes a demo unlike the usual one is made for this house alone */
export async function startDemoApp(options?: DemoOptions): Promise<TestApp> {
  if (!options) return startTestApp({}, await demoDatabase());
  const app = await startTestApp();
  await seedDemo(app.context, () => {}, options);
  return app;
}
