/** A staff member's browser: signs in, opens pages, presses keys and reads the screen. */
import type { Role } from '@holdfast/shared/accounts';
import type { ClickOptions, ElementHandle, KeyInput, Locator, Page } from 'puppeteer';
import { faultsOf, looksEverywhere, picture } from '../inspect.ts';
import {
  clickOn,
  complaintsOf,
  drawn,
  locate,
  look,
  patience,
  patternOf,
  type Scheme,
  sees,
  textOf,
} from '../page.ts';
import { accountOf } from '../profiles.ts';
import { addressLike, buttonNamed, fieldOf, narrowedChoice, titleLike } from './inPage.ts';

/** Tested widths, CSS pixels. */
export const widths = { desktop: 1440, laptop: 1280, phone: 390 } as const;
const heights: Record<number, number> = { 1440: 900, 1280: 800, 390: 844 };

/** A page of the back office. */
export class StaffPage {
  readonly page: Page;
  /** What the browser reports about scripts, styles and the security policy. */
  readonly complaints: string[];
  readonly #url: string;

  private constructor(url: string, page: Page) {
    this.#url = url;
    this.page = page;
    this.complaints = complaintsOf(page);
  }

  /** @param url of the application */
  static async open(page: Page, url: string, width: number = widths.desktop): Promise<StaffPage> {
    const opened = new StaffPage(url, page);
    await opened.resize(width);
    await opened.look('light');
    return opened;
  }

  look(scheme: Scheme): Promise<void> {
    return look(this.page, scheme);
  }

  resize(width: number): Promise<void> {
    return this.page.setViewport({ width, height: heights[width] ?? 900 });
  }

  /** Signs in on the page with the demo account of this role. */
  async signIn(role: Role): Promise<void> {
    const { email, password } = accountOf(role);
    await this.page.goto(`${this.#url}/admin/`);
    await this.fill('Email', email);
    await this.fill('Password', password);
    await this.page.keyboard.press('Enter');
  }

  /** The start page. */
  start(): Promise<void> {
    return this.go('/', /\w+day, /);
  }

  async go(path: string, title: string | RegExp): Promise<void> {
    await this.page.goto(`${this.#url}/admin/#${path}`);
    await this.title(title);
  }

  /** Waits until the page has this title. */
  async title(words: string | RegExp): Promise<void> {
    const pattern = typeof words === 'string' ? `^${patternOf(words)}$` : words.source;
    await this.#told(words, locate(this.page, titleLike, pattern).waitHandle());
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
    await this.shows('aside .btn:is(.p, .d):not(:disabled)');
  }

  /** Waits until there is such an element. */
  async shows(selector: string): Promise<void> {
    await this.#told(selector, this.page.locator(selector).waitHandle());
  }

  /** Waits until there is no such element. */
  gone(selector: string): Promise<void> {
    return this.shows(`body:not(:has(${selector}))`);
  }

  /** Waits until the page has such an address, decoded. */
  async at(address: RegExp): Promise<void> {
    await this.#told(address, locate(this.page, addressLike, address.source).waitHandle());
  }

  /** Does what the panel has shown, by key, and waits until it has happened. */
  async perform(key = 'Control+Enter'): Promise<void> {
    await this.ready();
    await this.keys(key);
    await this.sees('This is what happened.');
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
  field(label: string): Locator<HTMLInputElement> {
    return locate(this.page, fieldOf, label);
  }

  /**
   * Replaces the value of a field as people do, or picks the option of a list with this value. Puppeteer's own `fill`
   * empties a field without an event, so that one which React controls has its value again while it is typed into.
   */
  async fill(label: string, value: string): Promise<void> {
    const found = this.field(label).waitHandle();
    await this.#told(label, found);
    const field = await found;
    if (await field.evaluate((element) => element.matches('select'))) {
      await field.select(value);
      return;
    }
    await field.focus();
    await field.evaluate((input) => input.select());
    await this.page.keyboard.press('Backspace');
    await this.page.keyboard.type(value);
  }

  /** Types digits into the parts of a date, as a keyboard does. */
  async typeInto(label: string, digits: string): Promise<void> {
    const field = await this.field(label).waitHandle();
    await field.focus();
    await field.type(digits);
  }

  /** Types a part of a name and picks the matching choice, when the list is the one of what was typed. */
  async choose(label: string, typed: string, choice: RegExp): Promise<void> {
    await this.fill(label, typed);
    const wanted = { typed: typed.toLowerCase(), choice: choice.source };
    await this.#press(choice, locate(this.page, narrowedChoice, wanted));
    await this.gone('[role="listbox"] [role="option"]');
  }

  /** Opens the list with this label and picks the matching choice. */
  async pick(label: string, choice: RegExp): Promise<void> {
    const list = await this.page.locator(`::-p-aria([name="${label}"][role="combobox"])`).waitHandle();
    await list.press('Enter');
    await this.#press(choice, locate(this.page, narrowedChoice, { typed: '', choice: choice.source }));
    await this.gone('[role="listbox"]');
  }

  /** Presses the first visible button or link whose text begins with this name, when it is possible. */
  press(name: string | RegExp): Promise<void> {
    const pattern = typeof name === 'string' ? `^${patternOf(name)}` : name.source;
    return this.#press(name, locate(this.page, buttonNamed, pattern));
  }

  /** Clicks such an element. */
  click(selector: string, options?: ClickOptions): Promise<void> {
    return this.#press(selector, this.page.locator(selector), options);
  }

  #press(
    wanted: string | RegExp,
    locator: { waitHandle(): Promise<unknown> },
    options?: ClickOptions,
  ): Promise<void> {
    const find = () => locator.waitHandle() as Promise<ElementHandle<HTMLElement>>;
    return this.#told(wanted, clickOn(find, options));
  }

  /** Adds to a failure what the page says instead. */
  async #told(wanted: string | RegExp, work: Promise<unknown>): Promise<void> {
    await work.catch(async (cause) => {
      throw new Error(`Nothing on the page was ${wanted}. It says: ${await this.text()}`, { cause });
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
   * below it, so the widest is checked completely, the narrowest in all but colors, and those between only for scrolling
   * boxes.
   * @param everywhere false: axe looks at the widest alone
   */
  async inspect(
    name: string,
    at: readonly number[] = Object.values(widths),
    everywhere = looksEverywhere,
  ): Promise<string[]> {
    const before = this.page.viewport();
    const wrong: string[] = [];
    for (const [index, width] of at.entries()) {
      await this.resize(width);
      await drawn(this.page);
      await picture(this.page, `office-${name}-${width}`);
      const isLast = index === at.length - 1;
      const faults = await faultsOf(
        this.page,
        index === 0 ? 'everything' : !everywhere ? 'nothing' : isLast ? 'allButColors' : 'scrolling',
      );
      wrong.push(...faults.map((what) => `${name} at ${width}: ${what}`));
    }
    if (before) await this.page.setViewport(before);
    return wrong;
  }

  /** The same page in dark mode, where only the colors differ. */
  async inspectDark(name: string, everywhere = looksEverywhere): Promise<string[]> {
    if (!everywhere) return [];
    await this.look('dark');
    await drawn(this.page);
    await picture(this.page, `office-${name}-dark-${this.page.viewport()?.width}`);
    const faults = await faultsOf(this.page, 'colors');
    await this.look('light');
    return faults.map((what) => `${name} in the dark: ${what}`);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
