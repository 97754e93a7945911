/** A page in the tests' browser: what it shows, when it is drawn, and what it complains about. */
import { shiftDate } from '@holdfast/server/test/shiftDate';
import type { Browser, BrowserContext, ClickOptions, ElementHandle, Locator, Page } from 'puppeteer';
import { inject } from 'vitest';

/**
 * Conditions are waited for at most this long, ms: a limit for slow machines; they come true within a second.
 * Polled every 50 ms rather than in each frame, because reading a grid's text costs more than drawing it.
 */
export const patience = { timeout: 60_000, polling: 50 };

/** A page in a new browser profile, whose scripts read the run's clock. */
export async function newPage(browser: Browser): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await preparePage(page);
  return { page, context };
}

/** The page is patient, and its scripts read the run's clock. */
export async function preparePage(page: Page): Promise<void> {
  page.setDefaultTimeout(patience.timeout);
  await page.evaluateOnNewDocument(shiftDate, inject('testServer').clockOffsetMs);
}

/** A color scheme. */
export type Scheme = 'light' | 'dark';

/** Collects what the browser reports about scripts, styles and the security policy from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) =>
    complaints.push(error instanceof Error ? (error.stack ?? String(error)) : String(error)),
  );
  page.on('console', (message) => {
    // The browser logs every refusal of the API as a failed load, and every load of a page that a test has taken offline,
    // at any time after; those aren't complaints.
    const isExpected = /the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED/.test(
      message.text(),
    );
    if (message.type() === 'error' && !isExpected) complaints.push(message.text());
  });
  return complaints;
}

/** Sets the visitor's color scheme, without animations, so that the page is still when it is inspected. */
export function look(page: Page, scheme: Scheme): Promise<void> {
  return page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** The page's own count of its requests. */
export interface PageRequests {
  /** Responses that its scripts wait for. Event streams aren't counted. */
  pendingReads: number;
}

/** Counts the requests of scripts in every later document of this page. */
export async function countRequests(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const here = window as unknown as PageRequests;
    const ask = window.fetch;
    here.pendingReads = 0;
    window.fetch = async (...asked) => {
      here.pendingReads++;
      try {
        const answer = await ask(...asked);
        await answer.clone().arrayBuffer();
        return answer;
      } finally {
        here.pendingReads--;
      }
    };
  });
}

/** Waits until changes are drawn: effects have run and listeners are registered. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

/** Waits until the page contains this text. @throws Error with the page's text */
export async function sees(page: Page, words: string | RegExp): Promise<void> {
  await page.waitForFunction(saysSo, patience, patternOf(words)).catch(async (cause) => {
    throw new Error(`The page never said ${words}. It says: ${await textOf(page)}`, { cause });
  });
}

interface Watched {
  /** How often the document has changed, and for each pattern when it was last looked for. */
  watched?: { changes: number; looked: Map<string, { changes: number; at: number }> };
}

/**
 * Runs in the page. Reading the text of a grid costs more than drawing it, so a document that hasn't changed since is read
 * again only every half second, for what style sheets alone show.
 */
function saysSo(pattern: string): boolean {
  const here = window as unknown as Watched;
  if (!here.watched) {
    const fresh = { changes: 0, looked: new Map() };
    new MutationObserver(() => {
      fresh.changes++;
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    here.watched = fresh;
  }
  const { changes, looked } = here.watched;
  const last = looked.get(pattern);
  if (last?.changes === changes && performance.now() - last.at < 500) return false;
  looked.set(pattern, { changes, at: performance.now() });
  return new RegExp(pattern).test(document.body.innerText.replaceAll(/\s+/g, ' '));
}

/** The text of the page, as much as fits on a terminal. */
export function textOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' ').slice(0, 3000));
}

/**
 * What a function of the page finds, as a locator, which finds it again when a redraw removes it before the click.
 * Puppeteer passes no arguments to such functions, and its text locators miss text that changes within a node: they
 * observe nodes. Puppeteer looks in every frame, so what isn't there yet keeps it waiting for a while.
 * @param find runs in the page, so it knows nothing but its argument
 */
export function locate<Found, Wanted>(
  page: Page,
  find: (wanted: Wanted) => Found | null | undefined,
  wanted: Wanted,
): Locator<Found> {
  const bound = new Function(`
    const find = () => (${find})(${JSON.stringify(wanted)});
    return find() || new Promise((resolve) => setTimeout(() => resolve(find()), ${patience.polling}));
  `);
  return page.locator(bound as () => Found).setTimeout(patience.timeout);
}

/**
 * Clicks the found element once it is enabled and stands still: a button of a busy page is `aria-disabled`, keeps the focus and
 * ignores presses. The mouse presses where the element was: when the page has moved or drawn it anew by then, the press reached
 * something else, and it is found and pressed again.
 * @throws Error when no press reached it in time, for example because it is disabled or something lies over it
 */
export async function clickOn(
  find: () => Promise<ElementHandle<HTMLElement>>,
  options?: ClickOptions,
): Promise<void> {
  const end = Date.now() + patience.timeout;
  let cause: unknown;
  while (Date.now() < end) {
    const element = await find();
    try {
      if (await element.evaluate(isDisabled)) throw new Error('It is disabled');
      const press = await element.evaluateHandle(watchPress);
      await element.click(options);
      // A page that was left by the press can't be asked any more.
      if (await press.evaluate(hasReached).catch(() => true)) return;
    } catch (error) {
      cause = error; // It was removed, or isn't visible yet.
    }
    await new Promise((resolve) => setTimeout(resolve, patience.polling));
  }
  throw new Error('No press reached it', { cause });
}

/** Runs in the page. */
const isDisabled = (element: Element) => element.closest('[aria-disabled=true], :disabled') !== null;

interface Press {
  element: Element;
  isPressed: boolean;
  isClicked: boolean;
}

/** Runs in the page: resolves when the element stands where it stood one frame ago, and notices what reaches it. */
async function watchPress(element: Element): Promise<Press> {
  const press: Press = { element, isPressed: false, isClicked: false };
  element.addEventListener('pointerdown', () => {
    press.isPressed = true;
  });
  element.addEventListener('click', () => {
    press.isClicked = true;
  });
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const place = () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return `${x} ${y} ${width} ${height}`;
  };
  for (let before = ''; before !== place(); ) {
    before = place();
    await new Promise(requestAnimationFrame);
  }
  return press;
}

/** What acts on the press itself may be gone before the click. */
const hasReached = ({ element, isPressed, isClicked }: Press) =>
  isClicked || (isPressed && !element.isConnected);

/** The source of a pattern: the escaped text, or the pattern itself. */
export function patternOf(words: string | RegExp): string {
  return typeof words === 'string' ? words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') : words.source;
}
