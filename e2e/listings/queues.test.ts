/** Staff work on their queues by keyboard. */
import { expect } from 'vitest';
import { consignorWith } from '../admin/data.ts';
import { widths } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { Colleague } from './colleague.ts';

let other: Colleague;
test.beforeAll(async ({ app }) => {
  other = await Colleague.of(app);
});

const screens = [widths.desktop, widths.laptop];

test('every queue has its own page', async ({ staff }) => {
  await staff.start();
  for (const [key, title, wait] of [
    ['q', 'To price', 'Priced'],
    ['x', 'Soon and unsold', 'Begins in'],
    ['d', 'Delist requested', 'Asked'],
    ['h', 'In-hand date passed', 'In hand on'],
    ['a', 'To approve', 'Waiting'],
  ] as const) {
    await staff.keys('g', key);
    await staff.title(title);
    await staff.rows();
    await staff.sees(wait);
    await staff.page.waitForNetworkIdle({ idleTime: 300 });
    expect(await staff.inspect(`desk-${title.replaceAll(' ', '-').toLowerCase()}`, screens)).toEqual([]);
  }
});

test('listings without an owner become mine by keyboard', async ({ staff }) => {
  await staff.go('/to-approve', 'To approve');
  await staff.rows();
  await staff.press('No owner');
  await staff.sees('Owner nobody');
  await staff.rows();
  await staff.keys('j', 'k', 'x', 'Shift+j', 'o');
  await staff.sees('Who looks after them');
  await staff.sees('2, with');
  await staff.perform();
  await staff.keys('Escape');
  const mine = await other.listings('queue=toApprove&perPage=1000');
  expect(mine.filter(({ owner }) => owner?.name === 'Ann Keller').length).toBeGreaterThanOrEqual(2);
});

test('a view is saved under a name, shared with the back office, and opened by its link', async ({
  staff,
}) => {
  await staff.go('/to-approve', 'To approve');
  await staff.rows();
  await staff.keys('f');
  await staff.type('NHL');
  await staff.keys('Enter');
  await staff.sees('League NHL');
  await staff.keys('Shift+s');
  await staff.type('Ice first');
  await staff.keys('Tab', 'Space', 'Enter');
  await staff.sees(/Ice first \d+/);
  expect(await staff.inspect('desk-saved-view', screens)).toEqual([]);
  const { body } = await other.ask<{ data: { name: string; query: string; shared: boolean }[] }>(
    'GET',
    '/admin/views?page=to-approve',
  );
  expect(body.data).toContainEqual(
    expect.objectContaining({ name: 'Ice first', query: 'league=NHL', shared: true }),
  );
  await staff.go('/to-approve?waiting=24&owner=none', 'To approve');
  await staff.sees('Waiting longer than 24 hours');
  await staff.sees('Owner nobody');
  await staff.press(/^Ice first/);
  await staff.sees('League NHL');
  await staff.press('Drop this view');
  await staff.sees('Save this view');
});

test('a listing is returned with a reason and resubmitted', async ({ app, staff }) => {
  const { ids } = await consignorWith(app, 'Cyprian Dunmore', [{ state: 'submitted' }]);
  await staff.go(`/to-approve?q=${ids[0]}`, 'To approve');
  await staff.rows(1);
  await staff.keys('j', 'b');
  await staff.sees('goes into the log and to the consignor');
  await staff.type('Which seats are they?');
  await staff.sees('1, with');
  await staff.perform();
  await staff.keys('Escape');
  await staff.go(`/listings?state=draft&q=${ids[0]}`, 'Listings');
  await staff.rows(1);
  await staff.keys('j', 'u');
  await staff.sees('Put back in the queue 1 listing');
  await staff.perform('Enter');
  await staff.keys('Enter');
  expect((await other.listing(ids[0] as string)).state).toBe('submitted');
});

test('a delist request is declined', async ({ staff }) => {
  const [asked] = await other.listings('queue=delistRequested&sort=delistRequestedAt&perPage=1');
  await staff.start();
  await staff.keys('g', 'd');
  await staff.title('Delist requested');
  await staff.rows();
  await staff.keys('j', 'k', 't');
  await staff.type('They called: it stays');
  await staff.perform();
  await staff.keys('Escape');
  expect((await other.listings('queue=delistRequested&perPage=1000')).map(({ id }) => id)).not.toContain(
    asked!.id,
  );
});

test('tickets whose day has passed are in hand', async ({ staff }) => {
  const [late] = await other.listings('queue=inHandPassed&sort=inHandOn&perPage=1');
  await staff.start();
  await staff.keys('g', 'h');
  await staff.title('In-hand date passed');
  await staff.rows();
  await staff.keys('j', 'k', 'd', 'Space');
  await staff.perform();
  expect((await other.listing(late!.id)).inHandOn).toBeNull();
});
