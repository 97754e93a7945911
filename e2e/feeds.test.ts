/** Feeds: both are run by hand, and a run lists its findings. */
import { expect } from 'vitest';
import { runFeeds } from './admin/feeds.ts';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

test('nothing was read yet: both feeds are run by hand', async ({ staff }) => {
  await staff.go('/matching', 'Events to match');
  await staff.sees('Nothing waits.');
  expect(await staff.inspect('matching-empty', [widths.desktop])).toEqual([]);
  await staff.keys('g', 'v');
  await staff.title('Feeds');
  await staff.sees('Nothing was read yet.');
  await staff.sees('Recorded examples');
  expect(await staff.inspect('feeds-empty', [widths.desktop, widths.laptop])).toEqual([]);
  await staff.keys('n');
  await staff.sees(/Done \d.+ events/);
  await staff.keys('j', 'n');
  await staff.sees(/Done .+Done .+Ticketmaster Discovery Done/);
  expect(await staff.inspect('feeds')).toEqual([]);
});

test('a run of events and one of listings list their findings', async ({ app, staff }) => {
  await runFeeds(app);
  await staff.go('/feeds?feed=ticketmaster', 'Feeds');
  await staff.click('[aria-label="Runs"] tbody a');
  await staff.title('Ticketmaster Discovery');
  await staff.sees('events read');
  await staff.sees('To match');
  expect(await staff.inspect('feed-run')).toEqual([]);
  await staff.keys('Escape');
  await staff.title('Feeds');
  await staff.press('SkyBox');
  await staff.at(/skybox/);
  await staff.shows('[aria-label="Runs"] tbody:not(:has(tr + tr))');
  await staff.click('[aria-label="Runs"] tbody a');
  await staff.title('SkyBox');
  await staff.sees('listings read');
  expect(await staff.inspect('feed-run-lots', [widths.desktop, widths.laptop])).toEqual([]);
  await staff.press('New listings, as they were listed');
  await staff.sees(/A dry run|rows|applied/);
});

test('no such run: the message says what failed and what to do', async ({ app, staff }) => {
  await staff.page.goto(`${app.url}/admin/#/feeds/runs/none`);
  await staff.sees('This run couldn’t be loaded.');
});
