/** A page that is watched: what its console complains about fails the test. */
import type { Browser, Page } from 'puppeteer';
import { faultsOf, picture } from '../inspect.ts';
import { complaintsOf, countReads, drawn, look, newPage } from '../page.ts';

export const widths = { desktop: 1440, phone: 390 } as const;

export interface Visitor {
  page: Page;
  /** What browsers report about scripts, styles and the security policy. */
  complaints: string[];
  close(): Promise<void>;
}

/** Somebody new: no cookies, a screen of this width. */
export async function visitor(browser: Browser, width: number): Promise<Visitor> {
  const { page, context } = await newPage(browser);
  await page.setViewport({ width, height: width < 800 ? 844 : 900 });
  await look(page, 'light');
  await countReads(page);
  return { page, complaints: complaintsOf(page), close: () => context.close() };
}

/** Tells what is wrong with the page, and keeps its picture. */
export async function inspect(page: Page, name: string): Promise<string[]> {
  const width = page.viewport()?.width ?? 0;
  await picture(page, `fan-${name}-${width}`, true);
  return (await faultsOf(page)).map((what) => `${name} at ${width}: ${what}`);
}

/** The same page in the dark, where only its colours are others. */
export async function inspectInTheDark(page: Page, name: string): Promise<string[]> {
  const width = page.viewport()?.width ?? 0;
  await look(page, 'dark');
  await drawn(page);
  await picture(page, `fan-${name}-dark-${width}`, true);
  const faults = await faultsOf(page, 'colours');
  await look(page, 'light');
  return faults.map((what) => `${name} in the dark at ${width}: ${what}`);
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
