/** Every page of the office: for everybody's eyes and hands, at every width, in the light and in the dark. */
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import { expect, test } from 'vitest';
import { atTheDesk } from './atTheDesk.ts';
import { type Desk, widths } from './desk.ts';
import { aPaidOrder } from './order.ts';

let house: TestedHouse;
let desk: Desk;
atTheDesk({
  as: 'admin',
  house(each) {
    house = each;
  },
  desk(each) {
    desk = each;
  },
});

test('every page is sound at every width, in the light and in the dark', async () => {
  await aPaidOrder(house);
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
    ['outbox', '/mails', 'Outbox'],
    ['audit', '/audit', 'Audit log'],
    ['states', '/states', 'States'],
  ];
  const wrong: string[] = [];
  for (const [name, path, title] of pages) {
    await desk.go(path, title);
    await desk.page.waitForNetworkIdle({ idleTime: 300 });
    wrong.push(...(await desk.inspect(name)));
    wrong.push(...(await desk.inspectInTheDark(name)));
  }
  await desk.keys('?');
  await desk.sees('All keys');
  wrong.push(...(await desk.inspect('all-keys', [widths.desk])));
  expect(wrong).toEqual([]);
});
