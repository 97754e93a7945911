/** A page in the tests' browser, whoever looks at it: what it says, when it is drawn, what it complains about. */
import { shiftDate } from '@holdfast/server/test/shiftDate';
import type { Browser, BrowserContext, ElementHandle, Page } from 'puppeteer';
import { inject } from 'vitest';

/**
 * Conditions are waited for at most this long, in ms: a safety net for slow machines, they come true within a second.
 * Looked at in each frame, the words of a page with a grid would cost more than drawing it.
 */
export const patience = { timeout: 60_000, polling: 50 };

/** A page in a fresh browser profile, whose scripts read the run's clock. */
export async function newPage(browser: Browser): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(patience.timeout);
  await page.evaluateOnNewDocument(shiftDate, inject('testServer').clockOffsetMs);
  return { page, context };
}

export type Scheme = 'light' | 'dark';

/** What the browser reports about scripts, styles and the security policy, from here on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal of the API is an answer; the browser still writes it to the console as a failed load.
    const isRefusal = /the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  return complaints;
}

/** Sets the visitor's colours; nothing moves, so that what is looked at stands still. */
export function look(page: Page, scheme: Scheme): Promise<void> {
  return page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** What a page knows of itself once its reads are counted. */
export interface Reading {
  /** Answers that its scripts have asked for and that aren't here as a whole. Streams of events aren't among them. */
  openReads: number;
}

/** Counts what the scripts of each later document of this page ask for. */
export async function countReads(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const here = window as unknown as Reading;
    const ask = window.fetch;
    here.openReads = 0;
    window.fetch = async (...asked) => {
      here.openReads++;
      try {
        const answer = await ask(...asked);
        await answer.clone().arrayBuffer();
        return answer;
      } finally {
        here.openReads--;
      }
    };
  });
}

/** Waits until what was changed is drawn: effects have run, listeners listen. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

/** Waits until the page says this somewhere. @throws Error with what it says instead */
export async function sees(page: Page, words: string | RegExp): Promise<void> {
  await page.waitForFunction(saysSo, patience, patternOf(words)).catch(async (cause) => {
    throw new Error(`The page never said ${words}. It says: ${await textOf(page)}`, { cause });
  });
}

const saysSo = (pattern: string): boolean =>
  new RegExp(pattern).test(document.body.innerText.replaceAll(/\s+/g, ' '));

/** The words on the page, as many as fit on a screen of a terminal. */
export function textOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' ').slice(0, 3000));
}

/** Clicks what is found; it is found anew when a redraw took it away in between. */
export async function clickOn(find: () => Promise<ElementHandle<HTMLElement>>): Promise<void> {
  for (let tries = 1; ; tries++) {
    const element = await find();
    try {
      return await element.click();
    } catch (error) {
      const isThere = await element.evaluate((each) => each.isConnected && each.checkVisibility());
      if (isThere || tries === 5) throw error;
    }
  }
}

/** The source of a pattern: of these words as they stand, or of the pattern itself. */
export function patternOf(words: string | RegExp): string {
  return typeof words === 'string' ? words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') : words.source;
}
