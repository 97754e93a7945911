/**
 * A morning at the desk: 100 listings are approved and priced, by keyboard at 120 ms a key with wrong presses among them,
 * and by touch on a tablet. `npm run looks` films it and prints how many seconds it took.
 */
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from './admin/data.ts';
import { film } from './admin/film.ts';
import type { StaffPage } from './admin/staffPage.ts';
import { test as base } from './fixtures.ts';
import { faultsOf, keepsPictures, picture } from './inspect.ts';
import { Colleague } from './listings/colleague.ts';

/** The page of staff, filmed when this run keeps pictures. */
const test = base.extend('filmed', async ({ staff, task }, { onCleanup }) => {
  const reel = keepsPictures ? await film(staff.page, `film-${task.name.replaceAll(/\W+/g, '-')}`) : null;
  onCleanup(async () => {
    if (reel) expect(await reel.cut()).toBeGreaterThan(10);
  });
  return staff;
});

/** Milliseconds from one key to the next. */
const keyMs = 120;
/** A finger finds the next button in so many milliseconds. */
const fingerMs = 600;
const listings = 100;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function pressAll(staff: StaffPage, ...names: string[]): Promise<void> {
  for (const name of names) {
    await staff.keys(name);
    await pause(keyMs);
  }
}

/** Filters the view to the consignor with `f`. */
async function filterBy(staff: StaffPage, name: string): Promise<void> {
  await staff.rows();
  await pressAll(staff, 'f');
  await staff.shows('.add-filter input');
  await staff.type(name);
  await pressAll(staff, 'Enter');
  await staff.sees(`Words “${name}”`);
  await staff.rows();
}

const tell = (how: string, beganAt: number) => {
  if (keepsPictures)
    console.log(
      `${listings} listings approved and priced ${how}: ${((performance.now() - beganAt) / 1000).toFixed(1)} s`,
    );
};

test('100 listings are approved and priced by keyboard, and a wrong press costs nothing', async ({
  app,
  filmed: staff,
}) => {
  const { ids } = await consignorWith(
    app,
    'Evangeline Marchbanks',
    sectionsOf(listings, { state: 'submitted' }),
  );
  const colleague = await Colleague.of(app);
  const stored = () => colleague.listings('q=Marchbanks&perPage=1000&sort=section');
  await staff.start();
  const beganAt = performance.now();
  await pressAll(staff, '1');
  await staff.title('To approve');
  await filterBy(staff, 'Marchbanks');
  await staff.sees(`${listings} listings`);
  // Ten are looked at one by one. Wrong presses among them: a key that means nothing, one that opens and is left, an
  // Enter too many.
  await pressAll(staff, 'j', 'k', 'y', 'r', 'Escape', 'x', 'x');
  for (let one = 0; one < 10; one++) await pressAll(staff, 'a', 'Enter', 'Enter');
  await staff.sees(`${listings - 10} listings`);
  expect((await stored()).filter(({ state }) => state === 'live')).toHaveLength(10);
  await pressAll(staff, 'Control+a', 'a');
  await staff.ready();
  await pressAll(staff, 'Control+Enter');
  await staff.sees(/Approve: 90 done/);
  await pressAll(staff, 'Escape');
  await staff.sees('No listings match these filters.');
  await pressAll(staff, 'g', 'm');
  await staff.title('Pricing');
  await filterBy(staff, 'Marchbanks');
  // All a tenth up, and five of them by hand.
  await pressAll(staff, 'Control+a', 'Shift+p');
  await staff.type('10');
  await staff.sees(new RegExp(`${listings}, with \\d+ tickets`));
  await staff.ready();
  await pressAll(staff, 'Control+Enter');
  await staff.sees(/: 100 done/);
  await pressAll(staff, 'Escape', 'Escape', 'j', 'k', 'Enter');
  for (const amount of ['141', '142', '143', '144', '145']) {
    await staff.shows('.price-edit');
    await staff.type(`${amount}.00`);
    await pressAll(staff, 'Control+Enter');
    await staff.shows('body:not(:has(.price-edit))');
    if (amount !== '145') await pressAll(staff, 'Enter');
  }
  await expect
    .poll(async () => (await stored()).filter(({ price }) => [14_100, 14_500].includes(price.amount)).length)
    .toBe(2);
  tell(`by keyboard at ${keyMs} ms a key`, beganAt);
  const now = await stored();
  expect(now.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(now.every(({ state, price }) => state === 'live' && price.amount > 11_000 - 1)).toBe(true);
  expect(await staff.page.$$('[role="alert"]')).toEqual([]);
});

test('100 listings are approved and priced by touch on a tablet', async ({ app, filmed: staff }) => {
  await consignorWith(app, 'Barnaby Hollingworth', sectionsOf(listings, { state: 'submitted' }));
  const colleague = await Colleague.of(app);
  const stored = () => colleague.listings('q=Hollingworth&perPage=1000');
  await staff.page.setViewport({ width: 1024, height: 768, hasTouch: true, isMobile: true });
  const tap = async (name: string | RegExp) => {
    await pause(fingerMs);
    await staff.press(name);
  };
  const tapBox = async (row: number) => {
    await pause(fingerMs);
    await staff.page.tap(`.ag-row:not(.ag-row-pinned)[row-index="${row}"] .ag-cell[col-id="pick"] input`);
  };
  await staff.go('/to-approve?q=Hollingworth', 'To approve');
  const beganAt = performance.now();
  await staff.rows();
  await tapBox(0);
  await staff.sees('1 selected');
  await picture(staff.page, 'office-tablet-to-approve');
  expect(await faultsOf(staff.page)).toEqual([]);
  await tap(/^Select all 100/);
  await tap(/^Approve/);
  await staff.sees(/Go live now 100/);
  await staff.ready();
  await tap(/^Approve 100 listings/);
  await staff.sees(/Approve: 100 done/);
  await tap(/^Close/);
  await staff.sees('No listings match these filters.');
  await staff.go('/pricing?q=Hollingworth', 'Pricing');
  await staff.rows();
  await tap(/^Change by rule/);
  await staff.type('10');
  await staff.sees(/100, with \d+ tickets/);
  await staff.ready();
  await picture(staff.page, 'office-tablet-pricing');
  expect(await faultsOf(staff.page)).toEqual([]);
  await tap(/^Reprice 100 listings/);
  await expect
    .poll(async () => (await stored()).filter(({ price }) => price.amount >= 11_000).length)
    .toBe(listings);
  tell(`by touch, ${fingerMs} ms a tap`, beganAt);
  const now = await stored();
  expect(now.map(({ state }) => state)).toEqual(Array(listings).fill('live'));
});
