/** A refused row is corrected where it lies, over HTTP: checked alone by the same rules, and read so ever after. */
import { randomUUID } from 'node:crypto';
import type { ImportRowDetail } from '@holdfast/shared/imports';
import { beforeEach, describe, expect } from 'vitest';
import { brokerFile, buildNamedGame, type NamedGame } from '../../test/brokerFiles.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListings } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { importClient } from '../../test/importClient.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let staff: Fan;
let fan: Fan;
let client: ReturnType<typeof importClient>;
let consignorId: string;
let game: NamedGame;

it.beforeAll(async ({ running: started }) => {
  app = started;
  staff = await signedIn(app, 'staff', 'Ann Keller');
  fan = await signedIn(app, 'fan');
  client = importClient(staff);
});
beforeEach(async () => {
  game = await buildNamedGame(app.context);
  consignorId = await buildConsignor(app.context);
});

const columns = [
  'inventory_id',
  'event_name',
  'venue_name',
  'event_date',
  'quantity',
  'section',
  'row',
  'seats',
  'list_price',
  'in_hand',
  'api_token',
] as const;
type Cells = Partial<Record<(typeof columns)[number], string>>;

const rowOf = async (id: string, line: number) =>
  (await staff.ask<ImportRowDetail>('GET', `/admin/imports/${id}/rows/${line}`)).body;
const correct = (id: string, line: number, cells: Record<string, string>, key?: string, who?: Fan) =>
  client.post<ImportRowDetail & { code: string; errors: unknown[] }>(
    `${id}/rows/${line}/correct`,
    { cells },
    key,
    who,
  );

const upload = (rows: Array<Cells | string>) =>
  client.upload(brokerFile(columns, game, rows), { consignorId });
const audits = (id: string) =>
  app.context.db('audit_entries').where({ subject: id, what: 'import.correctRow' }).orderBy('id');

describe('a row that is refused', () => {
  it('is corrected: its reason goes, its file’s text stays beside it, and it is applied', async () => {
    const id = await upload([{}, { list_price: '12O.00', api_token: 'secret' }]);
    expect((await client.show(id)).counts).toMatchObject({ create: 1, refuse: 1 });
    const before = await rowOf(id, 3);
    expect(before).toMatchObject({ action: 'refuse', corrected: null });

    // Another wrong text gives another reason.
    const still = await correct(id, 3, { list_price: '0.12' });
    expect(still).toMatchObject({ status: 200, body: { action: 'refuse', problems: [{ code: 'too_low' }] } });
    const key = randomUUID();
    const corrected = await correct(id, 3, { list_price: '120.00', quantity: '2' }, key);
    expect(corrected).toMatchObject({
      status: 200,
      body: {
        action: 'create',
        problems: [],
        price: '120.00',
        corrected: { by: 'Ann Keller', original: { list_price: '12O.00', quantity: '2', api_token: '' } },
      },
    });
    expect(corrected.body.fields.find(({ column }) => column === 'list_price')).toMatchObject({
      file: '12O.00',
      corrected: '120.00',
      readAs: '$120.00',
    });
    expect(corrected.body.fields.find(({ column }) => column === 'quantity')).toMatchObject({
      corrected: null,
    });
    // The same action again is the same answer, and nothing more; so is a reload, and a new dry run of the whole file.
    expect((await correct(id, 3, { list_price: '120.00', quantity: '2' }, key)).body).toEqual(corrected.body);
    expect(await rowOf(id, 3)).toEqual(corrected.body);
    const counted = await client.show(id);
    expect(counted).toMatchObject({
      counts: { create: 2, refuse: 0 },
      ifAllSell: [{ currency: 'USD', tickets: 4, amount: 48_000 }],
      accepts: ['apply', 'check'],
    });
    const rows = await client.rowsOf(id);
    expect(await client.checkAgain(id)).toEqual(rows);
    expect((await client.show(id)).counts).toEqual(counted.counts);
    expect((await audits(id)).map(({ before: was, after }) => [was, after])).toEqual([
      [
        { line: 3, list_price: '12O.00' },
        { line: 3, list_price: '0.12' },
      ],
      [
        { line: 3, list_price: '0.12' },
        { line: 3, list_price: '120.00' },
      ],
    ]);

    await client.apply(id);
    expect(await app.context.db('listings').where({ import_id: id })).toHaveLength(2);
    const report = (await staff.file(`/admin/imports/${id}/report`)).toString();
    expect(report).toContain('By Ann Keller: list_price 12O.00 to 120.00');
    expect(report).toMatch(/,12O\.00,Y/);
    expect(await correct(id, 3, { list_price: '130.00' })).toMatchObject({
      status: 409,
      body: { code: 'transition_refused' },
    });
  });

  it('is put back as it stood in the file', async () => {
    const id = await upload([{}, { section: '' }]);
    const before = await client.rowsOf(id);
    await correct(id, 3, { section: '102' });
    expect((await client.rowsOf(id))[1]).toMatchObject({ action: 'create' });
    const back = await correct(id, 3, {});
    expect(back.body).toMatchObject({ action: 'refuse', corrected: null });
    expect(await client.rowsOf(id)).toEqual(before);
    expect(await client.checkAgain(id)).toEqual(before);
    expect(await app.context.db('import_corrections').where({ import_id: id })).toEqual([]);
  });

  it('meets the other rows of its file as they were read, whichever stands first', async () => {
    // The second and fourth name the first one's seats and id; the third is a copy of the first.
    const id = await upload([
      { inventory_id: 'a', row: 'A', seats: '1-2' },
      { inventory_id: 'b', row: 'A', seats: '2-3' },
      { inventory_id: 'a', row: 'A', seats: '1-2' },
      { inventory_id: 'a', row: 'B', seats: '1-2' },
      { inventory_id: 'c', row: 'C', seats: '1-2', list_price: '0.50' },
    ]);
    const codes = async () =>
      (await client.rowsOf(id)).map(({ action, problems }) => problems[0]?.code ?? action);
    expect(await codes()).toEqual(['create', 'repeated_seats', 'repeated_line', 'repeated_id', 'too_low']);
    // Into seats that another row has: refused with that row's line, though it stands later in the file.
    await correct(id, 3, { row: 'D', seats: '1-2' });
    expect((await correct(id, 6, { list_price: '90.00', row: 'D' })).body.problems).toMatchObject([
      { code: 'repeated_seats', line: 3 },
    ]);
    const first = (await rowOf(id, 2)).record;
    expect((await correct(id, 6, first)).body.problems).toMatchObject([{ code: 'repeated_line', line: 2 }]);
    await correct(id, 6, { list_price: '90.00' });
    await correct(id, 5, { inventory_id: 'd' });
    await correct(id, 4, { inventory_id: 'e', row: 'E' });
    expect(await codes()).toEqual(['create', 'create', 'create', 'create', 'create']);
    const rows = await client.rowsOf(id);
    expect(await client.checkAgain(id)).toEqual(rows);
    expect((await client.show(id)).counts).toMatchObject({ create: 5, refuse: 0 });
    await client.apply(id);
    expect((await client.show(id)).counts).toMatchObject({ applied: 5, refuse: 0 });
  });

  it('lets go of what it named: rows whose reason names it are looked at with it', async () => {
    const id = await upload([
      { inventory_id: 'a', list_price: '0.50' },
      { inventory_id: 'a', row: 'B' },
    ]);
    expect((await client.rowsOf(id))[1]).toMatchObject({ problems: [{ code: 'repeated_id', line: 2 }] });
    await correct(id, 2, { inventory_id: 'z', list_price: '90.00' });
    const rows = await client.rowsOf(id);
    expect(rows.map(({ action }) => action)).toEqual(['create', 'create']);
    expect((await client.show(id)).counts).toMatchObject({ create: 2, refuse: 0 });
    expect(await client.checkAgain(id)).toEqual(rows);
  });

  it('of another number of cells than its header has a cell for each column then', async () => {
    const id = await upload([{}, `inv-9,${game.name},${game.venue},${game.local},2,101,R9,1-2,1,204.00,Y,`]);
    expect((await client.rowsOf(id))[1]).toMatchObject({ problems: [{ code: 'cell_count' }] });
    await correct(id, 3, { list_price: '1204.00', in_hand: 'Y', api_token: '' });
    const rows = await client.rowsOf(id);
    expect(rows[1]).toMatchObject({ action: 'create', price: '1,204.00' });
    expect(await client.checkAgain(id)).toEqual(rows);
    await correct(id, 3, {});
    const back = await client.rowsOf(id);
    expect(back[1]).toMatchObject({ action: 'refuse', problems: [{ code: 'cell_count' }] });
    expect(await client.checkAgain(id)).toEqual(back);
  });

  it('asks about a price far from the market, and takes a plain one', async () => {
    await buildListings(
      app.context,
      ['A', 'B', 'C'].map((row) => ({ eventId: game.eventId, section: '101', row, priceAmount: 10_000 })),
    );
    const id = await upload([{ list_price: '0.50' }]);
    expect((await correct(id, 2, { list_price: '11300.00' })).body).toMatchObject({
      action: 'refuse',
      waits: true,
      problems: [{ code: 'price_absurd' }],
    });
    expect((await client.show(id)).counts).toMatchObject({ waits: 1, refuse: 1, create: 0 });
    expect((await correct(id, 2, { list_price: '113.00' })).body).toMatchObject({
      action: 'create',
      waits: false,
    });
    expect((await client.show(id)).counts).toMatchObject({ waits: 0, refuse: 0, create: 1 });
  });

  it('needs no choice of its game any more, once that is corrected', async () => {
    const id = await upload([{ event_name: 'Nobody at Nowhere' }]);
    expect((await rowOf(id, 2)).mayChooseGame).toBe(true);
    const corrected = await correct(id, 2, { event_name: game.name });
    expect(corrected.body).toMatchObject({ action: 'create', mayChooseGame: false, waits: false });
    expect((await client.show(id)).counts).toMatchObject({ waits: 0, create: 1 });
  });
});

describe('a correction is refused', () => {
  it('for what isn’t there, isn’t refused, or is nobody’s to correct', async () => {
    const id = await upload([{}, { list_price: '0.50' }]);
    expect((await correct(id, 2, { list_price: '90.00' })).body).toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'line', code: 'no_question' }],
    });
    expect((await correct(id, 3, { price: '90.00', api_token: 'hunter2' })).body.errors).toMatchObject([
      { field: 'cells.price', code: 'unknown' },
      { field: 'cells.api_token', code: 'not_kept' },
    ]);
    expect((await correct(id, 99, {})).status).toBe(404);
    expect((await correct(id, 1.5, {})).status).toBe(404);
    expect((await correct('imp_none', 3, {})).status).toBe(404);
    expect((await correct(id, 3, {}, undefined, fan)).status).toBe(403);
    expect((await correct(id, 3, {}, undefined, new Fan(app))).status).toBe(401);
    expect((await correct(id, 3, { list_price: 'x'.repeat(2_001) })).status).toBe(422);
    // What can't be read is refused as in a file.
    expect((await correct(id, 3, { list_price: '90.00', row: 'A\uFFFD' })).body.problems).toMatchObject([
      { field: 'row', code: 'unreadable' },
    ]);
    expect(await audits(id)).toHaveLength(1);
  });

  it('never twice at once: two people correct one row, one after the other', async () => {
    const id = await upload([{ list_price: '0.50' }]);
    const answers = await Promise.all([
      correct(id, 2, { list_price: '90.00' }),
      correct(id, 2, { list_price: '91.00' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await client.show(id)).counts).toMatchObject({ create: 1, refuse: 0 });
    expect((await client.show(id)).ifAllSell[0]?.tickets).toBe(2);
    expect(await audits(id)).toHaveLength(2);
  });
});
