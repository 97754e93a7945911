import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApp } from '@holdfast/server/test/runningApp';
import { describe, expect, test } from 'vitest';
import { brokerFile, upcomingGame, wallTime } from './admin/broker.ts';
import { useStaffPage } from './admin/staffFixture.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';

let app: TestApp;
let staffPage: StaffPage;
useStaffPage({
  app: (each) => {
    app = each;
  },
  staffPage: (each) => {
    staffPage = each;
  },
});

const fileField = 'File, CSV or XLSX as your broker’s system writes it';

async function upload(path: string): Promise<void> {
  await staffPage.go('/imports/create', 'Upload a file');
  await staffPage.choose('Consignor', 'Blue Line', /Blue Line/);
  const field = await staffPage.field(fileField);
  await field.uploadFile(path);
  await staffPage.press('Check every row');
}

function fileOf(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'holdfast-import-')), name);
  writeFileSync(path, text);
  return path;
}

describe('a broker’s file', () => {
  test('with invalid rows: a game is chosen, the valid rows are applied and undone', async () => {
    const game = await upcomingGame(app.url);
    const nowhere = { event_name: 'Kraken at Nowhere', venue_name: 'Nowhere' };
    const file = brokerFile(game, [
      { section: '911' },
      { section: '911', row: 'AA', list_price: '-92.00' },
      { section: '911', quantity: '4' },
      { section: '911', row: 'N', ...nowhere },
      { section: '=HYPERLINK("http://example.com")' },
      { section: '911', row: 'X', seats: '３-４' },
      { section: '911', row: 'Y', list_price: '1.204,50' },
      { section: '911', row: 'R0', seats: '2-3' },
      { section: '911', row: "Q'); DROP TABLE x", list_price: '<b>12</b>' },
      { section: '911', row: 'M', ...nowhere },
      { section: '911' },
    ]);
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await staffPage.go('/imports/create', 'Upload a file');
    await staffPage.press('Check every row');
    await staffPage.sees('Not saved. Correct the marked fields.');
    expect(await staffPage.inspect('import-create')).toEqual([]);
    await upload(file);
    await staffPage.title('northside.csv');
    await staffPage.sees('A dry run of 11 rows from Blue Line');
    await staffPage.sees('4 tickets, 480.00 USD if all sell');

    // Each refused row has its reason; the panel shows its fields, and listings with the same seats.
    await staffPage.press(/^Refuse \d/);
    const refused = (await staffPage.rows(9)).join('\n');
    for (const words of [/negative/, /makes 2/, /formula/, /another script/, /decimal comma/, /HTML/])
      expect(refused).toMatch(words);
    await staffPage.press(/^All \d/);
    await staffPage.rows(11);
    for (let step = 0; step < 8; step++) await staffPage.keys('j');
    await staffPage.sees('Row 9 would be refused');
    await staffPage.sees('Same seats, two listings');
    await staffPage.sees('Read as');
    expect(await staffPage.inspect('import')).toEqual([]);

    // The uploader owns the import until somebody else takes it.
    await staffPage.sees('Looked after by');
    await staffPage.keys('Escape', 'o');
    await staffPage.sees('Take it');
    await staffPage.go('/imports?show=waits&owner=none', 'Imports');
    await staffPage.sees(/northside\.csv .+ nobody/);
    expect(await staffPage.inspect('imports-unowned')).toEqual([]);
    await staffPage.press('northside.csv');
    await staffPage.title('northside.csv');
    await staffPage.keys('o');
    await staffPage.sees('Give it back');

    // A refused row is corrected in place: first another problem, then none; Esc cancels.
    await staffPage.press(/^Refuse \d/);
    await staffPage.rows(9);
    await staffPage.press(/^All \d/);
    await staffPage.rows(11);
    for (let step = 0; step < 7; step++) await staffPage.keys('j');
    await staffPage.sees('Row 8 would be refused');
    await staffPage.keys('e');
    await staffPage.fill('list_price', '0.50');
    expect(await staffPage.inspect('import-mend')).toEqual([]);
    await staffPage.keys('Escape');
    await staffPage.sees(/decimal comma/);
    await staffPage.keys('e');
    await staffPage.fill('list_price', '0.50');
    await staffPage.keys('Control+Enter');
    await staffPage.sees('The price is under 1.00');
    await staffPage.fill('list_price', '1204.50');
    await staffPage.keys('Control+Enter');
    await staffPage.sees('Row 8 is corrected: it would become a new listing.');
    await staffPage.sees('6 tickets, 2,889.00 USD if all sell');
    await staffPage.sees(/Corrected by Ann Keller/);
    expect(await staffPage.inspect('import-mended')).toEqual([]);
    await staffPage.page.reload({ waitUntil: 'networkidle2' });
    await staffPage.title('northside.csv');
    await staffPage.sees('6 tickets, 2,889.00 USD if all sell');
    // Restores the file's text: the following counts are without the correction.
    await staffPage.rows(11);
    for (let step = 0; step < 7; step++) await staffPage.keys('j');
    await staffPage.sees('Row 8 would become a new listing');
    await staffPage.keys('e');
    await staffPage.press('Restore the file’s text');
    await staffPage.sees('4 tickets, 480.00 USD if all sell');
    await staffPage.keys('Escape');

    // Two rows name an unknown game; one decision applies to both.
    await staffPage.press(/^Waits for a person/);
    await staffPage.rows(2);
    await staffPage.keys('j', 'k');
    await staffPage.sees('2 rows of this file say the same');
    await staffPage.choose('Game that this row means', game.name, new RegExp(literal(game.name)));
    expect(await staffPage.inspect('import-choose', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.press('Take it for 2 rows');
    await staffPage.sees('8 tickets, 960.00 USD if all sell');
    await staffPage.page.reload({ waitUntil: 'networkidle2' });
    await staffPage.title('northside.csv');

    await staffPage.sees('Apply 4 rows');
    await staffPage.keys('Control+Enter');
    await staffPage.sees('4 rows applied.');
    await staffPage.keys('z');
    await staffPage.sees('4 listings withdrawn');
    expect(await staffPage.inspect('import-undo', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.type('The wrong season');
    await staffPage.keys('Control+Enter');
    await staffPage.sees('4 rows taken back, 0 kept.');
    expect(await staffPage.inspect('import-undone', [widths.desktop])).toEqual([]);
    await staffPage.go('/audit', 'Audit log');
    await staffPage.sees('The wrong season');

    // The same file can be uploaded again after the undo, and is refused the next time.
    await upload(file);
    await staffPage.title('northside.csv');
    await staffPage.sees('A dry run of 11 rows');
    await upload(file);
    await staffPage.sees(/The same file came as northside\.csv/);
  });

  test('with fewer seats than the day before takes the others off sale, and undo reports what it can’t restore', async () => {
    const game = await upcomingGame(app.url);
    const listing = { inventory_id: 'fewer-1', section: '914', row: 'A' };
    const send = async (rows: Parameters<typeof brokerFile>[1]) => {
      await upload(brokerFile(game, rows));
      await staffPage.title('northside.csv');
    };
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await send([{ ...listing, seats: '1-4', quantity: '4' }]);
    await staffPage.sees('Apply 1 row');
    await staffPage.keys('Control+Enter');
    await staffPage.sees('1 row applied.');
    await send([{ ...listing, seats: '1-2', quantity: '2', list_price: '99.50' }]);
    await staffPage.sees('changes 1 listing at once');
    await staffPage.rows(1);
    await staffPage.keys('j');
    await staffPage.sees('Row 2 would change a listing');
    await staffPage.sees(/seats 1–4 1–2; price \$120\.00 \$99\.50/);
    await staffPage.sees('Seats 3–4 leave the sale for good');
    expect(await staffPage.inspect('import-fewer')).toEqual([]);
    await staffPage.keys('Control+Enter');
    await staffPage.sees('1 row applied.');
    await staffPage.keys('z');
    await staffPage.field('Reason, goes into the log');
    await staffPage.type('They were not sold after all');
    await staffPage.keys('Control+Enter');
    await staffPage.sees('0 rows taken back, 1 kept.');
    await staffPage.sees(/Seats 3–4 left the sale with this file, which can't be undone/);
  });

  test('with an unknown header is mapped once, and recognized the next time', async () => {
    const game = await upcomingGame(app.url);
    const header = 'Match;When;Arena;How many;Block;Row;Seats;Ask each;Colour';
    const row = (seats: string) =>
      `${game.name};${wallTime(game)};${game.venue.name};2;912;C;${seats};95.00;red`;
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await upload(fileOf('theirs.csv', `${header}\n${row('1-2')}\n${row('3-5')}\n`));
    await staffPage.title('theirs.csv');
    await staffPage.sees('Say once what its columns mean');
    await staffPage.sees(/Say which column holds quantity/);
    await staffPage.keys('Control+Enter');
    await staffPage.sees(/Say which column holds quantity.+Say which column holds quantity/);
    for (const [column, meaning] of [
      ['Match', 'event_name'],
      ['When', 'event_date'],
      ['How many', 'quantity'],
      ['Block', 'section'],
      ['Ask each', 'list_price'],
    ] as const) {
      const select = await staffPage.field(`What ${column} means`);
      await select.select(meaning);
    }
    await staffPage.sees('The next file with this header is read the same way.');
    await staffPage.sees('912 / C / 1–2');
    expect(await staffPage.inspect('import-mapping')).toEqual([]);
    await staffPage.press('Remember this');
    await staffPage.sees(/as mapped by .+ on /);
    await upload(fileOf('theirs-again.csv', `${header}\n${row('7-8')}\n`));
    await staffPage.title('theirs-again.csv');
    await staffPage.sees(/as mapped by .+ on /);
  });

  test('that is malformed is refused with the reason, and nothing is imported', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await upload(fileOf('broken.csv', '"never closed'));
    await staffPage.title('broken.csv');
    await staffPage.sees(/can't be read as CSV/);
    expect(await staffPage.inspect('import-failed', [widths.desktop, widths.laptop])).toEqual([]);
  });
});

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
