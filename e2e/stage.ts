/** The stage of every journey: a house with the demo and a browser for a file, and somebody new for each test. */
import type { DemoWishes } from '@holdfast/server/demo/seed';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { sharedBrowser } from './browser.ts';
import { startHouse } from './house.ts';

/** Somebody in front of a page. */
export interface Guest {
  /** What the browser complained about. */
  complaints: string[];
  close(): Promise<void>;
}

export interface Play {
  /** What the demo is to have, if not the usual. */
  demo?: DemoWishes | undefined;
  /** Before all tests. */
  opens?(house: TestedHouse, browser: Browser): void | Promise<void>;
  /** Before each. */
  enters(house: TestedHouse, browser: Browser): Promise<Guest>;
}

/** After each test no script has complained, and after all the books hold. */
export function onStage({ demo, opens, enters }: Play): void {
  let house: TestedHouse | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    // Both are taken down if either fails.
    const [started, launched] = await Promise.allSettled([startHouse(demo), sharedBrowser()]);
    if (started.status === 'fulfilled') house = started.value;
    if (launched.status === 'fulfilled') browser = launched.value;
    for (const each of [started, launched]) if (each.status === 'rejected') throw each.reason;
    await opens?.(house as TestedHouse, browser as Browser);
  });
  afterAll(async () => {
    try {
      await house?.verify();
    } finally {
      await house?.close();
    }
  });
  beforeEach(async () => {
    const guest = await enters(house as TestedHouse, browser as Browser);
    return async () => {
      await guest.close();
      expect(guest.complaints).toEqual([]);
    };
  });
}
