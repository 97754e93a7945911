/** A queue is worked through as fast as somebody presses keys, and shows an own action from its own answer. */
import type { HTTPRequest } from 'puppeteer';
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from '../admin/data.ts';
import { test } from '../fixtures.ts';
import { approveByKeys } from './keysThrough.ts';

test('a Enter Enter every 120 ms approves 10 listings, and never trips over the own last action', async ({
  app,
  staff,
}) => {
  await approveByKeys(app, staff, 10);
});

test('an approval changes rows, totals, tab and sidebar from its own answer, without reading the list again', async ({
  app,
  staff,
}) => {
  await consignorWith(app, 'Ambrose Tillinghast', sectionsOf(8, { state: 'submitted', priceAmount: 12_000 }));
  await staff.go('/to-approve?q=Tillinghast', 'To approve');
  await staff.rows(8);
  await staff.sees('8 listings, 16 tickets');
  const reads: string[] = [];
  staff.page.on('request', (request: HTTPRequest) => {
    if (request.method() === 'GET' && /\/api\/admin\/listings\?/.test(request.url()))
      reads.push(request.url());
  });
  await staff.keys('j', 'k', 'a');
  await staff.perform();
  await staff.rows(7);
  await staff.sees('7 listings, 14 tickets');
  expect(reads).toEqual([]);
  await staff.keys('Enter');
  await staff.gone('aside.side');
});

test('when a whole view was approved, its rows and counts are right as soon as the run has ended', async ({
  app,
  staff,
}) => {
  await consignorWith(
    app,
    'Leopoldine Ashgrove',
    sectionsOf(140, { state: 'submitted', priceAmount: 12_000 }),
  );
  await staff.go('/to-approve?q=Ashgrove', 'To approve');
  await staff.rows();
  await staff.sees('140 listings');
  await staff.keys('Control+a', 'a');
  await staff.sees(/Go live now 140/);
  await staff.ready();
  await staff.keys('Control+Enter');
  await staff.sees(/Approve: 140 done/);
  // The panel with the report is still open.
  await staff.sees('No listings match these filters.');
  await staff.sees('0 listings');
});
