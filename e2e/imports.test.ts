/** Staff import a broker's file: its rows are read, corrected, applied and undone. */
import { fileURLToPath } from 'node:url';
import type { ImportRow } from '@holdfast/shared/imports';
import { expect } from 'vitest';
import { fileOf, mixedRows, newBroker, uploadOnPage } from './admin/broker.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

const open = (staff: StaffPage, id: string) => staff.go(`/imports/${id}/show`, 'northside.csv');

/** Moves the cursor to the row that stands in this line of the file; the first line is the header. */
async function cursorToLine(staff: StaffPage, line: number): Promise<void> {
  for (let at = 1; at < line; at++) await staff.keys('j');
}

test('a file is uploaded; each refused row has its reason, its fields, and listings with the same seats', async ({
  app,
  staff,
}) => {
  const broker = await newBroker(app, 'Northside Tickets');
  await staff.go('/imports/create', 'Upload a file');
  await staff.press('Check every row');
  await staff.sees('Not saved. Correct the marked fields.');
  expect(await staff.inspect('import-create')).toEqual([]);
  await uploadOnPage(staff, broker.name, fileOf('northside.csv', broker.text(mixedRows)));
  await staff.title('northside.csv');
  await staff.sees(`A dry run of 11 rows from ${broker.name}`);
  await staff.sees('4 tickets, 480.00 USD if all sell');
  await staff.press(/^Refuse \d/);
  const refused = (await staff.rows(9)).join('\n');
  for (const words of [/negative/, /makes 2/, /formula/, /another script/, /decimal comma/, /HTML/])
    expect(refused).toMatch(words);
  await staff.press(/^All \d/);
  await staff.rows(11);
  await cursorToLine(staff, 9);
  await staff.sees('Row 9 would be refused');
  await staff.sees('Same seats, two listings');
  await staff.sees('Read as');
  expect(await staff.inspect('import')).toEqual([]);
});

test('the uploader owns the import until somebody else takes it', async ({ app, staff }) => {
  const broker = await newBroker(app, 'Harbor Resale');
  await open(staff, await broker.upload(broker.text(mixedRows)));
  await staff.sees('Looked after by');
  await staff.keys('o');
  await staff.sees('Take it');
  await staff.go('/imports?show=waits&owner=none', 'Imports');
  await staff.sees(/northside\.csv .+ nobody/);
  expect(await staff.inspect('imports-unowned')).toEqual([]);
  await staff.press('northside.csv');
  await staff.title('northside.csv');
  await staff.keys('o');
  await staff.sees('Give it back');
});

test('a refused row is corrected in place: first another problem, then none; Esc cancels', async ({
  app,
  staff,
}) => {
  const broker = await newBroker(app, 'Canal Street Seats');
  await open(staff, await broker.upload(broker.text(mixedRows)));
  await staff.rows(11);
  await cursorToLine(staff, 8);
  await staff.sees('Row 8 would be refused');
  await staff.keys('e');
  await staff.fill('list_price', '0.50');
  expect(await staff.inspect('import-correct')).toEqual([]);
  await staff.keys('Escape');
  await staff.sees(/decimal comma/);
  await staff.keys('e');
  await staff.fill('list_price', '0.50');
  await staff.keys('Control+Enter');
  await staff.sees('At least $1.00. Give the price of one ticket.');
  await staff.fill('list_price', '1204.50');
  await staff.keys('Control+Enter');
  await staff.sees('Row 8 is corrected: it would become a new listing.');
  await staff.sees('6 tickets, 2,889.00 USD if all sell');
  await staff.sees(/Corrected by Ann Keller/);
  expect(await staff.inspect('import-corrected')).toEqual([]);
  await staff.page.reload({ waitUntil: 'networkidle2' });
  await staff.title('northside.csv');
  await staff.sees('6 tickets, 2,889.00 USD if all sell');
});

test('a corrected row gets the text of the file again', async ({ app, staff }) => {
  const broker = await newBroker(app, 'Old Mill Tickets');
  const id = await broker.upload(broker.text(mixedRows));
  const cells = { list_price: '1204.50' };
  const { status } = await broker.api.post<ImportRow>(`${id}/rows/8/correct`, { cells });
  expect(status).toBe(200);
  await open(staff, id);
  await staff.sees('6 tickets, 2,889.00 USD if all sell');
  await staff.rows(11);
  await cursorToLine(staff, 8);
  await staff.sees('Row 8 would become a new listing');
  await staff.keys('e');
  await staff.press('Restore the file’s text');
  await staff.sees('4 tickets, 480.00 USD if all sell');
});

test('two rows name an unknown game: one decision applies to both', async ({ app, staff }) => {
  const broker = await newBroker(app, 'Prairie Seat Club');
  await open(staff, await broker.upload(broker.text(mixedRows)));
  await staff.press(/^Waits for a person/);
  await staff.rows(2);
  await staff.keys('j', 'k');
  await staff.sees('2 rows of this file say the same');
  await staff.choose('Game that this row means', broker.game.name, new RegExp(broker.game.name));
  expect(await staff.inspect('import-choose', [widths.desktop, widths.laptop])).toEqual([]);
  await staff.press('Choose it for 2 rows');
  await staff.sees('8 tickets, 960.00 USD if all sell');
  await staff.page.reload({ waitUntil: 'networkidle2' });
  await staff.title('northside.csv');
  await staff.sees('Apply 4 rows');
});

test('an import is applied, then undone with a reason; the same file can come again, but not twice', async ({
  app,
  staff,
}) => {
  const broker = await newBroker(app, 'Blue Heron Tickets');
  const text = broker.text(mixedRows);
  await open(staff, await broker.upload(text));
  await staff.sees('Apply 2 rows');
  await staff.keys('Control+Enter');
  await staff.sees('2 rows applied.');
  await staff.keys('z');
  await staff.sees('2 listings withdrawn');
  expect(await staff.inspect('import-undo', [widths.desktop, widths.laptop])).toEqual([]);
  await staff.type('The wrong season');
  await staff.keys('Control+Enter');
  await staff.sees('2 rows taken back, 0 kept.');
  expect(await staff.inspect('import-undone', [widths.desktop])).toEqual([]);
  await staff.go('/audit', 'Audit log');
  await staff.sees('The wrong season');

  const file = fileOf('northside.csv', text);
  await uploadOnPage(staff, broker.name, file);
  await staff.title('northside.csv');
  await staff.sees('A dry run of 11 rows');
  await uploadOnPage(staff, broker.name, file);
  await staff.sees(/The same file came as northside\.csv/);
});

test('with fewer seats than the day before takes the others off sale, and undo reports what it can’t restore', async ({
  app,
  staff,
}) => {
  const broker = await newBroker(app, 'Foundry Tickets');
  const listing = { inventory_id: 'fewer-1', section: '914', row: 'A' };
  await broker.api.apply(await broker.upload(broker.text([{ ...listing, seats: '1-4', quantity: '4' }])));
  const fewer = { ...listing, seats: '1-2', quantity: '2', list_price: '99.50' };
  await open(staff, await broker.upload(broker.text([fewer])));
  await staff.sees('changes 1 listing at once');
  await staff.rows(1);
  await staff.keys('j');
  await staff.sees('Row 2 would change a listing');
  await staff.sees(/seats 1–4 1–2; price \$120\.00 \$99\.50/);
  await staff.sees('Seats 3–4 leave the sale for good');
  expect(await staff.inspect('import-fewer')).toEqual([]);
  await staff.keys('Control+Enter');
  await staff.sees('1 row applied.');
  await staff.keys('z');
  await staff.type('They were not sold after all');
  await staff.keys('Control+Enter');
  await staff.sees('0 rows taken back, 1 kept.');
  await staff.sees(/Seats 3–4 left the sale with this file, which can't be undone/);
});

test('with an unknown header is mapped once, and recognized the next time', async ({ app, staff }) => {
  const broker = await newBroker(app, 'Lighthouse Seats');
  const { game } = broker;
  const header = 'Match;When;Arena;How many;Block;Row;Seats;Ask each;Colour';
  const row = (seats: string) => `${game.name};${game.local};${game.venue};2;912;C;${seats};95.00;red`;
  await uploadOnPage(staff, broker.name, fileOf('theirs.csv', `${header}\n${row('1-2')}\n${row('3-5')}\n`));
  await staff.title('theirs.csv');
  await staff.sees('Say once what its columns mean');
  await staff.sees(/Say which column holds quantity/);
  await staff.keys('Control+Enter');
  await staff.sees(/Say which column holds quantity.+Say which column holds quantity/);
  for (const [column, meaning] of [
    ['Match', 'event_name'],
    ['When', 'event_date'],
    ['How many', 'quantity'],
    ['Block', 'section'],
    ['Ask each', 'list_price'],
  ] as const)
    await staff.fill(`What ${column} means`, meaning);
  await staff.sees('its columns are remembered for the next file with this header');
  await staff.sees('912 / C / 1–2');
  expect(await staff.inspect('import-mapping')).toEqual([]);
  await staff.press('Check every row');
  await staff.sees(/as mapped by .+ on /);
  // The columns can be changed until the file is applied, and are remembered then.
  await staff.keys('r');
  await staff.sees('Leave it as it is');
  expect(await staff.inspect('import-reading')).toEqual([]);
  await staff.keys('Escape');
  await staff.sees('Apply 1 row');
  await staff.keys('Control+Enter');
  await staff.sees('1 row applied.');
  await uploadOnPage(staff, broker.name, fileOf('theirs-again.csv', `${header}\n${row('7-8')}\n`));
  await staff.title('theirs-again.csv');
  await staff.sees(/as mapped by .+ on /);
});

test('prices that read two ways are asked with one key, and a suggestion is taken with one', async ({
  app,
  staff,
}) => {
  const broker = await newBroker(app, 'Quarry Tickets');
  const { game } = broker;
  const header = 'inventory_id;event_name;event_date;quantity;section;row;seats;list_price;in_hand';
  const row = (at: number, seats: string) =>
    `two-${at};${game.name};${game.local};2;913;R${at};${seats};1.250;Y`;
  const text = `${header}\n${row(1, '1-2')}\n${row(2, '2-Jan')}\n${row(3, '2-Jan')}\n`;
  await uploadOnPage(staff, broker.name, fileOf('two-ways.csv', text));
  await staff.title('two-ways.csv');
  await staff.sees('How are the prices of this file written? 1.250 reads two ways.');
  await staff.sees(/1\.250 is \$1\.25 1/);
  await staff.keys('Control+Enter');
  await staff.sees('Answer the question first.');
  expect(await staff.inspect('import-question')).toEqual([]);
  await staff.keys('2');
  await staff.sees('Prices are read with a decimal comma: 95,50 is $95.50.');
  await staff.sees('1,250.00');
  await staff.keys('Control+Enter');
  await staff.sees('A dry run of 3 rows');
  await staff.sees('Prices are read with a decimal comma: 95,50 is $95.50.');

  // A spreadsheet made dates of the seats of two rows.
  await staff.rows(3);
  await staff.keys('j', 'j');
  await staff.sees('Row 3 would be refused');
  await staff.sees(/A spreadsheet changed this cell/);
  await staff.sees('seats: 1-2 instead of 2-Jan, in 2 rows');
  expect(await staff.inspect('import-suggestion')).toEqual([]);
  await staff.keys('y');
  await staff.sees('Apply 3 rows');
});

test('of a workbook of several sheets they are named, and another one is read instead', async ({
  app,
  staff,
}) => {
  const { name } = await newBroker(app, 'Belfry Tickets');
  const trial = new URL('../shared/src/imports/trials/reserve-two-sheets.xlsx', import.meta.url);
  await uploadOnPage(staff, name, fileURLToPath(trial));
  await staff.title('reserve-two-sheets.xlsx');
  await staff.sees('Sheet “Sheet” is read. Not read: “Second”.');
  // The sheet is named while the file is still being checked; how it is read is changed afterwards.
  await staff.sees('Change how it is read');
  await staff.keys('r');
  await staff.sees('This workbook has 2 sheets. One of them is read.');
  expect(await staff.inspect('import-sheets')).toEqual([]);
  await staff.press('Second');
  await staff.sees('Sheet “Second” is read. Not read: “Sheet”.');
});

test('that is malformed is refused with the reason, and nothing is imported', async ({ app, staff }) => {
  const { name } = await newBroker(app, 'Gatehouse Tickets');
  await uploadOnPage(staff, name, fileOf('broken.csv', '"never closed'));
  await staff.title('broken.csv');
  await staff.sees(/can't be read as CSV/);
  await staff.sees('Nothing was saved.');
  expect(await staff.inspect('import-failed', [widths.desktop, widths.laptop])).toEqual([]);
});
