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
  const { bytes, names } = await loadedScripts(page);
  return { at, scriptBytes: bytes, scripts: names.length };
}

/** What the document has loaded: bytes as they are sent, and the names of the files. */
async function loadedScripts(page: Page): Promise<{ bytes: number; names: string[] }> {
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .map(({ name, transferSize }) => ({ path: new URL(name).pathname, transferSize }))
      .filter(({ path }) => path.endsWith('.js')),
  );
  return {
    bytes: scripts.reduce((sum, { transferSize }) => sum + transferSize, 0),
    names: scripts.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
  };
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

/** Compressed: 610 kB when it was measured, and room for some more. */
const mostScriptBytes = 640_000;

/** The start page has no grid: 400 kB when it was measured. */
const mostWithoutGrid = 440_000;

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

test('a page without a grid is without AG Grid’s code, and the first grid brings it', async ({ staff }) => {
  await staff.page.setCacheEnabled(false);
  await staff.start();
  const before = await loadedScripts(staff.page);
  expect(before.bytes).toBeLessThan(mostWithoutGrid);
  expect(before.names.filter((name) => name.startsWith('grid-'))).toEqual([]);
  await staff.go('/to-approve', 'To approve');
  await staff.rows();
  const { names } = await loadedScripts(staff.page);
  expect(names.filter((name) => name.startsWith('grid-'))).toHaveLength(1);
});
