/** The stage of the journeys of fans and consignors: a house with the demo, a browser, and somebody new for each test. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Browser } from 'puppeteer';
import { useFixture } from '../fixture.ts';
import { type Visitor, visitor, widths } from './watch.ts';

interface PageFixture {
  app(app: TestApp, browser: Browser): void;
  visitor(visitor: Visitor): void;
}

/** Says `house` before all tests and `visitor` before each; after each no script has complained, and after all the books hold. */
export function useFanPage(take: PageFixture): void {
  useFixture({
    beforeTests: take.app,
    async openSession(_house, browser) {
      const somebody = await visitor(browser, widths.desktop);
      take.visitor(somebody);
      return somebody;
    },
  });
}
