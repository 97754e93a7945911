import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import { describe, expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import { brokerFile, upcomingGame, wallTime } from './office/broker.ts';
import { type Desk, widths } from './office/desk.ts';

let house: TestedHouse;
let desk: Desk;
atTheDesk({
  house: (each) => {
    house = each;
  },
  desk: (each) => {
    desk = each;
  },
});

const fileField = 'File, CSV or XLSX as your broker’s system writes it';

async function upload(path: string): Promise<void> {
  await desk.go('/imports/create', 'Upload a file');
  await desk.choose('Consignor', 'Blue Line', /Blue Line/);
  const field = await desk.field(fileField);
  await field.uploadFile(path);
  await desk.press('Look at every row');
}

function fileOf(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'holdfast-import-')), name);
  writeFileSync(path, text);
  return path;
}

describe('a broker’s file', () => {
  test('with hostile rows: a game is chosen, the good rows go in, and are taken back', async () => {
    const game = await upcomingGame(house.url);
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
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await desk.go('/imports/create', 'Upload a file');
    await desk.press('Look at every row');
    await desk.sees('Nothing was saved.');
    expect(await desk.inspect('import-create')).toEqual([]);
    await upload(file);
    await desk.title('northside.csv');
    await desk.sees('A dry run of 11 rows from Blue Line');
    await desk.sees('4 tickets, 480.00 USD if all sell');

    // Each refused row says why; the panel shows it field by field, and lots that name the same seats beside it.
    await desk.press(/^Refuse \d/);
    const refused = (await desk.rows(9)).join('\n');
    for (const words of [/negative/, /makes 2/, /formula/, /another script/, /decimal comma/, /HTML/])
      expect(refused).toMatch(words);
    await desk.press(/^All \d/);
    await desk.rows(11);
    for (let step = 0; step < 8; step++) await desk.keys('j');
    await desk.sees('Row 9 would be refused');
    await desk.sees('Same seats, two lots');
    await desk.sees('Read as');
    expect(await desk.inspect('import')).toEqual([]);

    // Whoever brought the file looks after it, until somebody else takes it.
    await desk.sees('Looked after by');
    await desk.keys('Escape', 'o');
    await desk.sees('Take it');
    await desk.go('/imports?show=waits&owner=none', 'Imports');
    await desk.sees(/northside\.csv .+ nobody/);
    expect(await desk.inspect('imports-unowned')).toEqual([]);
    await desk.press('northside.csv');
    await desk.title('northside.csv');
    await desk.keys('o');
    await desk.sees('Give it back');

    // A refused row is mended where it lies: another reason, then none; Esc leaves it as it is.
    await desk.press(/^Refuse \d/);
    await desk.rows(9);
    await desk.press(/^All \d/);
    await desk.rows(11);
    for (let step = 0; step < 7; step++) await desk.keys('j');
    await desk.sees('Row 8 would be refused');
    await desk.keys('e');
    await desk.fill('list_price', '0.50');
    expect(await desk.inspect('import-mend')).toEqual([]);
    await desk.keys('Escape');
    await desk.sees(/decimal comma/);
    await desk.keys('e');
    await desk.fill('list_price', '0.50');
    await desk.keys('Control+Enter');
    await desk.sees('The price is under 1.00');
    await desk.fill('list_price', '1204.50');
    await desk.keys('Control+Enter');
    await desk.sees('Row 8 is mended: it would become a new listing.');
    await desk.sees('6 tickets, 2,889.00 USD if all sell');
    await desk.sees(/Mended by Ann Keller/);
    expect(await desk.inspect('import-mended')).toEqual([]);
    await desk.page.reload({ waitUntil: 'networkidle2' });
    await desk.title('northside.csv');
    await desk.sees('6 tickets, 2,889.00 USD if all sell');
    // As it stood in the file: the rest of this journey counts without it.
    await desk.rows(11);
    for (let step = 0; step < 7; step++) await desk.keys('j');
    await desk.sees('Row 8 would become a new listing');
    await desk.keys('e');
    await desk.press('As it stood in the file');
    await desk.sees('4 tickets, 480.00 USD if all sell');
    await desk.keys('Escape');

    // Two rows name a game that nobody knows; one decision settles both.
    await desk.press(/^Waits for a person/);
    await desk.rows(2);
    await desk.keys('j', 'k');
    await desk.sees('2 rows of this file say the same');
    await desk.choose('Game that this row means', game.name, new RegExp(literal(game.name)));
    expect(await desk.inspect('import-choose', [widths.desk, widths.laptop])).toEqual([]);
    await desk.press('Take it for 2 rows');
    await desk.sees('8 tickets, 960.00 USD if all sell');
    await desk.page.reload({ waitUntil: 'networkidle2' });
    await desk.title('northside.csv');

    await desk.sees('Apply 4 rows');
    await desk.keys('Control+Enter');
    await desk.sees('4 rows applied.');
    await desk.keys('z');
    await desk.sees('4 listings withdrawn');
    expect(await desk.inspect('import-undo', [widths.desk, widths.laptop])).toEqual([]);
    await desk.type('The wrong season');
    await desk.keys('Control+Enter');
    await desk.sees('4 rows taken back, 0 kept.');
    expect(await desk.inspect('import-undone', [widths.desk])).toEqual([]);
    await desk.go('/audit', 'Audit log');
    await desk.sees('The wrong season');

    // The same file may come again, and a second time it is refused.
    await upload(file);
    await desk.title('northside.csv');
    await desk.sees('A dry run of 11 rows');
    await upload(file);
    await desk.sees(/The same file came as northside\.csv/);
  });

  test('that names fewer seats than the day before takes the others off sale, and undo says what it can’t', async () => {
    const game = await upcomingGame(house.url);
    const lot = { inventory_id: 'fewer-1', section: '914', row: 'A' };
    const send = async (rows: Parameters<typeof brokerFile>[1]) => {
      await upload(brokerFile(game, rows));
      await desk.title('northside.csv');
    };
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await send([{ ...lot, seats: '1-4', quantity: '4' }]);
    await desk.sees('Apply 1 row');
    await desk.keys('Control+Enter');
    await desk.sees('1 row applied.');
    await send([{ ...lot, seats: '1-2', quantity: '2', list_price: '99.50' }]);
    await desk.sees('changes 1 listing at once');
    await desk.rows(1);
    await desk.keys('j');
    await desk.sees('Row 2 would change a listing');
    await desk.sees(/seats 1–4 1–2; price \$120\.00 \$99\.50/);
    await desk.sees('Seats 3–4 leave the sale for good');
    expect(await desk.inspect('import-fewer')).toEqual([]);
    await desk.keys('Control+Enter');
    await desk.sees('1 row applied.');
    await desk.keys('z');
    await desk.field('Reason, goes into the log');
    await desk.type('They were not sold after all');
    await desk.keys('Control+Enter');
    await desk.sees('0 rows taken back, 1 kept.');
    await desk.sees(/Seats 3–4 left the sale with this file, which can't be undone/);
  });

  test('with a header that nobody knows is explained once, and known the next time', async () => {
    const game = await upcomingGame(house.url);
    const header = 'Match;When;Arena;How many;Block;Row;Seats;Ask each;Colour';
    const row = (seats: string) =>
      `${game.name};${wallTime(game)};${game.venue.name};2;912;C;${seats};95.00;red`;
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await upload(fileOf('theirs.csv', `${header}\n${row('1-2')}\n${row('3-5')}\n`));
    await desk.title('theirs.csv');
    await desk.sees('Say once what its columns mean');
    await desk.sees(/Say which column holds quantity/);
    await desk.keys('Control+Enter');
    await desk.sees(/Say which column holds quantity.+Say which column holds quantity/);
    for (const [column, meaning] of [
      ['Match', 'event_name'],
      ['When', 'event_date'],
      ['How many', 'quantity'],
      ['Block', 'section'],
      ['Ask each', 'list_price'],
    ] as const) {
      const select = await desk.field(`What ${column} means`);
      await select.select(meaning);
    }
    await desk.sees('The next file with this header is read the same way.');
    await desk.sees('912 / C / 1–2');
    expect(await desk.inspect('import-mapping')).toEqual([]);
    await desk.press('Remember this');
    await desk.sees(/as mapped by .+ on /);
    await upload(fileOf('theirs-again.csv', `${header}\n${row('7-8')}\n`));
    await desk.title('theirs-again.csv');
    await desk.sees(/as mapped by .+ on /);
  });

  test('that is none says what is wrong, and nothing was taken in', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await upload(fileOf('broken.csv', '"never closed'));
    await desk.title('broken.csv');
    await desk.sees(/can't be read as CSV/);
    expect(await desk.inspect('import-failed', [widths.desk, widths.laptop])).toEqual([]);
  });
});

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
