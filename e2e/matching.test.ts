/** Events of feeds that no rule could match: staff link, create or ignore them by keyboard. */

import { buildFeedEntry } from '@holdfast/server/test/feedEntries';
import { expect } from 'vitest';
import { runFeeds } from './admin/feeds.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

test.beforeAll(({ app }) => runFeeds(app));

/** A choice of a question: what is asked, and the words of the choice. */
const choiceOf = (fact: string, words: string) =>
  `::-p-xpath(//fieldset[contains(legend, "${fact}")]//label[contains(., "${words}")])`;
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

test('what the feed doesn’t say is asked, and made with the event', async ({ app, staff }) => {
  await buildFeedEntry(
    app.context,
    {
      name: 'Otters vs. Gulls',
      home: 'Otters',
      away: 'Gulls',
      isGame: true,
      city: 'Erie',
      region: null,
      timeZone: null,
    },
    { feed: 'skybox' },
  );
  await cursorTo(staff, 'Otters');
  await staff.sees('Or another one');
  await staff.keys('n');
  await staff.sees('Answer what SkyBox doesn’t say: league, venue.');
  await staff.click(choiceOf('League', 'It has none'));
  await staff.click(choiceOf('Venue', 'A new venue'));
  await staff.sees('Answer what SkyBox doesn’t say: venue.');
  expect(await staff.inspect('matching-ask', screens)).toEqual([]);
  await staff.page.select('.new-inputs select:has([value="America/New_York"])', 'America/New_York');
  await staff.sees(/Gulls at Otters, .+New with it: the team Otters, the team Gulls, the venue Hall/);
  await staff.keys('Control+Enter');
  await staff.sees('“Otters vs. Gulls” is an event of ours now.');
});

test('all that is shown become events, and what they ask is answered once', async ({ staff }) => {
  await staff.go('/matching?q=Footprint', 'Events to match');
  await staff.rows(10);
  await staff.press('Decide all that is shown…');
  await staff.click(choiceOf('What becomes of them', 'Make an event of each'));
  await staff.sees('Venue of 10 entries');
  expect(await staff.inspect('matching-bulk', screens)).toEqual([]);
  await staff.press('Make 10 events');
  await staff.sees('10 events are made.');
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
