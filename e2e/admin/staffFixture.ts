/**
 * The fixture of the back office's journeys: an application with the demo, a browser, and a new page for each
 * test.
 */
import type { DemoOptions } from '@holdfast/server/demo/seed';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Role } from '@holdfast/shared/accounts';
import type { Browser } from 'puppeteer';
import { useFixture } from '../fixture.ts';
import { StaffPage } from './staffPage.ts';

interface PageFixture {
  /** The demo's options. */
  demo?: DemoOptions;
  /** The role that is signed in when a test begins; by default nobody. */
  as?: Role;
  app?(app: TestApp, browser: Browser): void | Promise<void>;
  staffPage(staffPage: StaffPage): void;
}

/**
 * Calls `app` before all tests and `staffPage` before each. After each test it checks that no script has
 * complained, and after all tests that every invariant holds.
 */
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
