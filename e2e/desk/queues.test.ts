/** The desk over its queues, in a browser and without a mouse. */
import { expect, test } from 'vitest';
import { atTheDesk } from '../office/atTheDesk.ts';
import { type Desk, widths } from '../office/desk.ts';
import { Colleague } from './colleague.ts';

let desk: Desk;
let other: Colleague;
atTheDesk({
  as: 'staff',
  async house(each) {
    other = await Colleague.of(each);
  },
  desk(each) {
    desk = each;
  },
});

const screens = [widths.desk, widths.laptop];

test('every queue is a desk of its own, and an owner is chosen without a mouse', async () => {
  for (const [key, title, wait] of [
    ['q', 'To price', 'Priced'],
    ['x', 'Soon and unsold', 'Begins in'],
    ['d', 'Delist asked', 'Asked'],
    ['h', 'In-hand date passed', 'In hand on'],
    ['a', 'To approve', 'Waiting'],
  ] as const) {
    await desk.keys('g', key);
    await desk.title(title);
    await desk.rows();
    await desk.sees(wait);
    await desk.page.waitForNetworkIdle({ idleTime: 300 });
    expect(await desk.inspect(`desk-${title.replaceAll(' ', '-').toLowerCase()}`, screens)).toEqual([]);
  }
  // Nobody's become mine.
  await desk.press('No owner');
  await desk.sees('Owner nobody');
  await desk.rows();
  await desk.keys('j', 'k', 'x', 'Shift+j', 'o');
  await desk.sees('Who looks after them');
  await desk.sees('2, with');
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Escape');
  const mine = await other.listings('queue=toApprove&perPage=1000');
  expect(mine.filter(({ owner }) => owner?.name === 'Ann Keller').length).toBeGreaterThanOrEqual(2);
});

test('a view is an address: saved under a name, shared with the office, opened by its link', async () => {
  await desk.go('/to-approve', 'To approve');
  await desk.rows();
  await desk.keys('f');
  await desk.type('NHL');
  await desk.keys('Enter');
  await desk.sees('League NHL');
  await desk.keys('Shift+s');
  await desk.type('Ice first');
  await desk.keys('Tab', 'Space', 'Enter');
  await desk.sees(/Ice first \d+/);
  expect(await desk.inspect('desk-saved-view', screens)).toEqual([]);
  const { body } = await other.ask<{ data: { name: string; query: string; shared: boolean }[] }>(
    'GET',
    '/office/views?page=to-approve',
  );
  expect(body.data).toContainEqual(
    expect.objectContaining({ name: 'Ice first', query: 'league=NHL', shared: true }),
  );
  await desk.go('/to-approve?waiting=24&owner=none', 'To approve');
  await desk.sees('Waiting longer than 24 hours');
  await desk.sees('Owner nobody');
  await desk.press(/^Ice first/);
  await desk.sees('League NHL');
  await desk.press('Drop this view');
  await desk.sees('Save this view');
});

test('a listing is returned with a reason and put back; a wish to delist is declined; tickets come to hand', async () => {
  await desk.go('/to-approve', 'To approve');
  await desk.rows();
  const [first] = await other.listings('queue=toApprove&sort=submittedAt&perPage=1');
  await desk.keys('j', 'k', 'b');
  await desk.sees('goes into the log and to the consignor');
  await desk.type('Which seats are they?');
  await desk.sees('1, with');
  await desk.ready();
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Escape');
  await desk.go(`/listings?state=draft&q=${first!.id}`, 'Listings');
  await desk.rows(1);
  await desk.keys('j', 'u');
  await desk.sees('Put back in the queue 1 listing');
  await desk.ready();
  await desk.keys('Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Enter');

  await desk.keys('g', 'd');
  await desk.title('Delist asked');
  const [asked] = await other.listings('queue=delistAsked&sort=delistAskedAt&perPage=1');
  await desk.rows();
  await desk.keys('j', 'k', 't');
  await desk.type('They called: it stays');
  await desk.ready();
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  await desk.keys('Escape');
  expect((await other.listings('queue=delistAsked&perPage=1000')).map(({ id }) => id)).not.toContain(
    asked!.id,
  );

  await desk.keys('g', 'h');
  await desk.title('In-hand date passed');
  await desk.rows();
  const [late] = await other.listings('queue=inHandPassed&sort=inHandOn&perPage=1');
  await desk.keys('j', 'k', 'd', 'Space');
  await desk.ready();
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  expect((await other.listing(late!.id)).inHandOn).toBeNull();
});
