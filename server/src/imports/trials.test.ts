/** Small files that went wrong once, from public bug reports: each is read right, asked about, or refused by line. */
import { Readable } from 'node:stream';
import { type ImportFile, importRowQuery } from '@holdfast/shared/imports';
import { beforeEach, describe, expect } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { TestAppContext } from '../../test/appContext.ts';
import { buildEvent, buildVenue } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { it } from '../../test/fixtures.ts';
import { sheetXml, trialFile, workbookOfXml } from '../../test/importFiles.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { startImport } from './actOnImport.ts';
import { applyImport } from './applyImport.ts';
import { checkImport } from './checkImport.ts';
import { correctColumn } from './correctColumn.ts';
import { correctRow } from './correctRow.ts';
import { showImport } from './importQueries.ts';
import { mapImport } from './mapImport.ts';
import { reportOf } from './report.ts';
import { listImportRows } from './rowQueries.ts';
import { showMapping } from './showMapping.ts';
import { showImportRow } from './showRow.ts';
import { spoolUpload } from './spoolUpload.ts';
import { uploadImport } from './uploadImport.ts';

let app: TestAppContext;
const principal = { by: newId('person'), requestId: null };
let consignorId: string;
let gala: string;

it.beforeAll(async ({ context }) => {
  app = context;
  const bell = await buildVenue(app, { name: 'Bell Centre' });
  const acrisure = await buildVenue(app, { name: 'Acrisure Stadium' });
  const at = async (name: string, venueId: string, startsAt: string) =>
    buildEvent(app, { name, venueId, startsAt });
  gala = await at('Ice Gala', bell, '2038-02-20T18:00:00Z');
  await at('Ice Gala', bell, '2038-02-21T00:00:00Z');
  await at('100% Live', acrisure, '2038-03-20T23:00:00Z');
  await at('St. Louis Blues at Montreal Canadiens', bell, '2038-12-07T00:00:00Z');
});
beforeEach(async () => {
  consignorId = await buildConsignor(app);
});

/** The trial with its dates in the tests' future; byte for byte otherwise. */
const later = (name: string): Buffer =>
  Buffer.from(
    trialFile(name)
      .toString('latin1')
      .replaceAll(/20(?:26|27)-(?=\d\d-\d\dT?)/g, '2038-'),
    'latin1',
  );

async function upload(
  content: Buffer | string,
  forEvent?: string,
  fileName = 'trial.csv',
): Promise<ImportFile> {
  const spooled = await spoolUpload(Readable.from([Buffer.from(content)]), Number.NaN);
  const wanted = { consignorId, fileName, ...(forEvent ? { eventId: forEvent } : {}) };
  const { id } = await inTransaction(app.db, (trx) =>
    uploadImport(trx, app.engine, wanted, spooled, principal),
  );
  await spooled.discard();
  return check(id);
}
async function check(id: string): Promise<ImportFile> {
  await checkImport(app, id);
  return inTransaction(app.db, (trx) => showImport(trx, app.engine, id));
}
async function apply(id: string): Promise<ImportFile> {
  await inTransaction(app.db, (trx) => startImport(trx, app.engine, id, principal));
  await applyImport(app, id);
  return inTransaction(app.db, (trx) => showImport(trx, app.engine, id));
}
const rowsOf = async (id: string) => (await listImportRows(app, id, importRowQuery.parse({}))).data;
const codesOf = async (id: string) =>
  (await rowsOf(id)).map(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`).join());
const map = (id: string, wanted: Parameters<typeof mapImport>[3]) =>
  inTransaction(app.db, (trx) => mapImport(trx, app.engine, id, wanted, principal));
const mapping = (id: string) => inTransaction(app.db, (trx) => showMapping(trx, id, null));

describe('a price that reads two ways', () => {
  it('is asked before anything is planned, and read as it was answered', async () => {
    const made = await upload(later('6-min.csv'));
    expect(made).toMatchObject({ state: 'toMap', counts: { read: 0 } });
    const { questions, samples, missing } = await mapping(made.id);
    expect(samples[0]?.[2]).toBe('Bell Centre Montréal');
    expect(missing).toBeNull();
    expect(questions).toEqual([
      {
        rule: 'decimalMark',
        text: 'How are the prices of this file written? 1.250 reads two ways.',
        choices: [
          { value: '.', example: '1.250', reads: '$1.25' },
          { value: ',', example: '1.250', reads: '$1,250.00' },
        ],
      },
    ]);
    await map(made.id, { decimalMark: ',' });
    const checked = await check(made.id);
    expect(checked).toMatchObject({
      state: 'checked',
      counts: { create: 1 },
      reading: { words: ['Prices are read with a decimal comma: 95,50 is $95.50.'] },
    });
    expect(await rowsOf(made.id)).toMatchObject([{ price: '1,250.00', place: '113 / ZZ / 1–2' }]);
    // The answer can be corrected until the file is applied.
    await map(made.id, { decimalMark: '.' });
    await check(made.id);
    expect(await rowsOf(made.id)).toMatchObject([{ price: '1.25' }]);
    await apply(made.id);
    await expect(map(made.id, { decimalMark: ',' })).rejects.toMatchObject({ code: 'transition_refused' });
  });

  it('is read by the other prices of its column', async () => {
    const header = 'Quantity;Section;Row;Unit List Price';
    const made = await upload(`${header}\n1;115;1;1.250\n1;115;2;95,50\n1;115;3;1,250\n`, gala);
    const rows = await rowsOf(made.id);
    expect(rows.map(({ price }) => price)).toEqual(['1,250.00', '95.50', '1,250']);
    expect(rows[2]?.problems).toMatchObject([{ code: 'ambiguous_amount' }]);
  });
});

describe('what a spreadsheet changed', () => {
  it('is refused by line, with how to send it right', async () => {
    const made = await upload(later('7-excel-min.csv'));
    expect(await codesOf(made.id)).toEqual([
      'seats spreadsheet_changed',
      'row spreadsheet_changed',
      'row spreadsheet_changed',
      'row spreadsheet_changed,barcodes spreadsheet_changed',
      'barcodes spreadsheet_changed',
      '',
      'seats repeated_seats',
      '',
      'barcodes repeated_barcode',
    ]);
    const rows = await rowsOf(made.id);
    expect(rows[0]?.problems[0]).toMatchObject({
      message: expect.stringMatching(/A spreadsheet changed this cell: .+ export the file anew\.$/),
    });
    expect(rows[5]?.place).toBe('0101 / A / 1–2');
    await apply(made.id);
    expect(await app.db('import_barcodes').where({ import_id: made.id })).toMatchObject([
      { barcode: '111222', seat: 1 },
    ]);
  });

  it('is refused in a workbook too: dates and error values in seat columns', async () => {
    const header = 'QTY,Section,Row,SeatFrom,SeatThru,Unit Cost,Unit List Price'.split(',');
    const book = workbookOfXml(
      sheetXml([
        header,
        ['2', '101', { t: 'e', v: '#NAME?' }, '1', '2', '', '95.50'],
        ['2', '101', 'B', '1', '2', '', { t: 'n', v: '86.35000000000001' }],
        ['2', '101', 'C', { t: 'd', v: '2026-01-04T00:00:00' }, '2', '', '95.50'],
      ]),
    );
    const made = await upload(book, gala, 'trial.xlsx');
    expect(await codesOf(made.id)).toEqual(['Row spreadsheet_changed', '', 'SeatFrom spreadsheet_changed']);
    expect((await rowsOf(made.id))[1]).toMatchObject({ price: '86.35', action: 'create' });
  });

  it('is corrected by what it probably said, in one row or in all that say the same', async () => {
    const row = (at: number, seats: string) => `Ice Gala,2038-02-20T13:00:00,4,850,R${at},${seats},95.50`;
    const made = await upload(
      `event_name,event_date,quantity,section,row,seats,price\n${row(1, '4-Jan')}\n${row(2, '4-Jan')}\n`,
    );
    await map(made.id, { fields: { ...(await mapping(made.id)).fields } });
    await check(made.id);
    expect((await showImportRow(app, made.id, 2)).suggestedCell).toEqual({
      column: 'seats',
      text: '1-4',
      rows: 2,
    });
    await inTransaction(app.db, (trx) =>
      correctColumn(trx, app.engine, made.id, { column: 'seats', from: '4-Jan', to: '1-4' }, principal),
    );
    expect((await check(made.id)).counts).toMatchObject({ create: 2, refuse: 0 });
    expect((await rowsOf(made.id))[1]?.corrected?.original.seats).toBe('4-Jan');
  });
});

describe('two shows of one day', () => {
  it('are told apart in CSV', async () => {
    const made = await upload(later('8-two-shows.csv'));
    expect(made.counts).toMatchObject({ create: 2, refuse: 0 });
  });

  it('are told apart in a workbook: a date of Excel keeps its minute', async () => {
    expect(await datesOf(trialFile('8-two-shows.xlsx'))).toEqual([
      '2027-02-20T13:00:00',
      '2027-02-20T19:00:00',
    ]);
    const cell = (value: string | Date) =>
      value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd hh:mm' } : { value, type: String };
    const book = await writeExcelFile([
      'inventory_id,event_name,venue_name,event_date,quantity,section,row,seats,list_price,in_hand'
        .split(',')
        .map(cell),
      ...['2038-02-20T13:00:00Z', '2038-02-20T19:00:00Z'].map((time, at) =>
        [`g${at}`, 'Ice Gala', 'Bell Centre', new Date(time), '2', '101', `A${at}`, '1-2', '95.50', 'Y'].map(
          cell,
        ),
      ),
    ]).toBuffer();
    expect((await upload(book)).counts).toMatchObject({ create: 2, refuse: 0 });
  });

  it('keep each of the minutes of a day', async () => {
    const minutes = Array.from({ length: 1_440 }, (_, minute) => String(50_000 + minute / 1_440));
    const book = workbookOfXml(sheetXml([['event_date'], ...minutes.map((v) => [{ t: 'n" s="1', v }])]), {
      'xl/styles.xml': `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    });
    const times = await datesOf(book);
    expect(times).toHaveLength(1_440);
    expect(times.slice(1).every((time) => /T\d\d:\d\d:00$/.test(time))).toBe(true);
    expect(new Set(times).size).toBe(1_440);
  });

  async function datesOf(book: Buffer): Promise<string[]> {
    const { openWorkbook, cellText } = await import('./reader/workbook.ts');
    const { rows } = await openWorkbook(book, null);
    const at = (rows[0] ?? []).indexOf('event_date');
    return rows.slice(1).map((row) => cellText(row[at] ?? null, '.'));
  }

  it('are read as the United States write them', async () => {
    const row = (at: number, date: string, price: string) =>
      `u${at},Ice Gala,Bell Centre,${date},2,102,A${at},1-2,"${price}",Y`;
    const made = await upload(
      `inventory_id,event_name,venue_name,event_date,quantity,section,row,seats,list_price,in_hand\n${row(1, '2/20/2038 1:00 PM', '$1,250.00')}\n${row(2, '2/20/2038 7:00 PM', '95.50')}\n`,
    );
    expect(made).toMatchObject({
      counts: { create: 2 },
      reading: {
        words: [
          'Prices are read with a decimal point: 1,250.50 is $1,250.50.',
          'Dates are read with the month first: 12/5/2026 is December 5.',
        ],
      },
    });
    expect((await rowsOf(made.id))[0]?.price).toBe('1,250.00');
  });
});

describe('a file that comes again', () => {
  it('as the corrected report on itself is recognized, and its own columns are left out', async () => {
    const made = await upload(later('9-one.csv'));
    expect(made.counts).toMatchObject({ create: 1, refuse: 1 });
    await apply(made.id);
    const { body } = await reportOf(app, made.id, 'csv');
    let report = '';
    for await (const chunk of body) report += chunk;
    const again = await upload(report.replace('777,B,1-3', '777,B,1-2'), undefined, 'report-trial.csv');
    expect(again).toMatchObject({
      state: 'checked',
      reportOf: { id: made.id },
      counts: { create: 1, unchanged: 1, refuse: 0 },
    });
    expect((await rowsOf(again.id)).map(({ place }) => place)).toEqual(['777 / A / 1–2', '777 / B / 1–2']);
    expect(await app.db('import_mappings').where({ created_by: principal.by, fingerprint: '' })).toEqual([]);
  });

  it('without ids changes nothing, though two lines name one section and row', async () => {
    const first = await upload(trialFile('broker-short-twice.csv'), gala);
    expect(first.counts).toMatchObject({ create: 2 });
    await apply(first.id);
    const again = await upload(`${trialFile('broker-short-twice.csv')}\n\n`, gala);
    expect(again.counts).toMatchObject({ create: 0, change: 0, unchanged: 2 });
    const repriced = await upload(
      'Quantity,Section,Row,Unit List Price\n1,115,1,97.20\n1,0115,01,56.00\n1,115,1,60.00\n',
      gala,
    );
    expect(repriced.counts).toMatchObject({ create: 1, change: 1, unchanged: 1 });
    await apply(repriced.id);
    const prices = await app.db('listings').where({ consignor_id: consignorId }).pluck('price_amount');
    expect(prices.sort()).toEqual([5_600, 6_000, 9_720]);
  });
});

describe('a place with several spellings', () => {
  it('is one place: three listings, and two duplicates', async () => {
    const made = await upload(trialFile('reserve-rows-01.csv'), gala);
    expect(await codesOf(made.id)).toEqual([
      '',
      'seats repeated_seats',
      'seats repeated_seats',
      '',
      'seats repeated_seats',
    ]);
    await apply(made.id);
    const next = await upload(
      'QTY,Section,Row,SeatFrom,SeatThru,Unit Cost,Unit List Price\n2,0801,a001,1,2,50,98.00\n1,801,A1,2,2,50,98.00\n',
      gala,
    );
    // The same seats of the same consignor are the same listing; some of them are a conflict.
    expect((await rowsOf(next.id)).map(({ action }) => action)).toEqual(['change', 'refuse']);
    const others = { consignorId: await buildConsignor(app) };
    consignorId = others.consignorId;
    const stolen = await upload(
      'QTY,Section,Row,SeatFrom,SeatThru,Unit Cost,Unit List Price\n2,0801,a001,1,2,50,97.00\n',
      gala,
    );
    expect(await codesOf(stolen.id)).toEqual(['seats same_seats']);
  });
});

describe('the bytes of a file', () => {
  it('with one stray byte stay UTF-8, and its line is named', async () => {
    const made = await upload(later('reserve-mojibake.csv'));
    expect(await codesOf(made.id)).toEqual(['', 'public_notes unreadable']);
    expect((await rowsOf(made.id))[0]?.record.public_notes).toBe('café utf8');
  });

  it('with a stray quote are read but for that line', async () => {
    const made = await upload(later('reserve-stray-quote.csv'));
    expect(await codesOf(made.id)).toEqual(['line stray_quote', '']);
    expect((await rowsOf(made.id))[0]?.problems[0]?.message).toMatch(/quote in the middle of a cell/);
    await inTransaction(app.db, (trx) =>
      correctRow(trx, app.engine, made.id, { line: 2, cells: { public_notes: '5 in pole' } }, principal),
    );
    expect((await check(made.id)).counts).toMatchObject({ create: 2 });
  });

  it('may begin with the line that names the separator', async () => {
    const made = await upload(later('reserve-sep-line.csv'));
    expect(made.counts).toMatchObject({ create: 1, refuse: 0 });
    expect((await rowsOf(made.id))[0]?.line).toBe(3);
  });

  it.each([
    ['PNG', '89504e470d0a1a0a0000', /This is a picture/],
    ['JPEG', 'ffd8ffe000104a464946', /This is a picture/],
    ['GIF', '47494638396101000100', /This is a picture/],
    ['PDF', '255044462d312e370a25', /This is a PDF/],
  ])('of a %s are refused in words', async (_name, hex, words) => {
    await expect(upload(Buffer.from(hex, 'hex'))).rejects.toMatchObject({
      code: 'file_not_recognized',
      message: expect.stringMatching(words),
    });
  });
});

describe('a workbook of several sheets', () => {
  it('names them, and another one is read when somebody chooses it', async () => {
    const made = await upload(trialFile('reserve-two-sheets.xlsx'), undefined, 'two.xlsx');
    expect(made.reading?.sheets.map(({ isHidden }) => isHidden)).toHaveLength(2);
    const [first, second] = made.reading?.sheets ?? [];
    expect(made.reading?.sheet).toBe(first?.name);
    const before = await rowsOf(made.id);
    await map(made.id, { sheet: second?.name });
    const after = await check(made.id);
    expect(after.reading?.sheet).toBe(second?.name);
    expect((await rowsOf(made.id)).map(({ record }) => record)).not.toEqual(
      before.map(({ record }) => record),
    );
    await expect(map(made.id, { sheet: 'Nothing' })).rejects.toMatchObject({ code: 'validation_failed' });
  });
});
