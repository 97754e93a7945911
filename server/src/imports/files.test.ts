import { Readable } from 'node:stream';
import type { ImportFile } from '@holdfast/shared/imports';
import { importRowQuery } from '@holdfast/shared/imports';
import { beforeEach, describe, expect } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { TestAppContext } from '../../test/appContext.ts';
import { buildNamedGame, type NamedGame } from '../../test/brokerFiles.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListing, buildListings } from '../../test/factories/listings.ts';
import { it } from '../../test/fixtures.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { chooseGame, confirmPrice, startImport } from './actOnImport.ts';
import { applyImport } from './applyImport.ts';
import { checkImport } from './checkImport.ts';
import { showImport } from './importQueries.ts';
import { mapImport } from './mapImport.ts';
import { reportOf } from './report.ts';
import { listImportRows } from './rowQueries.ts';
import { showMapping } from './showMapping.ts';
import { showImportRow } from './showRow.ts';
import { spoolUpload } from './spoolUpload.ts';
import { uploadImport } from './uploadImport.ts';

let app: TestAppContext;
let principal: { by: string; requestId: null };
let consignorId: string;
let game: NamedGame;
let eventId: string;

it.beforeAll(async ({ context: opened }) => {
  app = opened;
  principal = { by: newId('person'), requestId: null };
  await app.db('people').insert({
    id: principal.by,
    name: 'Ann Keller',
    email: 'ann@example.com',
    password_hash: 'none',
    roles: ['staff'],
  });
});
beforeEach(async () => {
  game = await buildNamedGame(app);
  ({ eventId } = game);
  consignorId = await buildConsignor(app);
});

const show = (id: string) => inTransaction(app.db, (trx) => showImport(trx, app.engine, id));
const rowsOf = async (id: string, query: Record<string, string> = {}) =>
  (await listImportRows(app, id, importRowQuery.parse(query))).data;

async function upload(
  content: string | Buffer,
  { fileName = 'listings.csv', forEvent }: { fileName?: string; forEvent?: string } = {},
): Promise<ImportFile> {
  const spooled = await spoolUpload(Readable.from([Buffer.from(content)]), Number.NaN);
  const wanted = { consignorId, fileName, ...(forEvent ? { eventId: forEvent } : {}) };
  const { id } = await inTransaction(app.db, (trx) =>
    uploadImport(trx, app.engine, wanted, spooled, principal),
  );
  await spooled.discard();
  await checkImport(app, id);
  return show(id);
}

const seatRange = 'QTY,Section,Row,SeatFrom,SeatThru,Unit Cost,Unit List Price';
const foreign = 'Match,When,Where,How many,Block,Line,Places,Ask each';
const foreignRow = (places: string, ask = '90.00') =>
  `${game.away} at ${game.home},${game.local},${game.venue},2,7,C,${places},${ask}`;

describe('what the bytes of a file are', () => {
  const text = () =>
    `inventory_id;event_name;event_date;quantity;section;row;seats;list_price;in_hand;public_notes\r\nä-1;${game.home};${game.local};2;101;A;1-2;50.00;Y;Überdacht\r\n`;
  it.each([
    ['UTF-8', (content: string) => Buffer.from(content)],
    ['UTF-8 with its mark', (content: string) => Buffer.from(`\uFEFF${content}`)],
    ['Windows-1252', (content: string) => Buffer.from(content, 'latin1')],
    ['UTF-16 with its mark', (content: string) => Buffer.from(`\uFEFF${content}`, 'utf16le')],
    ['UTF-16 without', (content: string) => Buffer.from(content, 'utf16le')],
    ['UTF-16 the other way', (content: string) => Buffer.from(`\uFEFF${content}`, 'utf16le').swap16()],
    ['tabs', (content: string) => Buffer.from(content.replaceAll(';', '\t'))],
  ])('is seen in %s', async (_name, encode) => {
    const made = await upload(encode(text()));
    expect(made).toMatchObject({ state: 'checked', counts: { rows: 1, create: 1 } });
    const [row] = await rowsOf(made.id);
    expect(row?.record).toMatchObject({ inventory_id: 'ä-1', public_notes: 'Überdacht' });
  });

  it('may be a workbook, with numbers and dates as Excel keeps them', async () => {
    const local = new Date(`${game.local}Z`);
    const cells = (...row: Array<string | number | Date>) =>
      row.map((value) =>
        value instanceof Date
          ? { value, type: Date, format: 'yyyy-mm-dd hh:mm:ss' }
          : typeof value === 'number'
            ? { value, type: Number }
            : { value, type: String },
      );
    const header = 'inventory_id,event_name,event_date,quantity,section,row,seats,list_price,in_hand';
    const book = await writeExcelFile([
      cells(...header.split(',')),
      cells('x-1', game.home, local, 2, 101, 'A', '1-2', 120.5, 'Y'),
      cells('x-2', game.home, local, 3, 101, 'B', '1-2', 120.5, 'Y'),
    ]).toBuffer();
    const made = await upload(book, { fileName: 'listings.xlsx' });
    expect(made).toMatchObject({ state: 'checked', counts: { create: 1, refuse: 1 } });
    const [first] = await rowsOf(made.id);
    expect(first).toMatchObject({ price: '120.50', place: '101 / A / 1–2', quantity: '2' });
  });

  it('is no workbook when it unpacks to more than it says', async () => {
    const book = await writeExcelFile([[{ value: 'a', type: String }]]).toBuffer();
    const central = book.indexOf(Buffer.from('504b0102', 'hex'));
    book.writeUInt32LE(1, central + 24);
    expect(await upload(book)).toMatchObject({ state: 'failed', failure: expect.stringMatching(/unpacks/) });
    book.writeUInt32LE(0xfffffff0, central + 24);
    expect(await upload(book)).toMatchObject({ state: 'failed', failure: expect.stringMatching(/unpacks/) });
  });
});

describe('formats without games', () => {
  it('are for the game that the upload names, and are told by their seats when they come again', async () => {
    const first = await upload(`${seatRange}\n2,117,B,9,10,40.00,54.00\n4,117,C,1,4,40,60\n`, {
      forEvent: eventId,
    });
    expect(first).toMatchObject({ state: 'checked', format: 'TDPOS', event: { id: eventId } });
    expect(first.counts).toMatchObject({ create: 2 });
    await inTransaction(app.db, (trx) => startImport(trx, app.engine, first.id, principal));
    await applyImport(app, first.id);
    const again = await upload(`${seatRange}\n2,117,B,9,10,40.00,59.00\n4,117,C,1,4,40,60\n`, {
      forEvent: eventId,
    });
    expect(again.counts).toMatchObject({ create: 0, change: 1, unchanged: 1 });
    expect((await rowsOf(again.id))[0]?.changes).toEqual([{ field: 'price', from: '$54.00', to: '$59.00' }]);
  });

  it('say so row by row where no game was named, and one decision settles an id for good', async () => {
    expect((await upload(`${seatRange}\n2,117,B,9,10,40.00,54.00\n`)).counts).toMatchObject({ refuse: 1 });
    const header = 'eventId,quantity,section,row,lowSeat,highSeat,listPrice,seatType,splitType';
    const file = `${header}\n771,2,1,A,1,2,80,CONSECUTIVE,ANY\n771,3,1,B,1,5,80,ALTERNATING,ANY\n772,2,1,A,1,2,80,,\n`;
    const made = await upload(file);
    expect(made).toMatchObject({ format: 'SkyBox inventory', counts: { refuse: 3, waits: 3 } });
    expect(await showImportRow(app, made.id, 2)).toMatchObject({ mayChooseGame: true, sameGameRows: 2 });
    await inTransaction(app.db, (trx) =>
      chooseGame(trx, app.engine, made.id, { line: 2, eventId }, principal),
    );
    await checkImport(app, made.id);
    expect((await show(made.id)).counts).toMatchObject({ create: 2, refuse: 1, waits: 1 });
    expect((await upload(`${file}771,1,1,Z,9,,80,,\n`)).counts).toMatchObject({ create: 3 });
    await expect(
      inTransaction(app.db, (trx) => chooseGame(trx, app.engine, made.id, { line: 2, eventId }, principal)),
    ).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('keep no password of another system', async () => {
    const made = await upload(
      'apiToken,ticketId,quantity,section,row,seatFrom,seatThru,price\nhunter2,t1,2,1,A,1,2,70\n',
      { forEvent: eventId },
    );
    expect(made).toMatchObject({ format: 'Vivid Seats', counts: { create: 1 } });
    expect(JSON.stringify(await rowsOf(made.id))).not.toContain('hunter2');
  });

  it('are admission to a row where seats have no numbers', async () => {
    const made = await upload('Quantity,Section,Row,Unit List Price\n6,117,B,54.00\n', { forEvent: eventId });
    await inTransaction(app.db, (trx) => startImport(trx, app.engine, made.id, principal));
    await applyImport(app, made.id);
    expect(await app.db('listings').where({ import_id: made.id })).toMatchObject([
      { kind: 'generalAdmission', ticket_type: 'Section 117, row B', available: 6 },
    ]);
  });
});

describe('a header that nobody knows', () => {
  it('is explained once, previewed while it is, and remembered with who and when', async () => {
    const made = await upload(`${foreign}\n${foreignRow('1-2')}\n${foreignRow('3-5')}\n`);
    expect(made).toMatchObject({ state: 'toMap', accepts: ['check'] });
    const proposal = await inTransaction(app.db, (trx) => showMapping(trx, made.id, null));
    expect(proposal.missing).toMatch(/quantity/);
    const fields = {
      event_name: 'Match',
      event_date: 'When',
      venue_name: 'Where',
      quantity: 'How many',
      section: 'Block',
      row: 'Line',
      seats: 'Places',
      list_price: 'Ask each',
      cost: 'No such column',
    };
    const preview = await inTransaction(app.db, (trx) => showMapping(trx, made.id, { fields }));
    expect(preview).toMatchObject({
      missing: null,
      preview: [
        { place: '7 / C / 1–2', price: '90.00', problems: [] },
        { place: '7 / C / 3-5', problems: [expect.stringMatching(/makes 3/)] },
      ],
    });
    await expect(
      inTransaction(app.db, (trx) =>
        mapImport(trx, app.engine, made.id, { fields: { quantity: 'Block' } }, principal),
      ),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    await inTransaction(app.db, (trx) => mapImport(trx, app.engine, made.id, { fields }, principal));
    await checkImport(app, made.id);
    expect(await show(made.id)).toMatchObject({
      state: 'checked',
      format: 'mapped columns',
      mapped: { by: 'Ann Keller' },
      counts: { create: 1, refuse: 1 },
    });
    // It is remembered when the file is applied, not before.
    expect(await upload(`${foreign}\n${foreignRow('13-14')}\n`)).toMatchObject({ state: 'toMap' });
    await inTransaction(app.db, (trx) => startImport(trx, app.engine, made.id, principal));
    const next = await upload(`${foreign.toUpperCase()}\n${foreignRow('11-12')}\n`);
    expect(next).toMatchObject({ state: 'checked', mapped: { by: 'Ann Keller' }, counts: { create: 1 } });
  });
});

describe('rows against the marketplace', () => {
  const line = (cells: { id?: string; section?: string; row?: string; seats?: string; price?: string }) =>
    [
      cells.id ?? 'i-1',
      game.home,
      game.local,
      2,
      cells.section ?? '5',
      cells.row ?? 'A',
      cells.seats ?? '1-2',
      cells.price ?? '100',
      'Y',
    ].join(',');
  const header = 'inventory_id,event_name,event_date,quantity,section,row,seats,list_price,in_hand';

  it('meet seats of the same consignor and of others under codes of their own, side by side', async () => {
    const own = await buildListing(app, { eventId, consignorId, section: '5', row: 'A', seats: [2, 3] });
    const theirs = await buildListing(app, { eventId, section: '5', row: 'B', seats: [1, 2] });
    const made = await upload(
      `${header}\n${line({})}\n${line({ id: 'i-2', row: 'b' })}\n${line({ id: 'i-3', row: 'C' })}\n${line({ id: 'i-3', row: 'C' })}\n${line({ id: 'i-5', row: 'C', seats: '2-3' })}\n`,
    );
    const rows = await rowsOf(made.id);
    expect(rows.map(({ problems }) => problems[0]?.code ?? null)).toEqual([
      'same_seats_own',
      'same_seats',
      null,
      'repeated_line',
      'repeated_seats',
    ]);
    expect(rows[0]?.problems[0]).toMatchObject({ listingId: own.id });
    expect(rows[3]?.problems[0]).toMatchObject({ line: 4 });
    const { sameSeats } = await showImportRow(app, made.id, 3);
    expect(sameSeats).toMatchObject([
      { line: 3, seats: [1, 2] },
      { listingId: theirs.id, seats: [1, 2], state: 'live', taken: 0 },
    ]);
    expect((await showImportRow(app, made.id, 6)).sameSeats).toMatchObject([{ line: 6 }, { line: 4 }]);
  });

  it('with a price far from the market wait until somebody says that it is meant', async () => {
    await buildListings(
      app,
      [1, 2, 3].map((n) => ({ eventId, section: '5', row: `M${n}`, priceAmount: 10_000 })),
    );
    const made = await upload(
      `${header},price_confirmed\n${line({ price: '11300' })},\n${line({ id: 'i-2', row: 'B', price: '11300' })},Y\n${line({ id: 'i-3', row: 'C', price: '299' })},\n${line({ id: 'i-4', row: 'D', price: '33' })},\n`,
    );
    const [first] = await rowsOf(made.id);
    expect(made.counts).toMatchObject({ create: 2, refuse: 2, waits: 2, prices: 2 });
    expect((await rowsOf(made.id))[3]?.problems[0]?.message).toMatch(/less than a third of the market/);
    expect(first?.problems[0]).toMatchObject({
      code: 'price_absurd',
      message: expect.stringMatching(/^The price is 113 times the market: half of section 5 costs \$100\.00/),
    });
    await inTransaction(app.db, (trx) => confirmPrice(trx, app.engine, made.id, { line: 2 }, principal));
    await checkImport(app, made.id);
    expect((await show(made.id)).counts).toMatchObject({ create: 3, refuse: 1, prices: 1 });
    await inTransaction(app.db, (trx) => confirmPrice(trx, app.engine, made.id, { all: true }, principal));
    await checkImport(app, made.id);
    expect((await show(made.id)).counts).toMatchObject({ create: 4, refuse: 0 });
    await inTransaction(app.db, (trx) => startImport(trx, app.engine, made.id, principal));
    await applyImport(app, made.id);
    expect((await show(made.id)).counts).toMatchObject({ applied: 4 });
  });

  it('are reported with their reasons, and nothing in the report can run', async () => {
    const made = await upload(`${header}\n${line({ section: '=HYPERLINK(9)', price: '-5' })}\n${line({})}\n`);
    const csv = await reportOf(app, made.id, 'csv');
    let text = '';
    for await (const chunk of csv.body) text += chunk;
    const [head, first, second] = text.split('\r\n');
    expect(csv.fileName).toBe('report-listings.csv');
    expect(head).toMatch(/^\uFEFFimport,line,outcome,undo,listing,/);
    expect(first).toMatch(/^imp_\w+,2,Refuse,.*section: section begins like a spreadsheet formula/);
    expect(first).toContain(`'=HYPERLINK`);
    expect(first).toContain(`'-5`);
    expect(second).toMatch(/^imp_\w+,3,Create,/);
    const book = await reportOf(app, made.id, 'xlsx');
    expect((book.body as Buffer).subarray(0, 2).toString()).toBe('PK');
  });
});
