/**
 * The fixture of fans' and consignors' journeys: an application with the demo, a browser, and a new visitor
 * for each test.
 */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Browser } from 'puppeteer';
import { useFixture } from '../fixture.ts';
import { type Visitor, visitor, widths } from './watch.ts';

interface PageFixture {
  app(app: TestApp, browser: Browser): void;
  visitor(visitor: Visitor): void;
}

/**
 * Calls `app` before all tests and `visitor` before each. After each test it checks that no script has
 * complained, and after all tests that every invariant holds.
 */
export function useFanPage(onOpen: PageFixture): void {
  useFixture({
    beforeTests: onOpen.app,
    async openSession(_house, browser) {
      const somebody = await visitor(browser, widths.desktop);
      onOpen.visitor(somebody);
      return somebody;
    },
  });
}
