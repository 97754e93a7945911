/** The start page and a grid: no faults at any width, light and dark. */
import { expect } from 'vitest';
import { test } from '../fixtures.ts';
import { buyTwoTickets } from './order.ts';
import { faultsOfPages } from './pages.ts';

test('pages of each kind have no faults at any width, light and dark', async ({ admin, app }) => {
  await buyTwoTickets(app);
  const faults = await faultsOfPages(admin, [
    ['today', '/', /\w+day, /],
    ['to-approve', '/to-approve', 'To approve'],
  ]);
  expect(faults).toEqual([]);
});
