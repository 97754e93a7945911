/** The stage of the office's journeys: a house with the demo, a browser, and a fresh desk for each test. */
import type { DemoWishes } from '@holdfast/server/demo/seed';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { startHouse } from '../house.ts';
import { Desk } from './desk.ts';

interface Stage {
  /** What the demo is to have. */
  demo?: DemoWishes;
  house?(house: TestedHouse): void;
  desk(desk: Desk): void;
}

/** Says `house` before all tests and `desk` before each; after each no script has complained, and after all the books hold. */
export function atTheDesk(take: Stage): void {
  let house: TestedHouse | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    const [started, launched] = await Promise.all([startHouse(take.demo), launchBrowser()]);
    house = started;
    browser = launched;
    take.house?.(started);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.verify();
    await house?.close();
  });
  beforeEach(async () => {
    const desk = await Desk.open(browser as Browser, house as TestedHouse);
    take.desk(desk);
    return async () => {
      await desk.close();
      expect(desk.complaints).toEqual([]);
    };
  });
}
