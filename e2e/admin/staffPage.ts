/** A staff member's browser: signs in, opens pages, presses keys and reads the screen. */
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

/** Tested widths, CSS pixels. */
export const widths = { desktop: 1440, laptop: 1280, phone: 390 } as const;
const heights: Record<number, number> = { 1440: 900, 1280: 800, 390: 844 };

/** A page of the back office. */
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

  /** Opens a new browser profile with nobody signed in. */
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

  /** Signs in with the demo account of this role. */
  async signIn(role: Role): Promise<void> {
    const account = demoAccounts.find((each) => each.role === role);
    if (!account) throw new Error(`The demo has no account for ${role}`);
    await this.page.goto(`${this.#url}/admin/`);
    await this.fill('Email', account.email);
    await this.fill('Password', account.password);
    await this.page.keyboard.press('Enter');
  }

  async go(path: string, title: string | RegExp): Promise<void> {
    await this.page.goto(`${this.#url}/admin/#${path}`);
    await this.title(title);
  }

  /** Waits until the page has this title. */
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
    // A page handles keys from the first frame after it is drawn.
    await drawn(this.page);
  }

  text(): Promise<string> {
    return textOf(this.page);
  }

  /** Waits until the page contains this text. */
  sees(words: string | RegExp): Promise<void> {
    return sees(this.page, words);
  }

  /** Waits until the panel's action is possible: its preview has arrived, and no field is missing. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(
      () => document.querySelector('aside .btn:is(.p, .d):not(:disabled)'),
      patience,
    );
  }

  /** Presses keys one after the other: `a`, `Enter`, `Control+Enter`, `Shift+j`. */
  async keys(...names: string[]): Promise<void> {
    // The second key of a sequence (`g t`) is sent without waiting: on a busy machine each response takes long, and after
    // a pause the page would take them for two keys.
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

  /** Types into the field that a key has opened, after it has the focus: letters before that would be shortcuts. */
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

  /** Replaces the value of a field. */
  async fill(label: string, text: string): Promise<void> {
    const field = await this.field(label);
    await field.focus();
    await field.evaluate((input) => input.select?.());
    await this.page.keyboard.press('Backspace');
    await this.page.keyboard.type(text);
  }

  /** Types a part of a name and picks the matching choice; retries when the list changed under the pointer. */
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
      // A field that is left without a choice clears itself; some fields disappear after the choice.
      const { isGone, taken } = await field.evaluate((input) => ({
        isGone: !input.isConnected,
        taken: input.ariaExpanded === 'true' ? '' : input.value,
      }));
      if (isGone || choice.test(taken)) return;
    }
    throw new Error(`${choice} could not be chosen as ${label}. ${await this.text()}`);
  }

  /** Opens the list with this label and picks the matching choice. */
  async pick(label: string, choice: RegExp): Promise<void> {
    const list = await this.page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('[role="combobox"]')].find((each) =>
          (each.getAttribute('aria-labelledby') ?? '')
            .split(' ')
            .some((id) => document.getElementById(id)?.textContent?.trim() === wanted),
        ),
      patience,
      label,
    );
    await (list.asElement() as ElementHandle<HTMLElement>).press('Enter');
    await this.#click(
      (pattern) =>
        [...document.querySelectorAll<HTMLElement>('[role="option"]')].find((each) =>
          new RegExp(pattern).test(each.textContent ?? ''),
        ),
      choice.source,
    );
    await this.page.waitForFunction(() => !document.querySelector('[role="listbox"]'), patience);
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

  /** Clicks the element that matches a pattern, as soon as it exists. */
  #click(find: (pattern: string) => HTMLElement | undefined, pattern: string): Promise<void> {
    return clickOn(async () => {
      const found = await this.page.waitForFunction(find, patience, pattern).catch(async (cause) => {
        throw new Error(`There was never anything like ${pattern}. ${await this.text()}`, { cause });
      });
      return found.asElement() as ElementHandle<HTMLElement>;
    });
  }

  /** Waits until the grid has rows (this many, if given), and returns the text of each; without its totals. */
  async rows(count?: number): Promise<string[]> {
    await this.page.waitForFunction(
      (wanted) => {
        const rows = [...document.querySelectorAll('.ag-row:not(.ag-row-pinned)')];
        const isRead = rows.length > 0 && rows.every((row) => (row.textContent ?? '').trim() !== '');
        return isRead && (wanted === undefined || rows.length === wanted);
      },
      patience,
      count,
    );
    return this.page.$$eval('.ag-row:not(.ag-row-pinned)', (rows) =>
      rows.map((row) => [...row.querySelectorAll('.ag-cell')].map((cell) => cell.textContent).join(' | ')),
    );
  }

  /**
   * Reports what is wrong with the page at each width, and stores its picture. What is hidden at a width stays hidden
   * below it, so the widest and the narrowest are checked completely, and those between only for scrolling boxes.
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

  /** The same page in dark mode, where only the colors differ. */
  async inspectDark(name: string): Promise<string[]> {
    await this.look('dark');
    await drawn(this.page);
    await picture(this.page, `office-${name}-dark-${this.page.viewport()?.width}`);
    const faults = await faultsOf(this.page, 'colors');
    await this.look('light');
    return faults.map((what) => `${name} in the dark: ${what}`);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
