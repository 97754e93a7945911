import { firstInstant } from '@holdfast/server/test/testClock';
import { expect, test } from 'vitest';
import { sharedBrowser } from './browser.ts';
import { newPage } from './page.ts';

test('every document has the time of the run’s clock', async () => {
  const { page, context } = await newPage(await sharedBrowser());
  for (const title of ['first', 'second']) {
    await page.goto(`data:text/html,<title>${title}</title><script>window.atLoad = Date.now()</script>`);
    const [atLoad, now, year] = await page.evaluate(() => [
      (window as unknown as { atLoad: number }).atLoad,
      Date.now(),
      new Date().getUTCFullYear(),
    ]);
    for (const time of [atLoad, now]) expect(Math.abs(Number(time) - Date.now())).toBeLessThan(60_000);
    expect(year).toBe(new Date(firstInstant).getUTCFullYear());
  }
  await context.close();
});
