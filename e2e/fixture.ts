/** The stage of every journey: a house with the demo for a file, and somebody new for each test. */
import type { DemoOptions } from '@holdfast/server/demo/seed';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { sharedBrowser } from './browser.ts';
import { startDemoApp } from './demoApp.ts';

/** Somebody in front of a page. */
export interface Session {
  /** What the browser complained about. */
  complaints: string[];
  close(): Promise<void>;
}

export interface Fixture {
  /** What the demo is to have, if not the usual. */
  demo?: DemoOptions | undefined;
  /** Before all tests. */
  beforeTests?(app: TestApp, browser: Browser): void | Promise<void>;
  /** Before each. */
  openSession(app: TestApp, browser: Browser): Promise<Session>;
}

/** After each test no script has complained, and after all the books hold. */
export function useFixture({ demo, beforeTests, openSession }: Fixture): void {
  let app: TestApp | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await sharedBrowser();
    app = await startDemoApp(demo);
    await beforeTests?.(app, browser);
  });
  afterAll(async () => {
    try {
      await app?.verify();
    } finally {
      await app?.close();
    }
  });
  beforeEach(async () => {
    const guest = await openSession(app as TestApp, browser as Browser);
    return async () => {
      await guest.close();
      expect(guest.complaints).toEqual([]);
    };
  });
}
