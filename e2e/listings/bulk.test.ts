/** Bulk runs: in the background, reported row by row, retried, undone. */

import { buildListings } from '@holdfast/server/test/factories/listings';
import { eventually } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { BulkRun } from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { clientOf, consignorWith, sectionsOf } from '../admin/data.ts';
import { widths } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { Colleague } from './colleague.ts';

let other: Colleague;
test.beforeAll(async ({ app }) => {
  other = await Colleague.of(app);
});

const screens = [widths.desktop, widths.laptop];

const pricesOf = async (consignorId: string) =>
  new Map(
    (await other.listings(`consignorId=${consignorId}&perPage=1000`)).map(({ id, price }) => [
      id,
      price.amount,
    ]),
  );

test('an action on a whole view is shown first, runs in the background, and reports each row', async ({
  app,
  staff,
}) => {
  const { consignorId, ids } = await consignorWith(app, 'Thelma Quist', sectionsOf(12));
  await other.act({ action: 'pause', ids: ids.slice(0, 1), reason: 'A call from the venue' });
  await staff.go(`/pricing?consignorId=${consignorId}`, 'Pricing');
  await staff.rows();
  await staff.sees('Consignor Thelma Quist');
  await staff.keys('Control+a');
  await staff.sees('All 12 of this view selected');
  await staff.keys('s');
  await staff.sees('Nothing has happened yet. This is what would, over the whole view.');
  await staff.type('=Gates are closed');
  await staff.sees(/Left out: not possible in their state/);
  await staff.ready();
  expect(await staff.inspect('desk-bulk-preview', screens)).toEqual([]);
  await staff.keys('Control+Enter');
  await staff.sees('It runs in the background, and goes on if you leave.');
  await staff.keys('Escape');
  await staff.sees('Pause: 11 done, 1 left out');
  // The run's status in the shortcut bar survives a reload, and opens the report.
  await staff.page.reload();
  await staff.press('Pause: 11 done');
  await staff.title('Pause 12 listings');
  await staff.press('Left out');
  await staff.sees("It is paused: pause isn't possible now.");
  expect(await staff.inspect('desk-report', screens)).toEqual([]);
});

test('what comes into a view while its panel is open is left out, and named in the report', async ({
  app,
  staff,
}) => {
  const { consignorId, eventId, ids } = await consignorWith(
    app,
    'Benedikta Sorley',
    sectionsOf(6, { state: 'submitted' }),
  );
  await staff.go(`/to-approve?consignorId=${consignorId}`, 'To approve');
  await staff.rows(6);
  await staff.keys('Control+a', 'a');
  await staff.sees('Approve 6 listings');
  await staff.sees('What changes meanwhile or comes into the view is left out, and named.');
  await staff.ready();
  expect(await staff.inspect('desk-frozen', [...screens, widths.phone])).toEqual([]);
  const [late] = await buildListings(app.context, [
    { consignorId, eventId, section: '150', state: 'submitted' },
  ]);
  await other.act({ action: 'reject', ids: [ids[0] as string], reason: 'No such row' });
  await staff.keys('Enter');
  await staff.sees('1 listing came into the view since, and is left out.');
  await staff.keys('Escape');
  await staff.press('Approve: 5 done, 1 left out, 1 came in after the preview');
  await staff.title('Approve 6 listings');
  await staff.press('Left out');
  await staff.sees(/changed it meanwhile \(submitted → rejected\): “No such row”/);
  await staff.sees('It came into this view after the preview.');
  expect(await staff.inspect('desk-report-left-out', [...screens, widths.phone])).toEqual([]);
  expect((await other.listing(late!.id)).state).toBe('submitted');
});

/** A finished run that pauses a consignor's whole view. @returns its id */
async function pausedRun(app: TestApp, consignorId: string): Promise<string> {
  const api = await clientOf(app, 'staff');
  const action = { action: 'pause', reason: '=Gates are closed' };
  const { body } = await api.ask<BulkRun>('POST', '/admin/bulk-runs', { action, filter: { consignorId } });
  await eventually('the run is done', async () => {
    const run = await api.ask<BulkRun>('GET', `/admin/bulk-runs/${body.id}`);
    return run.body.state === 'done';
  });
  return body.id;
}

test('the report is a file without formulas, and a retry does what was left out', async ({ app, staff }) => {
  const { consignorId, ids } = await consignorWith(app, 'Isolde Farrow', sectionsOf(4));
  await other.act({ action: 'pause', ids: ids.slice(0, 1), reason: 'A call from the venue' });
  const run = await pausedRun(app, consignorId);
  await staff.go(`/bulk-runs/${run}/show`, 'Pause 4 listings');
  await staff.sees('Pause: 3 done, 1 left out');
  await staff.press('Left out');
  await staff.sees("It is paused: pause isn't possible now.");
  const file = staff.page.evaluate(
    () =>
      new Promise<string>((done) => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => {
          (blob as Blob).text().then(done);
          return make(blob);
        };
      }),
  );
  await staff.keys('d');
  expect(await file).toMatch(/^listing,label,outcome,old price,new price,code,why\r\nlst_/);

  // The cause is gone: the retry does the rest.
  const paused = await other.listings(`consignorId=${consignorId}&state=paused&perPage=1000`);
  await other.act({ action: 'resume', ids: paused.map(({ id }) => id) });
  await staff.sees('Retry the 1 left out');
  await staff.keys('r');
  await staff.sees(/Pause: \d+ done\. /);
  await staff.sees('Nothing was left out.');
  expect((await other.listings(`consignorId=${consignorId}&state=paused`)).length).toBeGreaterThan(0);
});

test('a single paused listing is resumed by hand', async ({ app, staff }) => {
  const { consignorId } = await consignorWith(app, 'Rosalind Pike', sectionsOf(2, { state: 'paused' }));
  await staff.go(`/pricing?consignorId=${consignorId}&state=paused`, 'Pricing');
  await staff.rows();
  await staff.keys('j', 'e');
  await staff.sees('Resume 1 listing');
  await staff.perform('Enter');
  await staff.keys('Enter');
  expect(await other.listings(`consignorId=${consignorId}&state=live`)).toHaveLength(1);
});

test('a rule reprices a view that is filtered by keyboard', async ({ app, staff }) => {
  const { consignorId } = await consignorWith(app, 'Ottoline Brandvold', sectionsOf(8));
  const before = await pricesOf(consignorId);
  await staff.start();
  await staff.keys('g', 'm');
  await staff.title('Pricing');
  await staff.rows();
  // A filter: its name, then a part of the consignor's name.
  await staff.keys('f');
  await staff.type('Consignor');
  await staff.keys('Enter');
  await staff.choose('Consignor', 'Ottoline', /^Ottoline Brandvold$/);
  await staff.sees('Consignor Ottoline Brandvold');
  await staff.sees('8 listings,');
  await staff.keys('Shift+p');
  await staff.sees('over the whole view');
  await staff.type('-10');
  await staff.page.select('#price-round', '100');
  await staff.sees('8, with 16 tickets');
  await staff.ready();
  // Old and new price of each listing.
  await staff.shows('table.prices tbody tr:nth-child(8)');
  expect(await staff.inspect('desk-rule', [...screens, widths.phone])).toEqual([]);
  await staff.keys('Control+Enter');
  await staff.sees('It runs in the background');
  await staff.keys('Escape');
  await staff.press('Reprice: 8 done');
  await staff.title('Reprice 8 listings');
  await staff.sees('Old');
  expect(await staff.inspect('desk-reprice-report', [...screens, widths.phone])).toEqual([]);
  for (const [id, amount] of await pricesOf(consignorId)) expect(amount).toBeLessThan(before.get(id)!);
});

test('z undoes a whole run of prices, except what somebody changed since', async ({ app, staff }) => {
  const { consignorId, ids } = await consignorWith(app, 'Wilhelmina Strand', sectionsOf(8));
  const before = await pricesOf(consignorId);
  await staff.go(`/pricing?consignorId=${consignorId}`, 'Pricing');
  await staff.rows();
  await staff.keys('Control+a', 'Shift+p');
  await staff.sees('over the whole view');
  await staff.type('-10');
  await staff.sees('8, with 16 tickets');
  await staff.ready();
  await staff.keys('Control+Enter');
  await staff.sees('It runs in the background');
  await staff.keys('Escape');
  await staff.sees('Reprice: 8 done');
  const [changed] = ids as [string];
  const change = { by: 'set', amount: 8_500 } as const;
  await other.act({ action: 'price', ids: [changed], change, reason: 'By hand' });
  await staff.keys('z');
  await staff.sees(/Left out: changed since you looked/);
  await staff.ready();
  await staff.keys('Enter');
  await staff.sees('It runs in the background');
  await staff.keys('Escape');
  await staff.sees('Undo repricing: 7 done, 1 left out');
  expect(await pricesOf(consignorId)).toEqual(before.set(changed, 8_500));
  const { body } = await other.ask<{ data: BulkRun[] }>('GET', '/admin/bulk-runs?perPage=2');
  expect(body.data.map(({ action }) => action.action)).toEqual(['undo', 'price']);
});
