/** The stage of the back office's journeys: a house with the demo, a browser, and a fresh desk for each test. */
import type { DemoOptions } from '@holdfast/server/demo/seed';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Role } from '@holdfast/shared/accounts';
import type { Browser } from 'puppeteer';
import { useFixture } from '../fixture.ts';
import { StaffPage } from './staffPage.ts';

interface PageFixture {
  /** What the demo is to have. */
  demo?: DemoOptions;
  /** Who has signed in when a test begins; nobody unless said. */
  as?: Role;
  app?(app: TestApp, browser: Browser): void | Promise<void>;
  staffPage(staffPage: StaffPage): void;
}

/** Says `house` before all tests and `desk` before each; after each no script has complained, and after all the books hold. */
export function useStaffPage({ demo, as, app: beforeTests, staffPage: take }: PageFixture): void {
  useFixture({
    demo,
    ...(beforeTests && { beforeTests }),
    async openSession(app, browser) {
      const staffPage = await StaffPage.open(browser, app);
      take(staffPage);
      if (as) {
        await staffPage.signIn(as);
        await staffPage.title(/\w+day, /);
      }
      return staffPage;
    },
  });
}
