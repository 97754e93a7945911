/** Staff work on their queues by keyboard. */
import { expect, test } from 'vitest';
import { useStaffPage } from '../admin/staffFixture.ts';
import { type StaffPage, widths } from '../admin/staffPage.ts';
import { Colleague } from './colleague.ts';

let staffPage: StaffPage;
let other: Colleague;
useStaffPage({
  as: 'staff',
  async app(each) {
    other = await Colleague.of(each);
  },
  staffPage(each) {
    staffPage = each;
  },
});

const screens = [widths.desktop, widths.laptop];

test('every queue has its own page, and an owner is chosen by keyboard', async () => {
  for (const [key, title, wait] of [
    ['q', 'To price', 'Priced'],
    ['x', 'Soon and unsold', 'Begins in'],
    ['d', 'Delist requested', 'Asked'],
    ['h', 'In-hand date passed', 'In hand on'],
    ['a', 'To approve', 'Waiting'],
  ] as const) {
    await staffPage.keys('g', key);
    await staffPage.title(title);
    await staffPage.rows();
    await staffPage.sees(wait);
    await staffPage.page.waitForNetworkIdle({ idleTime: 300 });
    expect(await staffPage.inspect(`desk-${title.replaceAll(' ', '-').toLowerCase()}`, screens)).toEqual([]);
  }
  // Listings without an owner become mine.
  await staffPage.press('No owner');
  await staffPage.sees('Owner nobody');
  await staffPage.rows();
  await staffPage.keys('j', 'k', 'x', 'Shift+j', 'o');
  await staffPage.sees('Who looks after them');
  await staffPage.sees('2, with');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('This is what happened.');
  await staffPage.keys('Escape');
  const mine = await other.listings('queue=toApprove&perPage=1000');
  expect(mine.filter(({ owner }) => owner?.name === 'Ann Keller').length).toBeGreaterThanOrEqual(2);
});

test('a view is saved under a name, shared with the back office, and opened by its link', async () => {
  await staffPage.go('/to-approve', 'To approve');
  await staffPage.rows();
  await staffPage.keys('f');
  await staffPage.type('NHL');
  await staffPage.keys('Enter');
  await staffPage.sees('League NHL');
  await staffPage.keys('Shift+s');
  await staffPage.type('Ice first');
  await staffPage.keys('Tab', 'Space', 'Enter');
  await staffPage.sees(/Ice first \d+/);
  expect(await staffPage.inspect('desk-saved-view', screens)).toEqual([]);
  const { body } = await other.ask<{ data: { name: string; query: string; shared: boolean }[] }>(
    'GET',
    '/admin/views?page=to-approve',
  );
  expect(body.data).toContainEqual(
    expect.objectContaining({ name: 'Ice first', query: 'league=NHL', shared: true }),
  );
  await staffPage.go('/to-approve?waiting=24&owner=none', 'To approve');
  await staffPage.sees('Waiting longer than 24 hours');
  await staffPage.sees('Owner nobody');
  await staffPage.press(/^Ice first/);
  await staffPage.sees('League NHL');
  await staffPage.press('Drop this view');
  await staffPage.sees('Save this view');
});

test('a listing is returned with a reason and resubmitted; a delist request is declined; tickets are in hand', async () => {
  await staffPage.go('/to-approve', 'To approve');
  await staffPage.rows();
  const [first] = await other.listings('queue=toApprove&sort=submittedAt&perPage=1');
  await staffPage.keys('j', 'k', 'b');
  await staffPage.sees('goes into the log and to the consignor');
  await staffPage.type('Which seats are they?');
  await staffPage.sees('1, with');
  await staffPage.ready();
  await staffPage.keys('Control+Enter');
  await staffPage.sees('This is what happened.');
  await staffPage.keys('Escape');
  await staffPage.go(`/listings?state=draft&q=${first!.id}`, 'Listings');
  await staffPage.rows(1);
  await staffPage.keys('j', 'u');
  await staffPage.sees('Put back in the queue 1 listing');
  await staffPage.ready();
  await staffPage.keys('Enter');
  await staffPage.sees('This is what happened.');
  await staffPage.keys('Enter');

  await staffPage.keys('g', 'd');
  await staffPage.title('Delist requested');
  const [asked] = await other.listings('queue=delistRequested&sort=delistRequestedAt&perPage=1');
  await staffPage.rows();
  await staffPage.keys('j', 'k', 't');
  await staffPage.type('They called: it stays');
  await staffPage.ready();
  await staffPage.keys('Control+Enter');
  await staffPage.sees('This is what happened.');
  await staffPage.keys('Escape');
  expect((await other.listings('queue=delistRequested&perPage=1000')).map(({ id }) => id)).not.toContain(
    asked!.id,
  );

  await staffPage.keys('g', 'h');
  await staffPage.title('In-hand date passed');
  await staffPage.rows();
  const [late] = await other.listings('queue=inHandPassed&sort=inHandOn&perPage=1');
  await staffPage.keys('j', 'k', 'd', 'Space');
  await staffPage.ready();
  await staffPage.keys('Control+Enter');
  await staffPage.sees('This is what happened.');
  expect((await other.listing(late!.id)).inHandOn).toBeNull();
});
