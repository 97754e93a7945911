/** The stage of the office's journeys: a house with the demo, a browser, and a fresh desk for each test. */
import type { DemoWishes } from '@holdfast/server/demo/seed';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Role } from '@holdfast/shared/accounts';
import type { Browser } from 'puppeteer';
import { onStage } from '../stage.ts';
import { Desk } from './desk.ts';

interface Stage {
  /** What the demo is to have. */
  demo?: DemoWishes;
  /** Who has signed in when a test begins; nobody unless said. */
  as?: Role;
  house?(house: TestedHouse, browser: Browser): void | Promise<void>;
  desk(desk: Desk): void;
}

/** Says `house` before all tests and `desk` before each; after each no script has complained, and after all the books hold. */
export function atTheDesk({ demo, as, house: opens, desk: take }: Stage): void {
  onStage({
    demo,
    ...(opens && { opens }),
    async enters(house, browser) {
      const desk = await Desk.open(browser, house);
      take(desk);
      if (as) {
        await desk.signIn(as);
        await desk.title(/\w+day, /);
      }
      return desk;
    },
  });
}
