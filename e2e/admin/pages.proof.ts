/** Every page of the back office: accessibility and layout at every width, light and dark. */
import { expect } from 'vitest';
import { test } from '../fixtures.ts';
import { buyTwoTickets } from './order.ts';
import { faultsOfPages, type NamedPage } from './pages.ts';
import { widths } from './staffPage.ts';

const pages: readonly NamedPage[] = [
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

test('every page has no faults at any width, light and dark', async ({ admin, app }) => {
  await buyTwoTickets(app);
  const faults = await faultsOfPages(admin, pages);
  await admin.keys('?');
  await admin.sees('All keys');
  faults.push(...(await admin.inspect('all-keys', [widths.desktop])));
  expect(faults).toEqual([]);
});
