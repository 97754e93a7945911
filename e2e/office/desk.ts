/** Somebody at the desk: signs in, goes to pages, presses keys, and reads what is on the screen. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { demoAccounts } from '@holdfast/server/accounts/index';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Role } from '@holdfast/shared/accounts';
import type { Browser, BrowserContext, ElementHandle, KeyInput, Page } from 'puppeteer';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, '..', 'screenshots');
const patience = { timeout: 30_000 };

export const widths = { desk: 1440, laptop: 1280, phone: 390 } as const;
const heights: Record<number, number> = { 1440: 900, 1280: 800, 390: 844 };

export class Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser reports about scripts, styles and the security policy. */
  readonly complaints: string[] = [];
  readonly #url: string;

  private constructor(url: string, page: Page, context: BrowserContext) {
    this.#url = url;
    this.page = page;
    this.context = context;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      // A refusal of the API is an answer; the browser still writes it to the console as a failed load.
      const isRefusal = /the server responded with a status of 4\d\d/.test(message.text());
      if (message.type() === 'error' && !isRefusal) this.complaints.push(message.text());
    });
  }

  /** A desk in a fresh browser profile, nobody signed in. */
  static async open(
    browser: Browser,
    house: Pick<TestedHouse, 'url'>,
    width: number = widths.desk,
  ): Promise<Desk> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const desk = new Desk(house.url, page, context);
    await desk.resize(width);
    await desk.look('light');
    return desk;
  }

  async look(scheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
  }

  resize(width: number): Promise<void> {
    return this.page.setViewport({ width, height: heights[width] ?? 900 });
  }

  /** Fills in the form of the door, as somebody of this role in the demo. */
  async signIn(role: Role): Promise<void> {
    const account = demoAccounts.find((each) => each.role === role);
    if (!account) throw new Error(`The demo has no account for ${role}`);
    await this.page.goto(`${this.#url}/admin/`, { waitUntil: 'networkidle2' });
    await this.fill('Mail address', account.email);
    await this.fill('Password', account.password);
    await this.page.keyboard.press('Enter');
  }

  async go(path: string, title: string | RegExp): Promise<void> {
    await this.page.goto(`${this.#url}/admin/#${path}`);
    await this.title(title);
  }

  /** Waits until the page's title says this. */
  async title(words: string | RegExp): Promise<void> {
    const source = typeof words === 'string' ? `^${literal(words)}$` : words.source;
    await this.page
      .waitForFunction(
        (pattern) => new RegExp(pattern).test(document.querySelector('main h1')?.textContent ?? ''),
        patience,
        source,
      )
      .catch(async (cause) => {
        throw new Error(`The title was never ${words}. ${await this.text()}`, { cause });
      });
    // A page listens to its keys from the first frame after it is drawn.
    await this.page.evaluate(
      () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );
  }

  async text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' ').slice(0, 3000));
  }

  /** Waits until the page says this somewhere. */
  async sees(words: string | RegExp): Promise<void> {
    const source = typeof words === 'string' ? literal(words) : words.source;
    await this.page
      .waitForFunction(
        (pattern) => new RegExp(pattern).test(document.body.innerText.replaceAll(/\s+/g, ' ')),
        patience,
        source,
      )
      .catch(async (cause) => {
        throw new Error(`The page never said ${words}. It says: ${await this.text()}`, { cause });
      });
  }

  /** Waits until the panel's deed can be done: its preview is here, and nothing is missing. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(
      () => document.querySelector('aside .btn:is(.p, .d):not(:disabled)'),
      patience,
    );
  }

  /** Presses keys one after the other: `a`, `Enter`, `Control+Enter`, `Shift+j`. */
  async keys(...names: string[]): Promise<void> {
    for (const name of names) {
      const parts = name.split('+') as KeyInput[];
      const last = parts.pop()!;
      for (const part of parts) await this.page.keyboard.down(part);
      await this.page.keyboard.press(last);
      for (const part of parts.reverse()) await this.page.keyboard.up(part);
    }
  }

  /** The field with this label. */
  async field(label: string): Promise<ElementHandle<HTMLInputElement>> {
    const handle = await this.page
      .waitForFunction(
        (wanted) => {
          const found = [...document.querySelectorAll('label')].find(
            (each) => (each.textContent ?? '').replaceAll(/\s+/g, ' ').trim() === wanted,
          );
          return found?.control ?? document.querySelector(`[aria-label="${CSS.escape(wanted)}"]`);
        },
        patience,
        label,
      )
      .catch(async (cause) => {
        throw new Error(`There was never a field ${label}. ${await this.text()}`, { cause });
      });
    return handle.asElement() as ElementHandle<HTMLInputElement>;
  }

  /** Replaces what a field holds. */
  async fill(label: string, text: string): Promise<void> {
    const field = await this.field(label);
    await field.focus();
    await field.evaluate((input) => input.select?.());
    await this.page.keyboard.press('Backspace');
    await this.page.keyboard.type(text);
  }

  /** Types a part of a name and takes the choice that says this. */
  async choose(label: string, typed: string, choice: RegExp): Promise<void> {
    await this.fill(label, typed);
    const option = await this.page.waitForFunction(
      (pattern) =>
        [...document.querySelectorAll<HTMLElement>('[role="option"]')].find((each) =>
          new RegExp(pattern).test(each.textContent ?? ''),
        ),
      patience,
      choice.source,
    );
    await (option.asElement() as ElementHandle<HTMLElement>).click();
  }

  /** Presses the first visible button or link with this name. */
  async press(name: string | RegExp): Promise<void> {
    const source = typeof name === 'string' ? `^${literal(name)}` : name.source;
    const handle = await this.page.waitForFunction(
      (pattern) =>
        [...document.querySelectorAll<HTMLElement>('button, a, summary')].find(
          (each) =>
            each.checkVisibility() &&
            !each.matches(':disabled') &&
            new RegExp(pattern).test((each.textContent ?? '').replaceAll(/\s+/g, ' ').trim()),
        ),
      patience,
      source,
    );
    await (handle.asElement() as ElementHandle<HTMLElement>).click();
  }

  /** Waits until the grid has rows (this many, if said), and gives the words of each. */
  async rows(count?: number): Promise<string[]> {
    await this.page.waitForFunction(
      (wanted) => {
        const rows = [...document.querySelectorAll('.ag-row')];
        const isRead = rows.length > 0 && rows.every((row) => (row.textContent ?? '').trim() !== '');
        return isRead && (wanted === undefined || rows.length === wanted);
      },
      patience,
      count,
    );
    return this.page.$$eval('.ag-row', (rows) =>
      rows.map((row) => [...row.querySelectorAll('.ag-cell')].map((cell) => cell.textContent).join(' | ')),
    );
  }

  /** Keeps pictures at each width, and tells what is wrong with the page there. */
  async inspect(name: string, at: readonly number[] = Object.values(widths)): Promise<string[]> {
    mkdirSync(pictures, { recursive: true });
    const before = this.page.viewport();
    const wrong: string[] = [];
    for (const width of at) {
      await this.resize(width);
      await this.page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      await this.page.screenshot({ path: join(pictures, `office-${name}-${width}.png`) });
      await this.page.evaluate(axeSource);
      // Rows that are being read again are pale for a moment.
      await this.page.waitForFunction(() => !document.querySelector('.rows-wait'), patience);
      const violations = await this.page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations: found } = await axe.run({ resultTypes: ['violations'] });
        return found.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
        );
      });
      const excess = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      wrong.push(
        ...[...violations, ...(excess > 0 ? [`${excess} px wider than the screen`] : [])].map(
          (what) => `${name} at ${width}: ${what}`,
        ),
      );
    }
    if (before) await this.page.setViewport(before);
    return wrong;
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
