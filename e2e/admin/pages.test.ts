/** Every page of the back office: accessibility and layout at every width, light and dark. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import { expect, test } from 'vitest';
import { buyTwoTickets } from './order.ts';
import { useStaffPage } from './staffFixture.ts';
import { type StaffPage, widths } from './staffPage.ts';

let app: TestApp;
let staffPage: StaffPage;
useStaffPage({
  as: 'admin',
  app(each) {
    app = each;
  },
  staffPage(each) {
    staffPage = each;
  },
});

test('every page has no faults at any width, light and dark', async () => {
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
    await staffPage.go(path, title);
    await staffPage.page.waitForNetworkIdle({ idleTime: 300 });
    wrong.push(...(await staffPage.inspect(name)));
    wrong.push(...(await staffPage.inspectDark(name)));
  }
  await staffPage.keys('?');
  await staffPage.sees('All keys');
  wrong.push(...(await staffPage.inspect('all-keys', [widths.desktop])));
  expect(wrong).toEqual([]);
});
