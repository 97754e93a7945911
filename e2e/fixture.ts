/** The fixture of every journey: an application with the demo per file, and a new session for each test. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { sharedBrowser } from './browser.ts';
import { startDemoApp } from './demoApp.ts';

/** A person in front of a page. */
export interface Session {
  /** What the browser complained about. */
  complaints: string[];
  close(): Promise<void>;
}

/** What a test file starts from. */
export interface Fixture {
  /** Called before all tests. */
  beforeTests?(app: TestApp, browser: Browser): void | Promise<void>;
  /** Called before each test. */
  openSession(app: TestApp, browser: Browser): Promise<Session>;
}

/**
 * After each test it checks that no script has complained, and after all tests that every invariant holds.
 */
export function useFixture({ beforeTests, openSession }: Fixture): void {
  let app: TestApp | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await sharedBrowser();
    app = await startDemoApp();
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
    const session = await openSession(app as TestApp, browser as Browser);
    return async () => {
      await session.close();
      expect(session.complaints).toEqual([]);
    };
  });
}
