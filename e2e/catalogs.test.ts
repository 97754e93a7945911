/** The desk and other houses' catalogues: both are read by hand, and what nothing fits is settled by keyboard. */
import { describe, expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import { type Desk, widths } from './office/desk.ts';

let desk: Desk;
atTheDesk({
  desk: (each) => {
    desk = each;
  },
});

describe('catalogues', () => {
  test('are run by hand, both; the run says what came of it, entry by entry', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await desk.go('/matching', 'Events to match');
    await desk.sees('Nothing waits.');
    expect(await desk.inspect('matching-empty', [widths.desk])).toEqual([]);
    await desk.keys('g', 'v');
    await desk.title('Catalogues');
    await desk.sees('Nothing was read yet.');
    await desk.sees('Recorded examples');
    expect(await desk.inspect('catalogues-empty', [widths.desk, widths.laptop])).toEqual([]);
    await desk.keys('n');
    await desk.sees(/Done \d.+ events/);
    await desk.keys('j', 'n');
    await desk.sees(/Done .+Done .+Ticketmaster Discovery Done/);
    expect(await desk.inspect('catalogues')).toEqual([]);

    await desk.page.click('[aria-label="Runs"] tbody a');
    await desk.title('Ticketmaster Discovery');
    await desk.sees('events read');
    await desk.sees('To match');
    expect(await desk.inspect('catalogue-run')).toEqual([]);
    await desk.keys('Escape');
    await desk.title('Catalogues');
    await desk.press('SkyBox');
    await desk.page.waitForFunction(() => /catalogue=skybox/.test(location.hash));
    await desk.page.waitForFunction(
      () => document.querySelectorAll('[aria-label="Runs"] tbody tr').length === 1,
    );
    await desk.page.click('[aria-label="Runs"] tbody a');
    await desk.title('SkyBox');
    await desk.sees('lots read');
    expect(await desk.inspect('catalogue-run-lots', [widths.desk, widths.laptop])).toEqual([]);
    await desk.press('New lots, as they were listed');
    await desk.sees(/A dry run|rows|applied/);
  });

  test('leave entries to match: one is linked, one made, one ignored and put back, without the mouse', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await desk.sees('Events to match');
    await desk.keys('g', 'w');
    await desk.title('Events to match');
    await desk.rows();
    await desk.sees('Events of ours that it could be');
    expect(await desk.inspect('matching')).toEqual([]);

    // Whoever takes one is named on it, finds it again, and gives it back.
    await desk.sees('Looked after by');
    await desk.keys('o');
    await desk.sees('Give it back');
    await desk.go('/matching?owner=me', 'Events to match');
    await desk.rows(1);
    await desk.keys('j');
    await desk.sees('Give it back');
    expect(await desk.inspect('matching-mine', [widths.desk, widths.laptop])).toEqual([]);
    await desk.go('/', /\w+day, /);
    const mine = await desk.page.waitForSelector('.queues a[href$="/matching?owner=me"]');
    expect(await mine?.evaluate((link) => link.textContent)).toBe('1');
    await mine?.click();
    await desk.title('Events to match');
    await desk.rows(1);
    await desk.keys('j', 'o');
    await desk.sees('No entry fits these filters.');
    await desk.go('/matching', 'Events to match');
    await desk.rows();

    await narrowTo('Penguins vs. Carolina');
    await desk.keys('j');
    await desk.sees('start differs');
    await desk.keys('1');
    await desk.sees(
      /is our Carolina Hurricanes at Pittsburgh Penguins, .+ every later run knows it\. Our event stays/,
    );
    await desk.keys('t');
    await desk.sees('Our event and its listings move to');
    expect(await desk.inspect('matching-link', [widths.desk, widths.laptop])).toEqual([]);
    await desk.keys('Control+Enter');
    await desk.sees('“Pittsburgh Penguins vs. Carolina Hurricanes” is linked.');
    await desk.sees('No entry fits these filters.');

    await narrowTo('FedExForum');
    await desk.keys('j');
    await desk.sees('Or another one');
    await desk.keys('n');
    await desk.sees(/becomes an event of ours\. New with it: the venue FedExForum, the team/);
    expect(await desk.inspect('matching-make', [widths.desk, widths.laptop])).toEqual([]);
    await desk.keys('Control+Enter');
    await desk.sees(/“.+” is an event of ours now\./);

    await narrowTo('Pelicans vs. Phoenix');
    await desk.keys('j');
    await desk.sees('Or another one');
    await desk.keys('x');
    await desk.sees('is none of ours');
    await desk.keys('Control+Enter', 'Escape');
    await desk.sees('Make an event of it');
    await desk.keys('x');
    await desk.field('Reason, goes into the log');
    await desk.type('We sell no basketball');
    expect(await desk.inspect('matching-ignore', [widths.desk, widths.laptop])).toEqual([]);
    await desk.keys('Control+Enter');
    await desk.sees(/“.+” is ignored\./);
    await desk.go('/matching?state=ignored', 'Events to match');
    await desk.rows(1);
    await desk.keys('j');
    await desk.sees(/Ignored by Ann Keller, .+: We sell no basketball/);
    expect(await desk.inspect('matching-ignored', [widths.desk, widths.laptop])).toEqual([]);
    await desk.keys('r');
    await desk.sees(/“.+” waits again\./);
    await desk.sees('Nothing was ignored that is still ahead.');
  });

  test('know no such run: what failed is said, and what to do', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await desk.page.evaluate(() => {
      location.hash = '#/catalogs/runs/none';
    });
    await desk.sees('This run couldn’t be loaded.');
  });
});

/** One entry is left in the list, and the cursor above it. */
async function narrowTo(words: string): Promise<void> {
  await desk.fill('Filter by event, venue or city', words);
  await desk.page.waitForFunction(
    (wanted) => new URLSearchParams(location.hash.split('?')[1]).get('q') === wanted,
    {},
    words,
  );
  await desk.rows(1);
  await desk.keys('Escape');
}
