/**
 * A morning of staff, filmed in `npm run looks`: 200 listings approved and repriced, by keyboard alone, from
 * the start page on.
 */
import { buildGame } from '@holdfast/server/test/factories/catalog';
import { buildConsignor } from '@holdfast/server/test/factories/consignors';
import { buildListings } from '@holdfast/server/test/factories/listings';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Listing } from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { film } from './admin/film.ts';
import type { StaffPage } from './admin/staffPage.ts';
import { test as base } from './fixtures.ts';
import { keepsPictures } from './inspect.ts';
import { Colleague } from './listings/colleague.ts';

/** The page of staff, filmed when this run keeps pictures. */
const test = base.extend('filmed', async ({ staff, task }, { onCleanup }) => {
  const reel = keepsPictures ? await film(staff.page, `film-${task.name.replaceAll(/\W+/g, '-')}`) : null;
  onCleanup(async () => {
    if (reel) expect(await reel.cut()).toBeGreaterThan(10);
  });
  return staff;
});

let colleague: Colleague;
test.beforeAll(async ({ app }) => {
  colleague = await Colleague.of(app);
});

/** Consigns the seats of a season-ticket holder: a listing for each row and each of ten games. */
async function consignSeats(
  { context }: TestApp,
  name: string,
  state: 'submitted' | 'live',
  rows: number,
): Promise<void> {
  const consignorId = await buildConsignor(context, { name });
  for (let game = 0; game < 10; game++) {
    const { eventId } = await buildGame(context);
    await buildListings(
      context,
      Array.from({ length: rows }, (_, at) => ({
        eventId,
        consignorId,
        section: `${101 + at}`,
        row: '7',
        seats: [1, 2, 3, 4],
        splitRule: 'neverLeaveOne' as const,
        priceAmount: 10_000 + at * 100,
        state,
      })),
    );
  }
}

const listingsOf = (name: string): Promise<Listing[]> =>
  colleague.listings(`q=${name}&perPage=1000&sort=section`);
const pricesOf = async (name: string) =>
  (await listingsOf(name)).map(({ id, price }) => `${id} ${price.amount}`);

/** Filters the view to the consignor with `f`. */
async function filterBy(staff: StaffPage, name: string): Promise<void> {
  await staff.rows();
  await staff.keys('f');
  await staff.shows('.add-filter input');
  await staff.type(name);
  await staff.keys('Enter');
  await staff.sees(`Words “${name}”`);
  await staff.rows();
}

test('three listings are approved one by one', async ({ app, filmed: staff }) => {
  await consignSeats(app, 'Marguerite Oyelaran', 'submitted', 1);
  await staff.start();
  await staff.sees('Work queues');
  await staff.keys('1');
  await staff.title('To approve');
  await filterBy(staff, 'Oyelaran');
  await staff.sees('10 listings');
  for (let one = 0; one < 3; one++) {
    await staff.keys(one === 0 ? 'j' : 'k');
    await staff.keys('a');
    await staff.sees('Approve 1 listing');
    await staff.perform();
    await staff.keys('Escape');
    await staff.rows();
  }
  const live = (await listingsOf('Oyelaran')).filter(({ state }) => state === 'live');
  expect(live).toHaveLength(3);
});

test('200 listings of a view are approved in the background, after a preview', async ({
  app,
  filmed: staff,
}) => {
  await consignSeats(app, 'Ottilie Vandermeer', 'submitted', 20);
  await staff.go('/to-approve', 'To approve');
  await filterBy(staff, 'Vandermeer');
  await staff.sees('200 listings');
  await staff.keys('Control+a');
  await staff.sees(/All 200 of this view selected/);
  await staff.keys('a');
  await staff.sees('Nothing has happened yet. This is what would, over the whole view.');
  await staff.sees(/Go live now 200/);
  await staff.keys('Control+Enter');
  await staff.sees('It runs in the background, and goes on if you leave.');
  await staff.keys('Escape');
  await staff.sees(/Approve: 200 done/);
  expect(new Set((await listingsOf('Vandermeer')).map(({ state }) => state))).toEqual(new Set(['live']));
});

test('three prices are typed into their cells, each saved with a move down', async ({
  app,
  filmed: staff,
}) => {
  await consignSeats(app, 'Benedikt Szymborski', 'live', 1);
  await staff.start();
  await staff.keys('g', 'm');
  await staff.title('Pricing');
  await filterBy(staff, 'Szymborski');
  await staff.keys('j', 'k', 'Enter');
  for (const amount of ['131.00', '132.00', '133.00']) {
    await staff.shows('.price-edit');
    await staff.type(amount);
    await staff.sees(/was [\d,]+\.\d\d/);
    await staff.keys('Control+Enter');
    await staff.shows('body:not(:has(.price-edit))');
    await expect
      .poll(async () => (await listingsOf('Szymborski')).map(({ price }) => price.amount))
      .toContain(Number(amount) * 100);
    if (amount !== '133.00') await staff.keys('Enter');
  }
});

test('200 prices are raised by a tenth, and that is undone', async ({ app, filmed: staff }) => {
  await consignSeats(app, 'Philippa Nakagawa', 'live', 20);
  const before = await pricesOf('Nakagawa');
  await staff.go('/pricing', 'Pricing');
  await filterBy(staff, 'Nakagawa');
  await staff.keys('Control+a');
  await staff.sees(/All 200 of this view selected/);
  await staff.keys('Shift+p');
  await staff.sees('Nothing has happened yet');
  await staff.type('10');
  await staff.sees(/200, with 800 tickets/);
  await staff.keys('Control+Enter');
  await staff.sees('It runs in the background, and goes on if you leave.');
  await staff.keys('Escape');
  await staff.sees(/: 200 done/);
  const after = await listingsOf('Nakagawa');
  expect(after.every(({ price }) => price.amount >= 11_000)).toBe(true);
  await staff.keys('z');
  await staff.sees('Nothing has happened yet');
  await staff.ready();
  await staff.keys('Control+Enter');
  await expect.poll(() => pricesOf('Nakagawa')).toEqual(before);
});
