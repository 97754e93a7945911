/** Events of feeds that no rule could match: staff link, create or ignore them by keyboard. */
import { expect } from 'vitest';
import { runFeeds } from './admin/feeds.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

test.beforeAll(({ app }) => runFeeds(app));

const screens = [widths.desktop, widths.laptop];

/** Filters the list to one event, and moves the cursor to it. */
async function cursorTo(staff: StaffPage, words: string): Promise<void> {
  await staff.go('/matching', 'Events to match');
  await staff.rows();
  await staff.fill('Filter by event, venue or city', words);
  await staff.at(new RegExp(words));
  await staff.rows(1);
  await staff.keys('Escape', 'j');
}

test('an entry gets an owner, who is shown, finds it by the filter, and gives it back', async ({ staff }) => {
  await staff.start();
  await staff.sees('Events to match');
  await staff.keys('g', 'w');
  await staff.title('Events to match');
  await staff.rows();
  await staff.sees('Events of ours that it could be');
  expect(await staff.inspect('matching')).toEqual([]);
  await staff.sees('Looked after by');
  await staff.keys('o');
  await staff.sees('Give it back');
  await staff.go('/matching?owner=me', 'Events to match');
  await staff.rows(1);
  await staff.keys('j');
  await staff.sees('Give it back');
  expect(await staff.inspect('matching-mine', screens)).toEqual([]);
  await staff.start();
  const mine = await staff.page.locator('.queues a[href$="/matching?owner=me"]').waitHandle();
  expect(await mine.evaluate((link) => link.textContent)).toBe('1');
  await staff.click('.queues a[href$="/matching?owner=me"]');
  await staff.title('Events to match');
  await staff.rows(1);
  await staff.keys('j', 'o');
  await staff.sees('No entries match these filters.');
});

test('an entry is linked to an event of ours, after a preview', async ({ staff }) => {
  await cursorTo(staff, 'Penguins vs. Carolina');
  await staff.sees('start differs');
  await staff.keys('1');
  await staff.sees(
    /is our Carolina Hurricanes at Pittsburgh Penguins, .+ every later run knows it\. Our event stays/,
  );
  await staff.keys('t');
  await staff.sees('Our event and its listings move to');
  expect(await staff.inspect('matching-link', screens)).toEqual([]);
  await staff.keys('Control+Enter');
  await staff.sees('“Pittsburgh Penguins vs. Carolina Hurricanes” is linked.');
  await staff.sees('No entries match these filters.');
});

test('an entry becomes an event of ours, with its new venue and teams', async ({ staff }) => {
  await cursorTo(staff, 'FedExForum');
  await staff.sees('Or another one');
  await staff.keys('n');
  await staff.sees(/becomes an event of ours\. New with it: the venue FedExForum, the team/);
  expect(await staff.inspect('matching-make', screens)).toEqual([]);
  await staff.keys('Control+Enter');
  await staff.sees(/“.+” is an event of ours now\./);
});

test('an entry is ignored with a reason, and restored', async ({ staff }) => {
  await cursorTo(staff, 'Pelicans vs. Phoenix');
  await staff.sees('Or another one');
  await staff.keys('x');
  await staff.sees('is none of ours');
  await staff.keys('Control+Enter', 'Escape');
  await staff.sees('Make an event of it');
  await staff.keys('x');
  await staff.sees('Reason, goes into the log');
  await staff.type('We sell no basketball');
  expect(await staff.inspect('matching-ignore', screens)).toEqual([]);
  await staff.keys('Control+Enter');
  await staff.sees(/“.+” is ignored\./);
  await staff.go('/matching?state=ignored', 'Events to match');
  await staff.rows(1);
  await staff.keys('j');
  await staff.sees(/Ignored by Ann Keller, .+: We sell no basketball/);
  expect(await staff.inspect('matching-ignored', screens)).toEqual([]);
  await staff.keys('r');
  await staff.sees(/“.+” waits again\./);
  await staff.sees('Nothing was ignored that is still ahead.');
});
