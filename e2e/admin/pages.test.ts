/** Every page of the back office: accessibility and layout at every width, light and dark. */
import { expect } from 'vitest';
import { test } from '../fixtures.ts';
import { buyTwoTickets } from './order.ts';
import { widths } from './staffPage.ts';

test('every page has no faults at any width, light and dark', async ({ admin, app }) => {
  await buyTwoTickets(app);
  const pages: readonly (readonly [name: string, path: string, title: string | RegExp])[] = [
    ['today', '/', /\w+day, /],
    ['to-approve', '/to-approve', 'To approve'],
    ['listings', '/listings', 'Listings'],
    ['consignors', '/consignors', 'Consignors'],
    ['packages', '/packages', 'Season packages'],
    ['consign-games', '/packages/create', 'Consign games of a season'],
    ['events', '/events', 'Events'],
    ['imports', '/imports', 'Imports'],
    ['percentages', '/percentages', 'Percentages'],
    ['reservations', '/reservations', 'Reservations'],
    ['payments', '/payments', 'Payments'],
    ['outbox', '/emails', 'Outbox'],
    ['audit', '/audit', 'Audit log'],
    ['states', '/states', 'States'],
  ];
  const wrong: string[] = [];
  for (const [name, path, title] of pages) {
    await admin.go(path, title);
    await admin.page.waitForNetworkIdle({ idleTime: 300 });
    wrong.push(...(await admin.inspect(name)));
    wrong.push(...(await admin.inspectDark(name)));
  }
  await admin.keys('?');
  await admin.sees('All keys');
  wrong.push(...(await admin.inspect('all-keys', [widths.desktop])));
  expect(wrong).toEqual([]);
});
