/**
 * A morning of staff, filmed in `npm run looks`: 200 listings approved and repriced, by keyboard alone, from
 * the start page on.
 */
import { buildConsignor, buildGame, buildListings } from '@holdfast/server/test/factories';
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Listing, ListingList } from '@holdfast/shared/listings';
import { expect, test } from 'vitest';
import { film } from './admin/film.ts';
import { useStaffPage } from './admin/staffFixture.ts';
import type { StaffPage } from './admin/staffPage.ts';
import { keepsPictures } from './inspect.ts';

const consignorName = 'Marguerite Oyelaran';
const count = 200;

let app: TestApp;
let staffPage: StaffPage;
useStaffPage({
  as: 'staff',
  async app(each) {
    app = each;
    await consignSeats();
  },
  staffPage: (each) => {
    staffPage = each;
  },
});

/** Consigns the seats of a season-ticket holder: a listing for each of 200 rows and games. */
async function consignSeats(): Promise<void> {
  const consignorId = await buildConsignor(app.context, { name: consignorName });
  for (let game = 0; game < 10; game++) {
    const { eventId } = await buildGame(app.context, {
      home: 'Riverside Rovers',
      away: `Visitors ${String.fromCharCode(65 + game)}`,
      venue: `Riverside Park ${game + 1}`,
    });
    await buildListings(
      app.context,
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
  const reader = new Fan(app);
  await reader.signIn('admin@demo.holdfast.example', 'demo-admin-2026');
  const answer = await reader.ask<ListingList>('GET', '/admin/listings?q=oyelaran&perPage=1000&sort=section');
  return answer.body.data;
}
const states = async () => [...new Set((await theirs()).map(({ state }) => state))];

/** Filters the view to the consignor with `f`. */
async function filterByConsignor(): Promise<void> {
  await staffPage.rows();
  await staffPage.keys('f');
  await staffPage.page.waitForSelector('.add-filter input');
  await staffPage.type('Oyelaran');
  await staffPage.keys('Enter');
  await staffPage.sees('Words “Oyelaran”');
  await staffPage.rows();
}

test('200 listings are approved and priced again without a mouse', async () => {
  await staffPage.sees('Work queues');
  const reel = keepsPictures ? await film(staffPage.page, 'film-200-listings') : null;

  // From the start page into the queue; the first three one by one.
  await staffPage.keys('1');
  await staffPage.title('To approve');
  await filterByConsignor();
  await staffPage.sees('200 listings');
  for (let one = 0; one < 3; one++) {
    await staffPage.keys(one === 0 ? 'j' : 'k');
    await staffPage.keys('a');
    await staffPage.sees('Approve 1 listing');
    await staffPage.ready();
    await staffPage.keys('Control+Enter');
    await staffPage.sees('This is what happened.');
    await staffPage.keys('Escape');
    await staffPage.rows();
  }
  expect((await theirs()).filter(({ state }) => state === 'live')).toHaveLength(3);

  // The rest of the view as a bulk run, after a preview.
  await staffPage.keys('Control+a');
  await staffPage.sees(/All 197 of this view selected/);
  await staffPage.keys('a');
  await staffPage.sees('Nothing has happened yet. This is what would, over the whole view.');
  await staffPage.sees(/Go live now 197/);
  await staffPage.keys('Control+Enter');
  await staffPage.sees('It runs in the background, and goes on if you leave.');
  await staffPage.keys('Escape');
  await staffPage.sees(/Approve: 197 done/);
  expect(await states()).toEqual(['live']);

  // Pricing: three in their cells, each saved with a move down.
  await staffPage.keys('g', 'm');
  await staffPage.title('Pricing');
  await filterByConsignor();
  await staffPage.keys('j', 'k', 'Enter');
  for (const amount of ['131.00', '132.00', '133.00']) {
    await staffPage.page.waitForSelector('.price-edit');
    await staffPage.type(amount);
    await staffPage.sees(/was [\d,]+\.\d\d/);
    await staffPage.keys('Control+Enter');
    await staffPage.page.waitForFunction(() => !document.querySelector('.price-edit'));
    await expect
      .poll(async () => (await theirs()).some(({ price }) => price.amount === Number(amount) * 100), {
        timeout: 60_000,
      })
      .toBe(true);
    if (amount !== '133.00') await staffPage.keys('Enter');
  }

  // All of them 10% higher, rounded to whole units; then that is undone.
  const before = (await theirs()).map(({ id, price }) => `${id} ${price.amount}`);
  await staffPage.keys('Control+a');
  await staffPage.sees(/All 200 of this view selected/);
  await staffPage.keys('Shift+p');
  await staffPage.sees('Nothing has happened yet');
  await staffPage.type('10');
  await staffPage.sees(/200, with 800 tickets/);
  await staffPage.keys('Control+Enter');
  await staffPage.sees('It runs in the background, and goes on if you leave.');
  await staffPage.keys('Escape');
  await staffPage.sees(/: 200 done/);
  const after = await theirs();
  expect(after.map(({ id, price }) => `${id} ${price.amount}`)).not.toEqual(before);
  expect(after.every(({ price }) => price.amount >= 11_000)).toBe(true);
  await staffPage.keys('z');
  await staffPage.sees('Nothing has happened yet');
  await staffPage.ready();
  await staffPage.keys('Control+Enter');
  await expect
    .poll(async () => (await theirs()).map(({ id, price }) => `${id} ${price.amount}`), { timeout: 60_000 })
    .toEqual(before);
  if (reel) expect(await reel.cut()).toBeGreaterThan(50);
});
