/** The stage of the journeys of fans and consignors: a house with the demo, a browser, and somebody new for each test. */
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Browser } from 'puppeteer';
import { onStage } from '../stage.ts';
import { type Visitor, visitor, widths } from './watch.ts';

interface Stage {
  house(house: TestedHouse, browser: Browser): void;
  visitor(visitor: Visitor): void;
}

/** Says `house` before all tests and `visitor` before each; after each no script has complained, and after all the books hold. */
export function atTheShop(take: Stage): void {
  onStage({
    opens: take.house,
    async enters(_house, browser) {
      const somebody = await visitor(browser, widths.desk);
      take.visitor(somebody);
      return somebody;
    },
  });
}
