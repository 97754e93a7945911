/** A watched page: a complaint on its console fails the test. */
import type { Browser, Page } from 'puppeteer';
import { faultsOf, looksEverywhere, picture } from '../inspect.ts';
import { complaintsOf, countRequests, drawn, look, newPage } from '../page.ts';

/** Tested widths, CSS pixels. */
export const widths = { desktop: 1440, phone: 390 } as const;

/** A visitor's page. */
export interface Visitor {
  page: Page;
  /** What the browser reports about scripts, styles and the security policy. */
  complaints: string[];
  close(): Promise<void>;
}

/** A new visitor without cookies, with a screen of this width. */
export async function visitor(browser: Browser, width: number): Promise<Visitor> {
  const { page, context } = await newPage(browser);
  await page.setViewport({ width, height: width < 800 ? 844 : 900 });
  await look(page, 'light');
  await countRequests(page);
  return { page, complaints: complaintsOf(page), close: () => context.close() };
}

/** Reports what is wrong with the page, and stores its picture. */
export async function inspect(page: Page, name: string): Promise<string[]> {
  const width = page.viewport()?.width ?? 0;
  await picture(page, `fan-${name}-${width}`, true);
  return (await faultsOf(page)).map((what) => `${name} at ${width}: ${what}`);
}

/** The faults of a page at every width. */
export async function inspectWidths(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const width of Object.values(widths)) {
    await page.setViewport({ width, height: 900 });
    faults.push(...(await inspect(page, name)));
  }
  await page.setViewport({ width: widths.desktop, height: 900 });
  return faults;
}

/** The same page in dark mode, where only the colors differ. */
export async function inspectDark(page: Page, name: string, everywhere = looksEverywhere): Promise<string[]> {
  if (!everywhere) return [];
  const width = page.viewport()?.width ?? 0;
  await look(page, 'dark');
  await drawn(page);
  await picture(page, `fan-${name}-dark-${width}`, true);
  const faults = await faultsOf(page, 'colors');
  await look(page, 'light');
  return faults.map((what) => `${name} in the dark at ${width}: ${what}`);
}

/** Presses Tab until the focused element has this name, as people without a mouse do. */
export async function tabTo(page: Page, name: RegExp, maxPresses = 120): Promise<void> {
  for (let pressed = 0; pressed < maxPresses; pressed++) {
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
