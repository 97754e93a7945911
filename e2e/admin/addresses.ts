/** Addresses that nobody can read: each list opens all the same, and says what it ignored. */
import { expect } from 'vitest';
import { test } from '../fixtures.ts';

/** A list of the back office, and whether the demo has rows for it. */
export type List = readonly [path: string, title: string, rows: 'rows' | 'none'];

/** A test for each of these lists. */
export function testUnreadableAddresses(lists: readonly List[]): void {
  test.for<List>(lists)(
    '%s opens with an address that can’t be read, and says so',
    async ([path, title, rows], { admin }) => {
      await admin.go(`${path}?state=nonsense&sort=nonsense&page=-3`, title);
      await admin.sees(/can’t be read and is ignored: .*page=-3/);
      await admin.page.waitForNetworkIdle({ idleTime: 300 });
      if (rows === 'rows') await admin.shows('main :is(tbody tr, .ag-row)');
      expect(await admin.page.$eval('main', (main) => (main as HTMLElement).innerText)).not.toMatch(
        /couldn’t be loaded|NaN/,
      );
    },
  );
}
