/** Deeds over whole views: in the background, reported row by row, tried again, taken back. */
import { buildConsignor, buildGame, buildListings } from '@holdfast/server/test/factories';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { BulkRun } from '@holdfast/shared/consignment';
import { expect, test } from 'vitest';
import { atTheDesk } from '../office/atTheDesk.ts';
import { type Desk, widths } from '../office/desk.ts';
import { Colleague } from './colleague.ts';

let house: TestedHouse;
let desk: Desk;
let other: Colleague;
atTheDesk({
  as: 'staff',
  async house(each) {
    house = each;
    other = await Colleague.of(each);
  },
  desk(each) {
    desk = each;
  },
});

const screens = [widths.desk, widths.laptop];

/** A consignor with so many listings on sale, which no other test touches and no law caps. */
async function consignorWith(name: string, count: number): Promise<{ id: string; name: string }> {
  const id = await buildConsignor(house.house, { name });
  const { eventId } = await buildGame(house.house);
  await buildListings(
    house.house,
    Array.from({ length: count }, (_, at) => ({
      eventId,
      consignorId: id,
      section: `${101 + at}`,
      priceAmount: 10_000 + at * 500,
    })),
  );
  return { id, name };
}

test('a deed over a whole view runs in the background, reports each row, and retries what was left out', async () => {
  const whose = await consignorWith('Thelma Quist', 12);
  const [first] = await other.listings(`consignorId=${whose.id}&state=live&perPage=1`);
  await other.act({ action: 'pause', ids: [first!.id], reason: 'A call from the venue' });
  await desk.go(`/pricing?consignorId=${whose.id}`, 'Pricing');
  await desk.rows();
  await desk.sees(`Consignor ${whose.name}`);
  await desk.keys('Control+a');
  await desk.sees(/All \d+ of this view selected/);
  await desk.keys('s');
  await desk.sees('Nothing has happened yet. This is what would, over the whole view.');
  await desk.type('=Gates are closed');
  await desk.sees(/Left out: not possible in their state/);
  await desk.page.waitForNetworkIdle({ idleTime: 300 });
  expect(await desk.inspect('desk-bulk-preview', screens)).toEqual([]);
  await desk.keys('Control+Enter');
  await desk.sees('It runs in the background, and goes on if you leave.');
  await desk.keys('Escape');
  await desk.sees(/Pause: \d+ done, \d+ left out/);
  // What is said in the key line survives a reload, and opens the report.
  await desk.page.reload();
  await desk.press(/^Pause: \d+ done/);
  await desk.title(/^Pause \d+ listings$/);
  await desk.press('Left out');
  await desk.sees("It is paused: pause isn't possible now.");
  expect(await desk.inspect('desk-report', screens)).toEqual([]);

  // The file of it runs no formula.
  const file = desk.page.evaluate(
    () =>
      new Promise<string>((done) => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => {
          (blob as Blob).text().then(done);
          return make(blob);
        };
      }),
  );
  await desk.keys('d');
  expect(await file).toMatch(/^listing,label,outcome,code,why\r\nlst_/);

  // What was in the way is gone: the retry does the rest.
  const paused = await other.listings(`consignorId=${whose.id}&state=paused&perPage=1000`);
  await other.act({ action: 'resume', ids: paused.map(({ id }) => id) });
  await desk.keys('r');
  await desk.sees(/Pause: \d+ done\. /);
  await desk.sees('Nothing was left out.');
  expect((await other.listings(`consignorId=${whose.id}&state=paused`)).length).toBeGreaterThan(0);

  // And the view is resumed again, by hand and singly first.
  await desk.go(`/pricing?consignorId=${whose.id}&state=paused`, 'Pricing');
  await desk.rows();
  await desk.keys('j', 'e');
  await desk.sees('Resume 1 listing');
  await desk.ready();
  await desk.keys('Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Enter');
});

test('a rule reprices a view, and z takes the whole run back but for what somebody changed since', async () => {
  const whose = await consignorWith('Ottoline Brandvold', 8);
  const before = await other.listings(`consignorId=${whose.id}&state=live,paused&perPage=1000`);
  await desk.keys('g', 'm');
  await desk.title('Pricing');
  await desk.rows();
  // A filter by keyboard: its name, then a part of the consignor's.
  await desk.keys('f');
  await desk.type('Consignor');
  await desk.keys('Enter');
  await desk.choose('Consignor', whose.name.slice(0, 8), new RegExp(`^${whose.name}$`));
  await desk.sees(`Consignor ${whose.name}`);
  await desk.sees(new RegExp(`${before.length} listings?,`));
  await desk.keys('Shift+p');
  await desk.sees('over the whole view');
  await desk.type('-10');
  await desk.page.select('#price-round', '100');
  await desk.sees(/\d+, with [\d,]+ tickets?/);
  await desk.ready();
  expect(await desk.inspect('desk-rule', screens)).toEqual([]);
  await desk.keys('Control+Enter');
  await desk.sees('It runs in the background');
  await desk.keys('Escape');
  await desk.sees(/Reprice: \d+ done/);
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
  await desk.keys('z');
  await desk.sees(/Left out: changed since you looked/);
  await desk.ready();
  await desk.keys('Enter');
  await desk.sees('It runs in the background');
  await desk.keys('Escape');
  await desk.sees(/Undo the price of: \d+ done, 1 left out/);
  const after = await other.listings(`consignorId=${whose.id}&state=live,paused&perPage=1000`);
  for (const { id, price } of after)
    expect(price.amount).toBe(
      id === changed!.id ? ours : before.find((each) => each.id === id)!.price.amount,
    );
  const { body } = await other.ask<{ data: BulkRun[] }>('GET', '/office/bulk-runs?perPage=2');
  expect(body.data.map(({ deed }) => deed.action)).toEqual(['undoPrice', 'price']);
});
