/** A morning at the desk, on film in a run for looks: 200 listings approved and priced again, by keyboard alone, from the dashboard on. */
import { buildConsignor, buildGame, buildListings } from '@holdfast/server/test/factories';
import { Fan } from '@holdfast/server/test/fan';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Listing, ListingList } from '@holdfast/shared/consignment';
import { expect, test } from 'vitest';
import { keepsPictures } from './inspect.ts';
import { atTheDesk } from './office/atTheDesk.ts';
import type { Desk } from './office/desk.ts';
import { film } from './office/film.ts';

const consignorName = 'Marguerite Oyelaran';
const count = 200;

let house: TestedHouse;
let desk: Desk;
atTheDesk({
  as: 'staff',
  async house(each) {
    house = each;
    await handOver();
  },
  desk: (each) => {
    desk = each;
  },
});

/** Seats of a season-ticket holder with much to give: a lot for each of 200 rows and games. */
async function handOver(): Promise<void> {
  const consignorId = await buildConsignor(house.house, { name: consignorName });
  for (let game = 0; game < 10; game++) {
    const { eventId } = await buildGame(house.house, {
      home: 'Riverside Rovers',
      away: `Visitors ${String.fromCharCode(65 + game)}`,
      venue: `Riverside Park ${game + 1}`,
    });
    await buildListings(
      house.house,
      Array.from({ length: count / 10 }, (_, lot) => ({
        eventId,
        consignorId,
        section: `${101 + lot}`,
        row: '7',
        seats: [1, 2, 3, 4],
        splitRule: 'neverLeaveOne' as const,
        priceAmount: 10_000 + lot * 100,
        state: 'submitted' as const,
      })),
    );
  }
}

async function theirs(): Promise<Listing[]> {
  const reader = new Fan(house);
  await reader.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
  const answer = await reader.ask<ListingList>(
    'GET',
    '/office/listings?q=oyelaran&perPage=1000&sort=section',
  );
  return answer.body.data;
}
const states = async () => [...new Set((await theirs()).map(({ state }) => state))];

/** Narrows the view to the consignor, by `f`. */
async function narrow(): Promise<void> {
  await desk.rows();
  await desk.keys('f');
  await desk.page.waitForSelector('.add-filter input');
  await desk.type('Oyelaran');
  await desk.keys('Enter');
  await desk.sees('Words “Oyelaran”');
  await desk.rows();
}

test('200 listings are approved and priced again without a mouse', async () => {
  await desk.sees('Work queues');
  const reel = keepsPictures ? await film(desk.page, 'film-200-listings') : null;

  // From the dashboard into the queue; the first three one by one, with a look at each.
  await desk.keys('1');
  await desk.title('To approve');
  await narrow();
  await desk.sees('200 listings');
  for (let one = 0; one < 3; one++) {
    await desk.keys(one === 0 ? 'j' : 'k');
    await desk.keys('a');
    await desk.sees('Approve 1 listing');
    await desk.ready();
    await desk.keys('Control+Enter');
    await desk.sees('This is what happened.');
    await desk.keys('Escape');
    await desk.rows();
  }
  expect((await theirs()).filter(({ state }) => state === 'live')).toHaveLength(3);

  // The rest of the view at once, in the background, with a preview first.
  await desk.keys('Control+a');
  await desk.sees(/All 197 of this view selected/);
  await desk.keys('a');
  await desk.sees('Nothing has happened yet. This is what would, over the whole view.');
  await desk.sees(/Go live now 197/);
  await desk.keys('Control+Enter');
  await desk.sees('It runs in the background, and goes on if you leave.');
  await desk.keys('Escape');
  await desk.sees(/Approve: 197 done/);
  expect(await states()).toEqual(['live']);

  // To prices: three in their cells, saved and down.
  await desk.keys('g', 'm');
  await desk.title('Pricing');
  await narrow();
  await desk.keys('j', 'k', 'Enter');
  for (const amount of ['131.00', '132.00', '133.00']) {
    await desk.page.waitForSelector('.price-edit');
    await desk.type(amount);
    await desk.sees(/was [\d,]+\.\d\d/);
    await desk.keys('Control+Enter');
    await desk.page.waitForFunction(() => !document.querySelector('.price-edit'));
    await expect
      .poll(async () => (await theirs()).some(({ price }) => price.amount === Number(amount) * 100), {
        timeout: 60_000,
      })
      .toBe(true);
    if (amount !== '133.00') await desk.keys('Enter');
  }

  // All of them ten per cent dearer, in whole units; then that is taken back, while nothing was sold.
  const before = (await theirs()).map(({ id, price }) => `${id} ${price.amount}`);
  await desk.keys('Control+a');
  await desk.sees(/All 200 of this view selected/);
  await desk.keys('Shift+p');
  await desk.sees('Nothing has happened yet');
  await desk.type('10');
  await desk.sees(/200, with 800 tickets/);
  await desk.keys('Control+Enter');
  await desk.sees('It runs in the background, and goes on if you leave.');
  await desk.keys('Escape');
  await desk.sees(/: 200 done/);
  const after = await theirs();
  expect(after.map(({ id, price }) => `${id} ${price.amount}`)).not.toEqual(before);
  expect(after.every(({ price }) => price.amount >= 11_000)).toBe(true);
  await desk.keys('z');
  await desk.sees('Nothing has happened yet');
  await desk.ready();
  await desk.keys('Control+Enter');
  await expect
    .poll(async () => (await theirs()).map(({ id, price }) => `${id} ${price.amount}`), { timeout: 60_000 })
    .toEqual(before);
  if (reel) expect(await reel.cut()).toBeGreaterThan(50);
});
