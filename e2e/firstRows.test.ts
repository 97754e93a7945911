/**
 * How long the first rows of the back office take to come, cold, and how much JavaScript they need. `npm run looks` prints
 * the figures; what the machine is busy with besides decides the time, so no test asserts it.
 */
import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import { test } from './fixtures.ts';
import { keepsPictures } from './inspect.ts';
import { patience } from './page.ts';

interface FirstRows {
  /** Milliseconds after the navigation began. */
  at: number;
  /** Bytes of scripts as they are sent. */
  scriptBytes: number;
  scripts: number;
}

/** Opens a page with an empty cache, and watches for the first row with text. */
async function firstRows(page: Page, address: string): Promise<FirstRows> {
  await page.goto('about:blank');
  await page.goto(address);
  const found = await page.waitForFunction(
    () => (window as unknown as { firstRowAt?: number }).firstRowAt,
    patience,
  );
  const at = (await found.jsonValue()) as number;
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => /\.js$/.test(new URL(name).pathname))
      .map(({ transferSize }) => transferSize),
  );
  return { at, scriptBytes: scripts.reduce((sum, size) => sum + size, 0), scripts: scripts.length };
}

/** Runs in each new document: notes when the first row of a grid is drawn. */
function watchRows(): void {
  const here = window as unknown as { firstRowAt?: number };
  const look = () => {
    const row = document.querySelector('.ag-row[row-id]:not(.ag-row-pinned)');
    if (!row?.textContent?.trim()) return requestAnimationFrame(look);
    // The frame that shows it is painted after this callback.
    requestAnimationFrame(() => {
      here.firstRowAt ??= performance.now();
    });
  };
  requestAnimationFrame(look);
}

/** Compressed: 590 kB when it was measured, and room for some more. */
const mostScriptBytes = 620_000;

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

for (const path of ['/listings', '/to-approve'])
  test(`the first rows of ${path}, cold`, async ({ app, profiles }) => {
    const page = await profiles.newPage('staff');
    await page.setCacheEnabled(false);
    await page.evaluateOnNewDocument(watchRows);
    const runs: FirstRows[] = [];
    for (let run = 0; run < (keepsPictures ? 7 : 1); run++)
      runs.push(await firstRows(page, `${app.url}/admin/#${path}`));
    const { scriptBytes, scripts } = runs[0]!;
    expect(scriptBytes).toBeGreaterThan(0);
    expect(scriptBytes).toBeLessThan(mostScriptBytes);
    if (keepsPictures)
      console.log(
        `${path}: first rows after ${Math.round(median(runs.map(({ at }) => at)))} ms (${runs.map(({ at }) => Math.round(at)).join(', ')}), ${Math.round(scriptBytes / 1000)} kB of JavaScript in ${scripts} files`,
      );
    await page.close();
  });
