import { Readable } from 'node:stream';
import { importRowQuery } from '@holdfast/shared/imports';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { beforeEach, describe, expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { brokerFile, buildNamedGame, type NamedGame } from '../../test/brokerFiles.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { it } from '../../test/fixtures.ts';
import { type Engine, messageTo, replay } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { recheckImport, startImport, undoImport } from './actOnImport.ts';
import { applyImport, applyNextRows } from './applyImport.ts';
import { checkImport, checkNextRows } from './checkImport.ts';
import { showImport } from './importQueries.ts';
import { previewUndo } from './previewUndo.ts';
import { listImportRows } from './rowQueries.ts';
import { spoolUpload } from './spoolUpload.ts';
import { undoImportRows, undoNextRows } from './undoImport.ts';
import { uploadImport } from './uploadImport.ts';

const principal = { by: newId('person'), requestId: null };

let app: TestAppContext;
let consignorId: string;
/** The game's own names, so that games of different tests on one day are not taken for each other. */
let game: NamedGame;
let eventId: string;

it.beforeAll(({ context: opened }) => {
  app = opened;
});
beforeEach(async () => {
  game = await buildNamedGame(app);
  ({ eventId } = game);
  consignorId = await buildConsignor(app);
});

const columns = [...SYNC_COLUMNS, 'currency'] as const;
type Cells = Partial<Record<(typeof columns)[number], string>>;

const fileOf = (rows: Cells[]) => brokerFile(columns, game, rows);

interface UploadOptions {
  of?: string;
  eventId?: string;
}

async function send(content: string | Buffer, { of = consignorId, eventId }: UploadOptions = {}) {
  const spooled = await spoolUpload(Readable.from([Buffer.from(content)]), Number.NaN);
  try {
    return await inTransaction(app.db, (trx) =>
      uploadImport(
        trx,
        app.engine,
        { consignorId: of, fileName: 'listings.csv', ...(eventId ? { eventId } : {}) },
        spooled,
        principal,
      ),
    );
  } finally {
    await spooled.discard();
  }
}
async function upload(content: string | Buffer, options?: UploadOptions) {
  const { id } = await send(content, options);
  await checkImport(app, id);
  return show(id);
}
const rowsOf = async (importId: string) =>
  (await listImportRows(app, importId, importRowQuery.parse({}))).data;
const start = (id: string) => inTransaction(app.db, (trx) => startImport(trx, app.engine, id, principal));
const show = (id: string) => inTransaction(app.db, (trx) => showImport(trx, app.engine, id));

async function taken(content: string) {
  const { id } = await upload(content);
  await start(id);
  await applyImport(app, id);
  return id;
}

describe('the dry run of a broker’s file', () => {
  it('says what each line would do, and makes no listing', async () => {
    const made = await upload(fileOf([{}, { event_name: `${game.away} vs. ${game.home} (NFL Week 12)` }]));
    expect(made).toMatchObject({ state: 'checked', format: 'broker sync', accepts: ['apply', 'check'] });
    expect(made.counts).toEqual({
      rows: 2,
      read: 2,
      create: 2,
      change: 0,
      unchanged: 0,
      refuse: 0,
      waits: 0,
      prices: 0,
      applied: 0,
      undone: 0,
      kept: 0,
    });
    expect(made.ifAllSell).toEqual([{ currency: 'USD', tickets: 4, amount: 48_000 }]);
    const [first] = await rowsOf(made.id);
    expect(first).toMatchObject({ line: 2, action: 'create', problems: [], listingId: null });
    expect(first?.label).toMatch(/ at .* 101 \/ R0 \/ 1–2$/);
    expect(await app.db('listings').where({ consignor_id: consignorId })).toEqual([]);
  });

  it('refuses the same file twice, and says which import has it', async () => {
    const content = fileOf([{}]);
    const { id } = await upload(content);
    await expect(upload(content)).rejects.toMatchObject({ code: 'same_file', members: { importId: id } });
    await expect(upload(content, { of: await buildConsignor(app) })).resolves.toMatchObject({
      state: 'checked',
    });
  });

  it('names every problem of hostile lines, field by field, and keeps the good ones', async () => {
    const { id, counts } = await upload(
      fileOf([
        {},
        { list_price: '-5', quantity: 'two', seats: '=1+1' },
        { event_name: '<b>Chiefs</b>', row: 'x\u0000y' },
        { seats: 'A1,A2' },
        { seats: '2,4' },
        { list_price: '0.50' },
        { currency: 'EUR' },
        { event_date: `${game.local}Z` },
        { section: 'x\uFFFD' },
        { event_name: `${game.away} at ${game.home} parking pass` },
      ]),
    );
    const rows = await rowsOf(id);
    expect(counts).toMatchObject({ rows: 10, create: 1, refuse: 9 });
    expect(rows.map(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`))).toEqual([
      [],
      ['quantity not_a_count', 'seats not_seats', 'list_price negative'],
      ['row unreadable'],
      ['seats seats_not_numbers'],
      ['seats alternate_seats'],
      ['list_price too_low'],
      ['currency currency_differs'],
      ['event_date zone_given'],
      ['section unreadable'],
      ['event_name event_unknown'],
    ]);
  });

  it('finds no game where none or several could be meant, and says why', async () => {
    const day = game.local.slice(0, 10);
    const { id } = await upload(
      fileOf([
        { event_date: '2031-01-01T19:00:00' },
        { venue_name: 'Wembley' },
        { event_name: '', venue_name: '' },
        { event_date: `${day}T${game.local.startsWith('0', 11) ? '23' : '01'}:00:00` },
        { venue_name: '', event_name: game.home },
      ]),
    );
    const rows = await rowsOf(id);
    expect(rows.map(({ problems }) => problems[0]?.code ?? null)).toEqual([
      'event_unknown',
      'venue_differs',
      'required',
      'time_differs',
      null,
    ]);
    expect(rows[1]?.problems[0]?.message).toContain(game.venue);
  });

  it('refuses what names the same listing or seats twice, naming the first line', async () => {
    const { id } = await upload(
      fileOf([
        {},
        { inventory_id: 'inv-0', row: 'Z' },
        { row: 'r0', seats: '2-3' },
        { row: 'R0', seats: '3-4' },
      ]),
    );
    const rows = await rowsOf(id);
    expect(rows.map(({ action }) => action)).toEqual(['create', 'refuse', 'refuse', 'create']);
    expect(rows[1]?.problems[0]).toMatchObject({
      code: 'repeated_id',
      message: expect.stringMatching(/^Line 2 /),
    });
    expect(rows[2]?.problems[0]).toMatchObject({
      code: 'repeated_seats',
      message: expect.stringMatching(/^Line 2 /),
    });
  });

  it('refuses seats that are in the marketplace, naming the listing', async () => {
    const listing = await buildListing(app, { eventId, section: '101', row: 'R0', seats: [2, 3] });
    const { id } = await upload(fileOf([{}]));
    const [row] = await rowsOf(id);
    expect(row).toMatchObject({ action: 'refuse', problems: [{ field: 'seats', code: 'same_seats' }] });
    expect(row?.problems[0]?.message).toMatch(/Seat 2 is listed already: .* 101 \/ R0 \/ 2–3/);
    expect(listing.eventId).toBe(eventId);
  });

  it('fails on files that are none, and says why', async () => {
    const failures = [];
    for (const content of [
      '"never closed',
      '\u0000\u0000',
      SYNC_COLUMNS.join(','),
      `${fileOf([{}])}"${'x'.repeat(30_000)}`,
      'PK\u0003\u0004 no workbook',
    ]) {
      const made = await upload(content);
      expect(made.state).toBe('failed');
      failures.push(made.failure);
    }
    expect(failures).toEqual([
      expect.stringMatching(/can't be read as CSV/),
      expect.stringMatching(/one line only/),
      expect.stringMatching(/no lines below it/),
      expect.stringMatching(/^Line 3 is longer than 20,000 characters/),
      expect.stringMatching(/damaged/),
    ]);
    await expect(send('')).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(send(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({
      code: 'file_not_recognized',
    });
  });
});

describe('applying a file', () => {
  it('puts submitted listings with their tickets into the queue', async () => {
    const id = await taken(fileOf([{}, { section: 'GA', row: '', seats: '', quantity: '40' }]));
    expect(await show(id)).toMatchObject({
      state: 'done',
      counts: { create: 2, applied: 2 },
      accepts: ['undo'],
    });
    const listings = await app.db('listings').where({ import_id: id }).orderBy('external_id');
    expect(listings).toMatchObject([
      { external_id: 'inv-0', state: 'submitted', seats: [1, 2], available: 2, price_amount: 12_000 },
      { external_id: 'inv-1', state: 'submitted', kind: 'generalAdmission', available: 40 },
    ]);
    expect(await app.db('tickets').where({ listing_id: listings[0].id })).toHaveLength(2);
    expect((await rowsOf(id)).map(({ listingId }) => listingId)).toEqual(listings.map((each) => each.id));
  });

  it('changes what a later file says otherwise, and leaves the rest', async () => {
    await taken(fileOf([{}, {}, {}]));
    const later = await upload(
      fileOf([{ list_price: '99.50', split_type: 'NEVERLEAVEONE' }, {}, { seats: '1-3', quantity: '3' }]),
    );
    expect(later.counts).toMatchObject({ create: 0, change: 1, unchanged: 1, refuse: 1 });
    const rows = await rowsOf(later.id);
    expect(rows[0]?.changes).toEqual([
      { field: 'price', from: '$120.00', to: '$99.50' },
      { field: 'splitRule', from: 'any number', to: 'never leave one' },
    ]);
    expect(rows[2]?.problems[0]?.code).toBe('seats_changed');
    await start(later.id);
    await applyImport(app, later.id);
    const listing = await app.db('listings').where({ id: rows[0]?.listingId }).first();
    // The price and the terms are a transition each, so that whoever saw it before sees that it changed.
    expect(listing).toMatchObject({ price_amount: 9_950, split_rule: 'neverLeaveOne', version: 4 });
  });

  it('looks at each line again: what the marketplace took meanwhile is refused then', async () => {
    const { id } = await upload(fileOf([{}, {}]));
    await buildListing(app, { eventId, section: '101', row: 'R1', seats: [1] });
    await start(id);
    await applyImport(app, id);
    expect(await show(id)).toMatchObject({ state: 'done', counts: { create: 1, refuse: 1, applied: 1 } });
    expect((await rowsOf(id))[1]?.problems[0]?.code).toBe('same_seats');
  });

  it('takes in one listing once, though two files that name it are applied together', async () => {
    const files = [await upload(fileOf([{}, {}])), await upload(fileOf([{}, {}, {}]))];
    for (const { id } of files) await start(id);
    await Promise.all(files.map(({ id }) => applyImport(app, id)));
    for (const { id } of files) expect(await show(id)).toMatchObject({ state: 'done' });
    expect(await app.db('listings').where({ consignor_id: consignorId })).toHaveLength(3);
  });

  it('goes on after a crash in the middle, and repeats nothing', async () => {
    const { id } = await upload(fileOf(Array.from({ length: 7 }, () => ({}))));
    await start(id);
    expect(await applyNextRows(app, id, 3)).toBe(true);
    let records = 0;
    const dying = {
      ...app,
      engine: {
        ...app.engine,
        async recordCreated(...args: Parameters<typeof app.engine.recordCreated>) {
          await app.engine.recordCreated(...args);
          records += 1;
          throw new Error('the power went out');
        },
      },
    };
    await expect(applyNextRows(dying, id, 3)).rejects.toThrow('the power went out');
    expect(records).toBe(1);
    expect(await app.db('listings').where({ import_id: id })).toHaveLength(3);
    // The job comes again, and by a mistake twice at the same time.
    await Promise.all([applyImport(app, id), applyImport(app, id)]);
    await applyImport(app, id);
    expect(await app.db('listings').where({ import_id: id })).toHaveLength(7);
    expect(await show(id)).toMatchObject({ state: 'done', counts: { applied: 7 } });
    const log = await app.db('transitions').where({ actor_id: id }).orderBy('version');
    const [stored] = await app.db('imports').where({ id });
    expect(replay(app.engine.definitionOf(id), log).snapshot).toEqual(stored.snapshot);
  });

  it('is refused when it is under way or there is nothing to do', async () => {
    const { id } = await upload(fileOf([{}]));
    await start(id);
    await expect(start(id)).rejects.toMatchObject({ code: 'transition_refused' });
    const nothing = await upload(fileOf([{ list_price: 'dear' }]));
    expect(nothing.accepts).not.toContain('apply');
    await expect(start(nothing.id)).rejects.toMatchObject({ code: 'transition_refused' });
    await expect(start(newId('import'))).rejects.toMatchObject({ code: 'not_found' });
  });
});

/** An app whose engine fails after applying messages, before the commit. */
function dying(): TestAppContext {
  return {
    ...app,
    engine: {
      ...app.engine,
      apply: (async (...args) => {
        await app.engine.apply(...args);
        throw new Error('the power went out');
      }) as Engine['apply'],
    },
  };
}

async function replays(id: string): Promise<void> {
  const log = await app.db('transitions').where({ actor_id: id }).orderBy('version');
  const [stored] = await app.db('imports').where({ id });
  expect(replay(app.engine.definitionOf(id), log).snapshot).toEqual(stored.snapshot);
}

describe('a dry run that is broken off', () => {
  it('goes on at every border between chunks, with the same outcome as in one go', async () => {
    const rows: Cells[] = [
      {},
      { row: 'Z' },
      {},
      { row: 'Z', seats: '2-3' },
      { inventory_id: 'inv-0' },
      {},
      {},
    ];
    const content = fileOf(rows);
    const whole = await upload(content, { of: await buildConsignor(app) });
    const outcomes = (all: Awaited<ReturnType<typeof rowsOf>>) =>
      all.map(({ line, action, problems }) => [line, action, problems.map(({ code }) => code)]);
    const { id } = await send(content);
    for (let border = 1; border <= 3; border++) {
      expect(await checkNextRows(app, id, 1, 2)).toBe(true);
      expect((await show(id)).counts.read).toBe(border * 2);
    }
    await expect(checkImport(dying(), id)).rejects.toThrow('the power went out');
    expect(await show(id)).toMatchObject({ state: 'checking', counts: { read: 7 } });
    await Promise.all([checkImport(app, id), checkImport(app, id)]);
    const made = await show(id);
    expect(made).toMatchObject({ state: 'checked', counts: whole.counts, ifAllSell: whole.ifAllSell });
    expect(outcomes(await rowsOf(id))).toEqual(outcomes(await rowsOf(whole.id)));
    await replays(id);
  });

  it('is made again from the first row when somebody asks', async () => {
    const { id } = await upload(fileOf([{}, {}]));
    await buildListing(app, { eventId, section: '101', row: 'R1', seats: [1] });
    await inTransaction(app.db, (trx) => recheckImport(trx, app.engine, id, principal));
    expect(await show(id)).toMatchObject({ state: 'checking', counts: { read: 0 } });
    await checkImport(app, id);
    expect((await show(id)).counts).toMatchObject({ create: 1, refuse: 1 });
  });
});

describe('undoing a file', () => {
  const regret = (id: string) =>
    inTransaction(app.db, (trx) => undoImport(trx, app.engine, id, 'The wrong season', principal));

  it('withdraws what it made and restores what it changed; held or changed since stays, by name', async () => {
    const first = await taken(fileOf([{}, {}, {}]));
    const second = await taken(fileOf([{ list_price: '99.50', public_notes: 'Aisle' }, {}, {}, {}, {}, {}]));
    const listings = await app.db('listings').where({ import_id: second }).orderBy('external_id');
    const [made, held, repriced] = listings;
    await inTransaction(app.db, (trx) =>
      app.engine.apply(
        trx,
        [held, made].map(({ id }) => messageTo(listingMachine, id, { type: 'approve' }, { by: 'system' })),
      ),
    );
    await buildHold(app, [{ listingId: held.id, quantity: 1 }]);
    await inTransaction(app.db, (trx) =>
      app.engine.apply(trx, [
        messageTo(listingMachine, repriced.id, { type: 'reprice', priceAmount: 7_700 }, { by: principal.by }),
      ]),
    );
    const preview = () => inTransaction(app.db, (trx) => previewUndo(trx, second));
    expect(await preview()).toEqual({
      withdrawn: 1,
      restored: 1,
      stays: 2,
      reasons: [
        { line: expect.any(Number), reason: '1 ticket is held by a fan. It stays.' },
        { line: expect.any(Number), reason: expect.stringContaining('price is now $77.00') },
      ],
    });
    expect(await regret(second)).toMatchObject({ state: 'undoing' });
    await undoImportRows(app, second);
    expect(await preview()).toMatchObject({ withdrawn: 0, restored: 0 });
    expect(await show(second)).toMatchObject({
      state: 'undone',
      accepts: [],
      counts: { applied: 4, undone: 2, kept: 2 },
    });
    const rows = await rowsOf(second);
    expect(rows.map(({ undo, problems }) => [undo, problems[0]?.code ?? null])).toEqual([
      ['undone', null],
      [null, null],
      [null, null],
      ['undone', null],
      ['kept', 'held_now'],
      ['kept', 'changed_since'],
    ]);
    expect(rows[5]?.problems[0]?.message).toMatch(/price is now \$77\.00/);
    const old = await app.db('listings').where({ import_id: first, external_id: 'inv-0' }).first();
    expect(old).toMatchObject({ price_amount: 12_000, disclosure: null, state: 'submitted' });
    expect((await app.db('listings').where({ id: made.id }).first()).state).toBe('withdrawn');
    expect((await app.db('listings').where({ id: held.id }).first()).state).toBe('live');
    const said = await app.db('audit_entries').where({ subject: second, what: 'import.undo' }).first();
    expect(said).toMatchObject({ reason: 'The wrong season', by: principal.by });
    expect(await app.db('audit_entries').where({ what: 'listing.importUndo', by: second })).toHaveLength(2);
    await replays(second);
  });

  it('goes on after a crash at every border, and repeats nothing', async () => {
    const content = fileOf(Array.from({ length: 7 }, () => ({})));
    const id = await taken(content);
    await regret(id);
    for (let border = 1; border <= 3; border++) {
      await expect(undoNextRows(dying(), id, 2)).rejects.toThrow('the power went out');
      expect((await show(id)).counts.undone).toBe((border - 1) * 2);
      expect(await undoNextRows(app, id, 2)).toBe(true);
      expect((await show(id)).counts.undone).toBe(border * 2);
    }
    await Promise.all([undoImportRows(app, id), undoImportRows(app, id)]);
    expect(await show(id)).toMatchObject({ state: 'undone', counts: { undone: 7, kept: 0 } });
    await replays(id);
    // The same file may come again once it is undone.
    expect(await upload(content)).toMatchObject({ state: 'checked', counts: { create: 7 } });
  });

  it('is refused before it was applied, where nothing was, and twice', async () => {
    const { id } = await upload(fileOf([{}]));
    await expect(regret(id)).rejects.toMatchObject({ code: 'transition_refused' });
    await start(id);
    await applyImport(app, id);
    await regret(id);
    await expect(regret(id)).rejects.toMatchObject({ code: 'transition_refused' });
  });
});
