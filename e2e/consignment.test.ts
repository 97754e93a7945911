/** Staff consign: a consignor, their season's seats, the queue, a price in its cell; an own event. */
import { join } from 'node:path';
import { buildConsignor } from '@holdfast/server/test/factories/consignors';
import { signedIn } from '@holdfast/server/test/people';
import type { PublicListings } from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { consignorWith } from './admin/data.ts';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

test('a new consignor is entered by keyboard, with errors beside the fields', async ({ staff }) => {
  await staff.start();
  await staff.keys('g', 'c');
  await staff.title('Consignors');
  await staff.sees('new consignor');
  await staff.keys('n');
  await staff.fill('Name', 'Wexler Family');
  await staff.fill('Email', 'wexler');
  await staff.keys('Control+Enter');
  await staff.sees('Give an email address');
  await staff.fill('Email', 'wexler@example.com');
  await staff.keys('Control+Enter');
  await staff.title('Wexler Family');
  await staff.sees('They have no listings yet.');
});

test('the seats of a season are consigned, with the sum while typing', async ({ app, staff }) => {
  const id = await buildConsignor(app.context, { name: 'Ines Wexler' });
  await staff.go(`/consignors/${id}/show`, 'Ines Wexler');
  await staff.press('Consign their games');
  await staff.title('Consign games of a season');
  await staff.choose('Season', 'Steelers', /Steelers/);
  await staff.fill('Section', '777');
  await staff.fill('Row', 'C');
  await staff.fill('Seats', '7–6');
  await staff.fill('Price each, before the fee', '100');
  await staff.press('None');
  await staff.click('.games li:nth-child(1) input');
  await staff.click('.games li:nth-child(2) input');
  await staff.press('Consign 2 games');
  await staff.sees('Not saved.');
  await staff.fill('Seats', '7–8');
  await staff.sees('2 games × 2 seats = 4 tickets');
  await staff.sees(/Ines Wexler gets 80\.00 each 320\.00/);
  await staff.press('Consign 2 games');
  await staff.title('Season packages');
  await staff.sees('2 listings wait for approval');
});

test('two listings are filtered, selected and approved by keyboard, and on sale', async ({ app, staff }) => {
  const seats = { section: '777', row: 'C', priceAmount: 10_000, state: 'submitted' } as const;
  const { eventId } = await consignorWith(app, 'Thea Quillfeather', [
    { ...seats, seats: [7, 8] },
    { ...seats, seats: [9, 10] },
  ]);
  await staff.start();
  await staff.keys('g', 'a');
  await staff.title('To approve');
  await staff.rows();
  await staff.keys('f');
  await staff.type('Quillfeather');
  await staff.keys('Enter');
  await staff.sees('2 listings, 4 tickets');
  await staff.rows(2);
  await staff.keys('j', 'k', 'x', 'Shift+j');
  await staff.sees('2 selected');
  await staff.keys('a');
  await staff.sees('Nothing has happened yet. This is what would.');
  await staff.sees('2, with 4 tickets');
  await staff.sees(/Consignors get 320\.00 Commission 80\.00 Price 400\.00 Fans pay, all-in 448\.00/);
  await staff.perform('Enter');
  await staff.keys('Enter');

  // Fans see them with all-in prices.
  const offers = await fetch(`${app.url}/api/events/${eventId}/listings`);
  const { data } = (await offers.json()) as PublicListings;
  expect(data.map(({ price }) => price.amount)).toEqual([11_200, 11_200]);
});

test('a price is typed into its cell: the sums follow before it is saved, and its page shows its history', async ({
  app,
  staff,
}) => {
  const seats = { section: '777', row: 'C', priceAmount: 10_000 };
  await consignorWith(app, 'Odile Marchbanks', [
    { ...seats, seats: [7, 8] },
    { ...seats, seats: [9, 10] },
  ]);
  await staff.go('/listings?state=live&q=Marchbanks', 'Listings');
  await staff.sees('2 listings, 4 tickets');
  await staff.rows(2);
  await staff.keys('j', 'Enter');
  await staff.shows('.price-edit');
  await staff.type('125.50');
  await staff.sees(/80\.00 100\.40/);
  await staff.keys('Enter');
  await staff.sees('Reprice 1 listing');
  await staff.sees(/Fans pay, all-in 224\.00 281\.12/);
  await staff.perform();
  await staff.keys('Escape');
  await staff.sees('140.56');
  await staff.keys('Shift+o');
  await staff.title(/ 777 \/ C \/ (7–8|9–10)$/);
  await staff.sees('Price history');
  await staff.sees('125.50');
  expect(await staff.inspect('listing')).toEqual([]);
});

test('a listing that somebody else changed is left out of a bulk action and named', async ({
  app,
  staff,
}) => {
  const { consignorId, ids } = await consignorWith(app, 'Barnaby Thrupp', [
    { state: 'submitted' },
    { state: 'submitted' },
  ]);
  await staff.go(`/to-approve?consignorId=${consignorId}`, 'To approve');
  await staff.rows(2);
  await staff.keys('j', 'k', 'x', 'Shift+j');
  await staff.sees('2 selected');
  const other = await signedIn(app, 'admin');
  const change = { by: 'amount', amount: 500 };
  await other.ask('POST', '/admin/listings/actions', { action: 'price', ids: [ids[0]], change });
  await staff.keys('a');
  await staff.sees('Left out: changed since you looked');
  await staff.shows('.ag-row.row-conflict');
  expect(await staff.inspect('conflict', [widths.desktop, widths.laptop])).toEqual([]);
  await staff.press('Look at the changed ones again');
  await staff.press('Approve 2 listings');
  await staff.sees('This is what happened.');
  await staff.keys('Escape');
});

test('a rejection requires a reason, which is stored', async ({ app, staff }) => {
  const { consignorId } = await consignorWith(app, 'Petra Lindqvist', [{ state: 'submitted' }]);
  await staff.go(`/to-approve?consignorId=${consignorId}`, 'To approve');
  await staff.rows(1);
  await staff.keys('j', 'r');
  await staff.sees('A few words; without them it can’t be done.');
  await staff.type('Seats are behind a pillar');
  await staff.perform();
  await staff.keys('Escape');
  await staff.go('/audit', 'Audit log');
  await staff.sees('Seats are behind a pillar');
});

test('an own event goes on sale in ticket types, with a picture, and again', async ({ app, staff }) => {
  await staff.go('/events/create', 'New event');
  await staff.click('input[value="own"]');
  await staff.fill('Name', 'Holdfast Winter Gala');
  await staff.choose('Venue', 'Lambeau', /Lambeau/);
  // A date that is typed digit by digit; alone it means 0:00.
  const ahead = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const digits = `${ahead.slice(5, 7)}${ahead.slice(8)}${ahead.slice(0, 4)}`;
  await staff.typeInto('Starts, in the venue’s time', digits);
  const time = await staff.field('Starts, in the venue’s time, time of day').waitHandle();
  expect(await time.evaluate((input) => input.value)).toBe('00:00');
  await staff.fill('Price of ticket type 1', '250');
  await staff.fill('Quantity of ticket type 1', '50');
  await staff.press('Create the event');
  await staff.sees('Not saved.');
  await staff.fill('Price of ticket type 2', '90');
  await staff.fill('Quantity of ticket type 2', '200');
  await staff.fill('Limit per fan of ticket type 1', '2');
  expect(await staff.inspect('own-event')).toEqual([]);
  await staff.press('Create the event');
  await staff.title('Holdfast Winter Gala');
  await staff.press('Put 2 ticket types, 250 tickets, on sale');
  await staff.sees('2 ticket types are on sale.');
  const choose = await staff.page.$('input[type=file]');
  await choose?.uploadFile(join(import.meta.dirname, '../storefront/picture.png'));
  await staff.shows('img[alt="The picture"]');
  expect(await staff.inspect('own-event-page')).toEqual([]);
  await staff.press('Duplicate');
  await staff.title('Duplicate an event');
  await staff.typeInto('Starts, in the venue’s time', digits);
  await staff.press('Create the event');
  await staff.sees('Put 2 ticket types, 250 tickets, on sale');
  await staff.shows('img[alt="The picture"]');
  const slug = await staff.page.$eval('a[href^="/games/"]', (link) => link.getAttribute('href') ?? '');
  await staff.page.goto(`${app.url}${slug}`);
  const isShown = await staff.page.$eval('img.event-picture', (img) => (img as HTMLImageElement).decode());
  expect(isShown).toBeUndefined();
});
