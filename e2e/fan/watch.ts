/** A page that is watched: what its console complains about fails the test, and its looks are kept. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'puppeteer';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, '..', 'screenshots');

export const widths = { desk: 1440, phone: 390 } as const;

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** What browsers report about scripts, styles and the security policy. */
  complaints: string[];
}

/** Somebody new: no cookies, a screen of this width. */
export async function visitor(
  browser: Browser,
  width: number,
  scheme: 'light' | 'dark' = 'light',
): Promise<Visitor> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height: width < 800 ? 844 : 900 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal of the API is an answer; the browser still writes it to the console as a failed load.
    const isRefusal = /the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  return { page, context, complaints };
}

/** Keeps a picture, and tells what is wrong with the page: accessibility, and what is wider than the screen. */
export async function inspect(page: Page, name: string): Promise<string[]> {
  mkdirSync(pictures, { recursive: true });
  const width = page.viewport()?.width ?? 0;
  await page.screenshot({ path: join(pictures, `fan-${name}-${width}.png`), fullPage: true });
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations: found } = await axe.run({ resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [...violations, ...(excess > 0 ? [`${excess} px wider than the screen`] : [])].map(
    (what) => `${name} at ${width}: ${what}`,
  );
}

/** Presses Tab until what has the focus is called this, as somebody without a mouse does. */
export async function tabTo(page: Page, name: RegExp, most = 120): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    const label = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement | null;
      if (!focused || focused === document.body) return '';
      const labels = (focused as HTMLInputElement).labels;
      const text = labels?.length ? labels[0]?.textContent : focused.textContent;
      return (text ?? '').replaceAll(/\s+/g, ' ').trim();
    });
    if (name.test(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${name}`);
}
