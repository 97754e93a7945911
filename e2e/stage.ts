/** The stage of every journey: a house with the demo for a file, and somebody new for each test. */
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
    browser = await sharedBrowser();
    house = await startHouse(demo);
    await opens?.(house, browser);
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
