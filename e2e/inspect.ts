/** What is wrong with a page as it stands, and how it looks: the same for fans, consignors and staff. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { patience } from './page.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, 'screenshots');

/** Pictures are for people: `npm run looks` keeps them, `npm test` only proves what a program can see. */
export const keepsPictures = process.env.MODE === 'looks';

/**
 * What axe is asked: everything; in the other colours, what depends on colours; at another width, which boxes scroll.
 * A second look at the same page asks only for what the first can't have seen.
 */
export type Question = 'everything' | 'colours' | 'scrolling';
const rulesOf: Record<Question, string[] | null> = {
  everything: null,
  colours: ['color-contrast', 'link-in-text-block'],
  scrolling: ['scrollable-region-focusable'],
};

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** @returns a line for each rule of accessibility that is broken, and one if the page is wider than the screen */
export async function faultsOf(page: Page, question: Question = 'everything'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  for (;;) {
    await rowsStand(page);
    const faults = await faultsNow(page, question);
    if (faults) return faults;
  }
}

/** @returns null when rows were read again meanwhile: those are pale for a moment, which isn't how the page looks */
function faultsNow(page: Page, question: Question): Promise<string[] | null> {
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: Axe };
    let isReadAgain = document.querySelector('.rows-wait') !== null;
    const watch = new MutationObserver((changes) => {
      isReadAgain ||= changes.some(({ target }) => (target as Element).matches('.rows-wait'));
    });
    watch.observe(document, { subtree: true, attributeFilter: ['class'] });
    const { violations } = await axe.run({
      // Loading the style sheets and media once more serves rules that aren't asked.
      preload: false,
      resultTypes: ['violations'],
      reporter: 'no-passes',
      ...(rules && { runOnly: { type: 'rule', values: rules } }),
    });
    watch.disconnect();
    if (isReadAgain) return null;
    const excess = document.documentElement.scrollWidth - window.innerWidth;
    return [
      ...violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      ),
      ...(excess > 0 ? [`${excess} px wider than the screen`] : []),
    ];
  }, rulesOf[question]);
}

/** Rows that are being read again are pale for a moment. */
async function rowsStand(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.rows-wait'), patience);
}

/** Keeps a picture in e2e/screenshots, if this run is for looks. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  if (!keepsPictures) return;
  await rowsStand(page);
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage, optimizeForSpeed: true });
}
