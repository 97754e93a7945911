/** A fan's steps in a browser, by roles and text on the screen, without ids of the implementation. */
import type { ElementHandle, Page } from 'puppeteer';
import { expect } from 'vitest';
import { clickOn, drawn, type PageRequests, patience, patternOf, sees } from '../page.ts';

/** Test cards. */
export const cards = {
  pays: '4242 4242 4242 4242',
  declined: '4000 0000 0000 9995',
  authenticates: '4000 0025 0000 3155',
} as const;

/** Presses the first button or link with this name, on the whole page or within a part of it. */
export async function press(page: Page, name: string | RegExp, within = 'body'): Promise<void> {
  await clickOn(() => byName(page, name, within));
}

/** The first visible button, link or summary whose text matches. */
export async function byName(page: Page, name: string | RegExp, within = 'body') {
  const source = typeof name === 'string' ? `^${patternOf(name)}` : name.source;
  const handle = await page.waitForFunction(
    (pattern, part) => {
      const wanted = new RegExp(pattern);
      const scope = document.querySelector('dialog[open]') ?? document.querySelector(part) ?? document;
      return [...scope.querySelectorAll<HTMLElement>('button, a, summary, label.chip, label.btn')].find(
        (each) =>
          each.checkVisibility() && wanted.test((each.textContent ?? '').replaceAll(/\s+/g, ' ').trim()),
      );
    },
    patience,
    source,
    within,
  );
  const element = handle.asElement();
  if (!element) throw new Error(`Nothing on the page is called ${name}`);
  return element as ElementHandle<HTMLElement>;
}

/** The text of the page's h1. */
export const heading = (page: Page): Promise<string> =>
  page.$eval('main h1', (h1) => (h1.textContent ?? '').replaceAll(/\s+/g, ' ').trim());

/** Waits for the page with this h1. Its text alone doesn't tell that it is there: the footer of every page names pages. */
export async function seesPage(page: Page, title: string): Promise<void> {
  await expect.poll(() => heading(page).catch(() => '')).toBe(title);
}

/** Opens a page and waits until it is hydrated and its requests are done. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await settled(page);
}

/** Waits until the page is hydrated and its requests are done. */
export async function settled(page: Page): Promise<void> {
  // React adds properties with such names to hydrated elements.
  await page.waitForFunction(
    () => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')),
    patience,
  );
  await drawn(page);
  await page.waitForFunction(() => (window as unknown as PageRequests).pendingReads === 0, patience);
  await drawn(page);
}

/** Holds the first listing of an event in this quantity. @returns the address of the checkout */
export async function holdFirst(page: Page, gameUrl: string, quantity = 2): Promise<string> {
  await open(page, `${gameUrl}?quantity=${quantity}`);
  await press(page, new RegExp(`^Hold ${quantity} seat`));
  await page.waitForFunction(() => location.pathname.startsWith('/checkout/'), patience);
  await sees(page, 'Held for you until');
  return page.url();
}

/** Fills in the sandbox's card form. */
export async function fillCard(page: Page, number: string, email = 'dana@example.com'): Promise<void> {
  await page.waitForSelector('#card-number', patience);
  await fill(page, '#pay-email', email);
  await fill(page, '#card-number', number);
  await fill(page, '#card-expiry', '12 / 59');
  await fill(page, '#card-cvc', '318');
  await fill(page, '#card-postal', '15212');
}

/** Replaces the value of a field. */
export async function fill(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForSelector(selector, patience);
  await page.focus(selector);
  await page.$eval(selector, (input) => (input as HTMLInputElement).select());
  await page.keyboard.type(text);
}

/** Approves on the sandbox's bank page, which leads back to the storefront. */
export async function approveAtBank(page: Page): Promise<void> {
  await page.waitForFunction(() => location.pathname.startsWith('/sandbox/3ds/'), patience);
  await press(page, /^Approve/);
  await page.waitForFunction(() => /^\/(checkout|orders)\//.test(location.pathname), patience);
}

/** Waits for the order's page with tickets that can be scanned. */
export async function seesTickets(page: Page, count: number): Promise<void> {
  await page.waitForFunction(() => location.pathname.startsWith('/orders/'), patience);
  await page.waitForFunction(
    (wanted) => {
      const codes = [...document.querySelectorAll<HTMLImageElement>('.qr img')];
      const toCome = [...document.querySelectorAll<HTMLElement>('.ticket[data-tickets]')];
      const count = toCome.reduce((sum, { dataset }) => sum + Number(dataset.tickets), codes.length);
      return count === wanted && codes.every((code) => code.complete && code.naturalWidth > 0);
    },
    patience,
    count,
  );
}

/** Signs out, and waits until that is done: the footer says much of what the header says then. */
export async function signOut(page: Page): Promise<void> {
  await press(page, 'Sign out');
  await page.waitForSelector('header a[href^="/sign-in"]');
}
