/** What is wrong with a page and how it looks, the same for fans, consignors and staff. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { patience } from './page.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, 'screenshots');

/** Pictures are for people: `npm run looks` stores them; `npm test` checks only what a program can check. */
export const keepsPictures = process.env.MODE === 'looks';

/**
 * `npm run proofs` and `npm run looks` look at every page of a journey at every width, light and dark. `npm test` has axe look
 * once, at the widest and in the light; at the other widths only for what is wider than the screen.
 */
export const looksEverywhere = process.env.MODE === 'proofs' || keepsPictures;

const colorRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe checks: everything; in dark mode, the rules about color; at another width, all but those, because colors are
 * the same at every width, or only scrolling boxes. A second check of the same page runs only the rules whose result can
 * differ.
 */
export type AxeScope = 'everything' | 'colors' | 'allButColors' | 'scrolling' | 'nothing';
const optionsOf: Record<AxeScope, object> = {
  everything: {},
  colors: { runOnly: { type: 'rule', values: colorRules } },
  allButColors: { rules: Object.fromEntries(colorRules.map((rule) => [rule, { enabled: false }])) },
  scrolling: { runOnly: { type: 'rule', values: ['scrollable-region-focusable'] } },
  nothing: {},
};

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** @returns a line for each broken accessibility rule, and one when the page is wider than the screen */
export async function faultsOf(page: Page, question: AxeScope = 'everything'): Promise<string[]> {
  if (question === 'nothing') return excessOf(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  for (;;) {
    await rowsLoaded(page);
    const faults = await faultsNow(page, question);
    if (faults) return [...faults, ...(await excessOf(page))];
  }
}

/**
 * @returns null when rows were loading meanwhile: they are pale for a moment, which isn't the page's final
 * look
 */
function faultsNow(page: Page, question: AxeScope): Promise<string[] | null> {
  return page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: Axe };
    let isReadAgain = document.querySelector('.rows-wait') !== null;
    const watch = new MutationObserver((changes) => {
      isReadAgain ||= changes.some(({ target }) => (target as Element).matches('.rows-wait'));
    });
    watch.observe(document, { subtree: true, attributeFilter: ['class'] });
    const { violations } = await axe.run({
      // Preloading style sheets and media is needed only for rules that aren't run.
      preload: false,
      resultTypes: ['violations'],
      reporter: 'no-passes',
      ...options,
    });
    watch.disconnect();
    if (isReadAgain) return null;
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  }, optionsOf[question]);
}

function excessOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const excess = document.documentElement.scrollWidth - window.innerWidth;
    return excess > 0 ? [`${excess} px wider than the screen`] : [];
  });
}

/** Waits until no rows are loading, because loading rows are pale. */
async function rowsLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.rows-wait'), patience);
}

/** Stores a picture in e2e/screenshots when this run is `npm run looks`. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  if (!keepsPictures) return;
  await rowsLoaded(page);
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage, optimizeForSpeed: true });
}
