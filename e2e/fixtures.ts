/**
 * vitest fixtures of the journeys. The application with the demo and the signed-in browser profiles are made once for a
 * test file that asks for them, and closed after its last test; each test gets new pages.
 *
 * @example
 * test('the queue is opened by keyboard', async ({ staff }) => {
 *   await staff.go('/', /\w+day, /);
 *   await staff.keys('g', 'a');
 *   await staff.title('To approve');
 * });
 */
import type { Role } from '@holdfast/shared/accounts';
import { test as base, expect } from 'vitest';
import { StaffPage } from './admin/staffPage.ts';
import { sharedBrowser } from './browser.ts';
import { type Demo, startDemoApp } from './demoApp.ts';
import { visitor, widths } from './fan/watch.ts';
import { createProfiles, type Profiles } from './profiles.ts';

interface Given {
  onCleanup(close: () => Promise<void>): void;
}

/** A test's page of this role; nothing that its scripts complain about passes. */
async function staffPage(profiles: Profiles, role: Role | null, { onCleanup }: Given): Promise<StaffPage> {
  const opened = await StaffPage.open(await profiles.newPage(role), profiles.url);
  onCleanup(async () => {
    await opened.close();
    expect(opened.complaints).toEqual([]);
  });
  return opened;
}

export const test = base
  /** The browser of this process, for all its test files. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  .extend('browser', { scope: 'worker' }, ({}) => sharedBrowser())
  /** A file that counts sales extends this to 'withoutSales'. */
  .extend('demo', { scope: 'file' }, 'complete' as Demo)
  /** A file that needs the application set up otherwise extends these variables. */
  .extend('env', { scope: 'file' }, {} as Record<string, string>)
  /** The application with the demo. At the end it must hold every invariant. */
  .extend('app', { scope: 'file' }, async ({ demo, env }, { onCleanup }) => {
    const app = await startDemoApp(demo, env);
    onCleanup(async () => {
      try {
        await app.verify();
      } finally {
        await app.close();
      }
    });
    return app;
  })
  /** A browser profile for each role. */
  .extend('profiles', { scope: 'file' }, async ({ app, browser }, { onCleanup }) => {
    const profiles = createProfiles(browser, app.url);
    onCleanup(() => profiles.close());
    return profiles;
  })
  .extend('staff', ({ profiles }, given) => staffPage(profiles, 'staff', given))
  .extend('finance', ({ profiles }, given) => staffPage(profiles, 'finance', given))
  .extend('support', ({ profiles }, given) => staffPage(profiles, 'support', given))
  .extend('admin', ({ profiles }, given) => staffPage(profiles, 'admin', given))
  /** A page of the back office with nobody signed in. */
  .extend('stranger', ({ profiles }, given) => staffPage(profiles, null, given))
  /** A page of the storefront with nobody signed in. */
  .extend('visit', async ({ browser }, { onCleanup }) => {
    const opened = await visitor(browser, widths.desktop);
    onCleanup(async () => {
      await opened.close();
      expect(opened.complaints).toEqual([]);
    });
    return opened;
  });
