/** Bulk runs: in the background, reported row by row, retried, undone. */
import { buildConsignor, buildGame, buildListings } from '@holdfast/server/test/factories';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { BulkRun } from '@holdfast/shared/listings';
import { expect, test } from 'vitest';
import { useStaffPage } from '../admin/staffFixture.ts';
import { type StaffPage, widths } from '../admin/staffPage.ts';
import { Colleague } from './colleague.ts';

let app: TestApp;
let staffPage: StaffPage;
let other: Colleague;
useStaffPage({
  as: 'staff',
  async app(each) {
    app = each;
    other = await Colleague.of(each);
  },
  staffPage(each) {
    staffPage = each;
  },
});

const screens = [widths.desktop, widths.laptop];

/** A consignor with this many live listings, which no other test uses and no price cap limits. */
async function consignorWith(name: string, count: number): Promise<{ id: string; name: string }> {
  const id = await buildConsignor(app.context, { name });
  const { eventId } = await buildGame(app.context);
  await buildListings(
    app.context,
    Array.from({ length: count }, (_, at) => ({
      eventId,
      consignorId: id,
      section: `${101 + at}`,
      priceAmount: 10_000 + at * 500,
    })),
  );
  return { id, name };
}

test('an action on a whole view runs in the background, reports each row, and retries refused rows', async () => {
  const whose = await consignorWith('Thelma Quist', 12);
  const [first] = await other.listings(`consignorId=${whose.id}&state=live&perPage=1`);
  await other.act({ action: 'pause', ids: [first!.id], reason: 'A call from the venue' });
  await staffPage.go(`/pricing?consignorId=${whose.id}`, 'Pricing');
  await staffPage.rows();
  await staffPage.sees(`Consignor ${whose.name}`);
  await staffPage.keys('Control+a');
  await staffPage.sees(/All \d+ of this view selected/);
  await staffPage.keys('s');
  await staffPage.sees('Nothing has happened yet. This is what would, over the whole view.');
  await staffPage.type('=Gates are closed');
  await staffPage.sees(/Left out: not possible in their state/);
  await staffPage.page.waitForNetworkIdle({ idleTime: 300 });
  expect(await staffPage.inspect('desk-bulk-preview', screens)).toEqual([]);
  await staffPage.keys('Control+Enter');
  await staffPage.sees('It runs in the background, and goes on if you leave.');
  await staffPage.keys('Escape');
  await staffPage.sees(/Pause: \d+ done, \d+ left out/);
  // The run's status in the shortcut bar survives a reload, and opens the report.
  await staffPage.page.reload();
  await staffPage.press(/^Pause: \d+ done/);
  await staffPage.title(/^Pause \d+ listings$/);
  await staffPage.press('Left out');
  await staffPage.sees("It is paused: pause isn't possible now.");
  expect(await staffPage.inspect('desk-report', screens)).toEqual([]);

  // Its file contains no formula.
  const file = staffPage.page.evaluate(
    () =>
      new Promise<string>((done) => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => {
          (blob as Blob).text().then(done);
          return make(blob);
        };
      }),
  );
  await staffPage.keys('d');
  expect(await file).toMatch(/^listing,label,outcome,code,why\r\nlst_/);

  // The cause is gone: the retry does the rest.
  const paused = await other.listings(`consignorId=${whose.id}&state=paused&perPage=1000`);
  await other.act({ action: 'resume', ids: paused.map(({ id }) => id) });
  await staffPage.keys('r');
  await staffPage.sees(/Pause: \d+ done\. /);
  await staffPage.sees('Nothing was left out.');
  expect((await other.listings(`consignorId=${whose.id}&state=paused`)).length).toBeGreaterThan(0);

  // The view is resumed, first a single listing by hand.
  await staffPage.go(`/pricing?consignorId=${whose.id}&state=paused`, 'Pricing');
  await staffPage.rows();
  await staffPage.keys('j', 'e');
  await staffPage.sees('Resume 1 listing');
  await staffPage.ready();
  await staffPage.keys('Enter');
  await staffPage.sees('This is what happened.');
  await staffPage.keys('Enter');
});

test('a rule reprices a view, and z undoes the whole run except what somebody changed since', async () => {
  const whose = await consignorWith('Ottoline Brandvold', 8);
  const before = await other.listings(`consignorId=${whose.id}&state=live,paused&perPage=1000`);
  await staffPage.keys('g', 'm');
  await staffPage.title('Pricing');
  await staffPage.rows();
  // A filter by keyboard: its name, then a part of the consignor's name.
  await staffPage.keys('f');
  await staffPage.type('Consignor');
  await staffPage.keys('Enter');
  await staffPage.choose('Consignor', whose.name.slice(0, 8), new RegExp(`^${whose.name}$`));
  await staffPage.sees(`Consignor ${whose.name}`);
  await staffPage.sees(new RegExp(`${before.length} listings?,`));
  await staffPage.keys('Shift+p');
  await staffPage.sees('over the whole view');
  await staffPage.type('-10');
  await staffPage.page.select('#price-round', '100');
  await staffPage.sees(/\d+, with [\d,]+ tickets?/);
  await staffPage.ready();
  expect(await staffPage.inspect('desk-rule', screens)).toEqual([]);
  await staffPage.keys('Control+Enter');
  await staffPage.sees('It runs in the background');
  await staffPage.keys('Escape');
  await staffPage.sees(/Reprice: \d+ done/);
  const [changed] = (await other.listings(`consignorId=${whose.id}&state=live&perPage=1000`)).filter(
    ({ id, price }) => price.amount < before.find((each) => each.id === id)!.price.amount,
  );
  const ours = changed!.price.amount - 100;
  await other.act({
    action: 'price',
    ids: [changed!.id],
    change: { by: 'set', amount: ours },
    reason: 'By hand',
  });
  await staffPage.keys('z');
  await staffPage.sees(/Left out: changed since you looked/);
  await staffPage.ready();
  await staffPage.keys('Enter');
  await staffPage.sees('It runs in the background');
  await staffPage.keys('Escape');
  await staffPage.sees(/Undo the price of: \d+ done, 1 left out/);
  const after = await other.listings(`consignorId=${whose.id}&state=live,paused&perPage=1000`);
  for (const { id, price } of after)
    expect(price.amount).toBe(
      id === changed!.id ? ours : before.find((each) => each.id === id)!.price.amount,
    );
  const { body } = await other.ask<{ data: BulkRun[] }>('GET', '/admin/bulk-runs?perPage=2');
  expect(body.data.map(({ action }) => action.action)).toEqual(['undoPrice', 'price']);
});
