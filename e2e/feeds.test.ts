/** Staff and feeds: both are run by hand, and unmatched events are decided by keyboard. */
import { describe, expect, test } from 'vitest';
import { useStaffPage } from './admin/staffFixture.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';

let staffPage: StaffPage;
useStaffPage({
  staffPage: (each) => {
    staffPage = each;
  },
});

describe('feeds', () => {
  test('are both run by hand; the run lists its findings', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await staffPage.go('/matching', 'Events to match');
    await staffPage.sees('Nothing waits.');
    expect(await staffPage.inspect('matching-empty', [widths.desktop])).toEqual([]);
    await staffPage.keys('g', 'v');
    await staffPage.title('Feeds');
    await staffPage.sees('Nothing was read yet.');
    await staffPage.sees('Recorded examples');
    expect(await staffPage.inspect('feeds-empty', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.keys('n');
    await staffPage.sees(/Done \d.+ events/);
    await staffPage.keys('j', 'n');
    await staffPage.sees(/Done .+Done .+Ticketmaster Discovery Done/);
    expect(await staffPage.inspect('feeds')).toEqual([]);

    await staffPage.page.click('[aria-label="Runs"] tbody a');
    await staffPage.title('Ticketmaster Discovery');
    await staffPage.sees('events read');
    await staffPage.sees('To match');
    expect(await staffPage.inspect('feed-run')).toEqual([]);
    await staffPage.keys('Escape');
    await staffPage.title('Feeds');
    await staffPage.press('SkyBox');
    await staffPage.page.waitForFunction(() => /skybox/.test(location.hash));
    await staffPage.page.waitForFunction(
      () => document.querySelectorAll('[aria-label="Runs"] tbody tr').length === 1,
    );
    await staffPage.page.click('[aria-label="Runs"] tbody a');
    await staffPage.title('SkyBox');
    await staffPage.sees('listings read');
    expect(await staffPage.inspect('feed-run-lots', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.press('New listings, as they were listed');
    await staffPage.sees(/A dry run|rows|applied/);
  });

  test('have events to match: one is linked, one created, one ignored and restored, by keyboard', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await staffPage.sees('Events to match');
    await staffPage.keys('g', 'w');
    await staffPage.title('Events to match');
    await staffPage.rows();
    await staffPage.sees('Events of ours that it could be');
    expect(await staffPage.inspect('matching')).toEqual([]);

    // Its new owner is shown, finds it by the filter, and removes themself.
    await staffPage.sees('Looked after by');
    await staffPage.keys('o');
    await staffPage.sees('Give it back');
    await staffPage.go('/matching?owner=me', 'Events to match');
    await staffPage.rows(1);
    await staffPage.keys('j');
    await staffPage.sees('Give it back');
    expect(await staffPage.inspect('matching-mine', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.go('/', /\w+day, /);
    const mine = await staffPage.page.waitForSelector('.queues a[href$="/matching?owner=me"]');
    expect(await mine?.evaluate((link) => link.textContent)).toBe('1');
    await mine?.click();
    await staffPage.title('Events to match');
    await staffPage.rows(1);
    await staffPage.keys('j', 'o');
    await staffPage.sees('No entry fits these filters.');
    await staffPage.go('/matching', 'Events to match');
    await staffPage.rows();

    await filterTo('Penguins vs. Carolina');
    await staffPage.keys('j');
    await staffPage.sees('start differs');
    await staffPage.keys('1');
    await staffPage.sees(
      /is our Carolina Hurricanes at Pittsburgh Penguins, .+ every later run knows it\. Our event stays/,
    );
    await staffPage.keys('t');
    await staffPage.sees('Our event and its listings move to');
    expect(await staffPage.inspect('matching-link', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.keys('Control+Enter');
    await staffPage.sees('“Pittsburgh Penguins vs. Carolina Hurricanes” is linked.');
    await staffPage.sees('No entry fits these filters.');

    await filterTo('FedExForum');
    await staffPage.keys('j');
    await staffPage.sees('Or another one');
    await staffPage.keys('n');
    await staffPage.sees(/becomes an event of ours\. New with it: the venue FedExForum, the team/);
    expect(await staffPage.inspect('matching-make', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.keys('Control+Enter');
    await staffPage.sees(/“.+” is an event of ours now\./);

    await filterTo('Pelicans vs. Phoenix');
    await staffPage.keys('j');
    await staffPage.sees('Or another one');
    await staffPage.keys('x');
    await staffPage.sees('is none of ours');
    await staffPage.keys('Control+Enter', 'Escape');
    await staffPage.sees('Make an event of it');
    await staffPage.keys('x');
    await staffPage.field('Reason, goes into the log');
    await staffPage.type('We sell no basketball');
    expect(await staffPage.inspect('matching-ignore', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.keys('Control+Enter');
    await staffPage.sees(/“.+” is ignored\./);
    await staffPage.go('/matching?state=ignored', 'Events to match');
    await staffPage.rows(1);
    await staffPage.keys('j');
    await staffPage.sees(/Ignored by Ann Keller, .+: We sell no basketball/);
    expect(await staffPage.inspect('matching-ignored', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.keys('r');
    await staffPage.sees(/“.+” waits again\./);
    await staffPage.sees('Nothing was ignored that is still ahead.');
  });

  test('have no such run: the message says what failed and what to do', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await staffPage.page.evaluate(() => {
      location.hash = '#/feeds/runs/none';
    });
    await staffPage.sees('This run couldn’t be loaded.');
  });
});

/** Filters the list to one event. */
async function filterTo(words: string): Promise<void> {
  await staffPage.fill('Filter by event, venue or city', words);
  await staffPage.page.waitForFunction(
    (wanted) => new URLSearchParams(location.hash.split('?')[1]).get('q') === wanted,
    {},
    words,
  );
  await staffPage.rows(1);
  await staffPage.keys('Escape');
}
