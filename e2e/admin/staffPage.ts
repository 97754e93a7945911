/** Somebody at staff: signs in, goes to pages, presses keys, and reads what is on the screen. */
import { demoAccounts } from '@holdfast/server/accounts/index';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Role } from '@holdfast/shared/accounts';
import type { Browser, BrowserContext, ElementHandle, KeyInput, Page } from 'puppeteer';
import { faultsOf, picture } from '../inspect.ts';
import {
  clickOn,
  complaintsOf,
  drawn,
  look,
  newPage,
  patience,
  patternOf,
  type Scheme,
  sees,
  textOf,
} from '../page.ts';

export const widths = { desktop: 1440, laptop: 1280, phone: 390 } as const;
const heights: Record<number, number> = { 1440: 900, 1280: 800, 390: 844 };

export class StaffPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser reports about scripts, styles and the security policy. */
  readonly complaints: string[];
  readonly #url: string;

  private constructor(url: string, page: Page, context: BrowserContext) {
    this.#url = url;
    this.page = page;
    this.context = context;
    this.complaints = complaintsOf(page);
  }

  /** A desk in a fresh browser profile, nobody signed in. */
  static async open(
    browser: Browser,
    app: Pick<TestApp, 'url'>,
    width: number = widths.desktop,
  ): Promise<StaffPage> {
    const { page, context } = await newPage(browser);
    const staffPage = new StaffPage(app.url, page, context);
    await staffPage.resize(width);
    await staffPage.look('light');
    return staffPage;
  }

  look(scheme: Scheme): Promise<void> {
    return look(this.page, scheme);
  }

  resize(width: number): Promise<void> {
    return this.page.setViewport({ width, height: heights[width] ?? 900 });
  }

  /** Fills in the form of the door, as somebody of this role in the demo. */
  async signIn(role: Role): Promise<void> {
    const account = demoAccounts.find((each) => each.role === role);
    if (!account) throw new Error(`The demo has no account for ${role}`);
    await this.page.goto(`${this.#url}/admin/`);
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
    const source = typeof words === 'string' ? `^${patternOf(words)}$` : words.source;
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
    await drawn(this.page);
  }

  text(): Promise<string> {
    return textOf(this.page);
  }

  /** Waits until the page says this somewhere. */
  sees(words: string | RegExp): Promise<void> {
    return sees(this.page, words);
  }

  /** Waits until the panel's action can be done: its preview is here, and nothing is missing. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(
      () => document.querySelector('aside .btn:is(.p, .d):not(:disabled)'),
      patience,
    );
  }

  /** Presses keys one after the other: `a`, `Enter`, `Control+Enter`, `Shift+j`. */
  async keys(...names: string[]): Promise<void> {
    // Of a key and the one that follows it (`g t`) the second is sent at once: on a busy machine each answer takes long,
    // and who takes long between the two means two keys.
    let followed: Promise<void> | null = null;
    for (const name of names) {
      if (name === 'g' && names.length > 1) {
        followed = this.page.keyboard.press('g');
        continue;
      }
      const parts = name.split('+') as KeyInput[];
      const last = parts.pop()!;
      for (const part of parts) await this.page.keyboard.down(part);
      await this.page.keyboard.press(last);
      for (const part of parts.reverse()) await this.page.keyboard.up(part);
      await followed;
      followed = null;
    }
  }

  /** Types into the field that a key has opened, once it has the focus: letters typed before would be keys. */
  async type(text: string): Promise<void> {
    await this.page.waitForFunction(
      () => document.activeElement?.matches('input:not([type="checkbox"]), textarea, select'),
      patience,
    );
    await this.page.keyboard.type(text);
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

  /** Types a part of a name and takes the choice that says this; again, where the list moved on under the pointer. */
  async choose(label: string, typed: string, choice: RegExp): Promise<void> {
    const field = await this.field(label);
    for (let tries = 1; tries <= 5; tries++) {
      await this.fill(label, typed);
      await this.#click(
        (pattern) =>
          [...document.querySelectorAll<HTMLElement>('[role="option"]')].find((each) =>
            new RegExp(pattern).test(each.textContent ?? ''),
          ),
        choice.source,
      );
      await drawn(this.page);
      // A field that was left without a choice empties itself; some go away with their choice.
      const { isGone, taken } = await field.evaluate((input) => ({
        isGone: !input.isConnected,
        taken: input.ariaExpanded === 'true' ? '' : input.value,
      }));
      if (isGone || choice.test(taken)) return;
    }
    throw new Error(`${choice} could not be chosen as ${label}. ${await this.text()}`);
  }

  /** Presses the first visible button or link with this name. */
  async press(name: string | RegExp): Promise<void> {
    await this.#click(
      (pattern) =>
        [...document.querySelectorAll<HTMLElement>('button, a, summary')].find(
          (each) =>
            each.checkVisibility() &&
            !each.matches(':disabled') &&
            new RegExp(pattern).test((each.textContent ?? '').replaceAll(/\s+/g, ' ').trim()),
        ),
      typeof name === 'string' ? `^${patternOf(name)}` : name.source,
    );
  }

  /** Clicks what the page finds by a pattern, as soon as it is there. */
  #click(find: (pattern: string) => HTMLElement | undefined, pattern: string): Promise<void> {
    return clickOn(async () => {
      const found = await this.page.waitForFunction(find, patience, pattern).catch(async (cause) => {
        throw new Error(`There was never anything like ${pattern}. ${await this.text()}`, { cause });
      });
      return found.asElement() as ElementHandle<HTMLElement>;
    });
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

  /**
   * Tells what is wrong with the page at each width, and keeps its picture. What is hidden at a width stays hidden
   * below it, so the widest and the narrowest show all there is; between them only boxes that begin to scroll are new.
   */
  async inspect(name: string, at: readonly number[] = Object.values(widths)): Promise<string[]> {
    const before = this.page.viewport();
    const wrong: string[] = [];
    for (const [index, width] of at.entries()) {
      await this.resize(width);
      await drawn(this.page);
      await picture(this.page, `office-${name}-${width}`);
      const isBetween = index > 0 && index < at.length - 1;
      const faults = await faultsOf(this.page, isBetween ? 'scrolling' : 'everything');
      wrong.push(...faults.map((what) => `${name} at ${width}: ${what}`));
    }
    if (before) await this.page.setViewport(before);
    return wrong;
  }

  /** The same page in the dark, where only its colours are others. */
  async inspectInTheDark(name: string): Promise<string[]> {
    await this.look('dark');
    await drawn(this.page);
    await picture(this.page, `office-${name}-dark-${this.page.viewport()?.width}`);
    const faults = await faultsOf(this.page, 'colours');
    await this.look('light');
    return faults.map((what) => `${name} in the dark: ${what}`);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
