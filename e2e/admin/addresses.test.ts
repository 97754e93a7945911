/** Addresses that nobody can read: each list opens all the same, and says what it ignored. */
import { expect } from 'vitest';
import { test } from '../fixtures.ts';

const lists: readonly (readonly [path: string, title: string, rows: 'rows' | 'none'])[] = [
  ['/to-approve', 'To approve', 'rows'],
  ['/listings', 'Listings', 'rows'],
  ['/consignors', 'Consignors', 'rows'],
  ['/packages', 'Season packages', 'rows'],
  ['/events', 'Events', 'rows'],
  ['/imports', 'Imports', 'rows'],
  ['/percentages', 'Percentages', 'rows'],
  ['/price-rules', 'Price rules', 'none'],
  ['/bulk-runs', 'Bulk runs', 'none'],
  ['/matching', 'Events to match', 'none'],
  ['/feeds', 'Feeds', 'none'],
  ['/feeds/decisions', 'Games to decide', 'none'],
  ['/reservations', 'Reservations', 'rows'],
  ['/payments', 'Payments', 'rows'],
  ['/emails', 'Outbox', 'rows'],
  ['/statistics', 'Statistics', 'rows'],
  ['/statistics/tickets', 'Sold tickets', 'rows'],
  ['/audit', 'Audit log', 'rows'],
  ['/jobs', 'Jobs that gave up', 'none'],
];

test.for(lists)(
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
