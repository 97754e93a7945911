/** A broker sends the same listings again with fewer seats: what leaves the sale, what may not, and what Undo says of it. */

import { randomUUID } from 'node:crypto';
import type { ImportRow } from '@holdfast/shared/imports';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { beforeEach, describe, expect } from 'vitest';
import { brokerFile, buildNamedGame, type NamedGame } from '../../test/brokerFiles.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { importClient } from '../../test/importClient.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let app: TestApp;
let staff: Fan;
let client: ReturnType<typeof importClient>;
let consignorId: string;
let game: NamedGame;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  staff = await signedIn(app, 'staff');
  client = importClient(staff);
});
beforeEach(async () => {
  game = await buildNamedGame(app.context);
  consignorId = await buildConsignor(app.context);
});

interface Lot {
  id?: string;
  row?: string;
  /** Empty: general admission. */
  seats: string;
  quantity: number;
  price?: string;
  split?: string;
}
async function look(offered: Lot[]): Promise<{ id: string; rows: ImportRow[] }> {
  const rows = offered.map(({ id = 'lot', row = 'R', seats, quantity, price = '120.00', split = 'ANY' }) => ({
    inventory_id: id,
    quantity: String(quantity),
    section: seats ? '101' : 'GA',
    row: seats ? row : '',
    seats,
    list_price: price,
    split_type: split.startsWith('CUSTOM') ? 'CUSTOM' : split,
    custom_split: split.replace(/^[A-Z]+ ?/, ''),
    // Nothing is refused for coming twice: each day's file has comments of its own.
    internal_notes: randomUUID(),
  }));
  const id = await client.upload(brokerFile(SYNC_COLUMNS, game, rows), { consignorId });
  return { id, rows: await client.rowsOf(id) };
}
/** Takes listings in and puts them on sale. @returns their listings, in the order of the lines */
async function onSale(offered: Lot[]): Promise<string[]> {
  const { id } = await look(offered);
  const ids = (await client.apply(id)).map(({ listingId }) => listingId as string);
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(
      trx,
      [...ids].sort().map((each) => messageTo(listingMachine, each, { type: 'approve' }, { by: 'system' })),
    ),
  );
  return ids;
}
const ticketsOf = async (listingId: string) =>
  (await app.context.db('tickets').where({ listing_id: listingId }).orderBy('seat'))
    .map(({ seat, state }) => `${seat} ${state}`)
    .join(', ');
const listingOf = (id: string) => app.context.db('listings').where({ id }).first();
const time = /[A-Z][a-z]{2} \d{1,2}, \d\d:\d\d ET/;

describe('fewer seats of a known listing', () => {
  it('are a change, field by field, and leave by the action that takes seats back', async () => {
    const [listing = ''] = await onSale([{ seats: '1-4', quantity: 4 }]);
    const { id, rows } = await look([{ seats: '1-2', quantity: 2, price: '99.50' }]);
    expect(rows[0]).toMatchObject({
      action: 'change',
      changes: [
        { field: 'seats', from: '1–4', to: '1–2' },
        { field: 'price', from: '$120.00', to: '$99.50' },
      ],
      note: "Seats 3–4 leave the sale for good: undoing the file doesn't bring them back.",
    });
    const detail = await staff.ask<{ fields: Array<{ column: string; from: string; to: string }> }>(
      'GET',
      `/admin/imports/${id}/rows/2`,
    );
    expect(detail.body.fields.find(({ column }) => column === 'seats')).toMatchObject({
      from: '1–4',
      to: '1–2',
    });
    await client.apply(id);
    expect(await ticketsOf(listing)).toBe('1 free, 2 free, 3 withdrawn, 4 withdrawn');
    expect(await listingOf(listing)).toMatchObject({
      state: 'live',
      price_amount: 9_950,
      available: 2,
      withdrawn: 2,
    });
    const audits = await app.context.db('audit_entries').where({ subject: listing, by: id }).orderBy('id');
    expect(audits.map(({ what }) => what)).toEqual(['listing.takeBack', 'listing.import']);
    expect(audits[0]).toMatchObject({
      reason: "Line 2 of a broker's file no longer names them",
      after: { leftAtOnce: [3, 4], quantity: 2 },
    });
    expect(audits[1]).toMatchObject({ before: { seats: '1–4' }, after: { seats: '1–2' } });

    // The next day's file says the same, and then the old seats: they may come as a listing of their own.
    expect((await look([{ seats: '1-2', quantity: 2, price: '99.50' }])).rows[0]?.action).toBe('unchanged');
    const more = await look([
      { seats: '1-4', quantity: 4 },
      { id: 'new', seats: '3-4', quantity: 2 },
    ]);
    expect(more.rows).toMatchObject([
      { action: 'refuse', problems: [{ code: 'seats_changed', listingId: listing }] },
      { action: 'create' },
    ]);
    expect(more.rows[0]?.problems[0]?.message).toBe(
      'lot is listed as 101 / R / 1–2. A listing may lose seats, not gain some: give 3–4 a line and an id of their own.',
    );
    const others = await look([{ row: 'S', seats: '1-2', quantity: 2 }]);
    expect(others.rows[0]?.problems[0]?.message).toMatch(/Another place is another listing: use a new id\.$/);
  });

  it('that were sold here are no difference, and are named with their time', async () => {
    const [listing = ''] = await onSale([{ seats: '1-4', quantity: 4 }]);
    await new Fan(app).buy(listing, 2);
    const same = await look([{ seats: '3-4', quantity: 2 }]);
    expect(same.rows[0]).toMatchObject({ action: 'unchanged', changes: [], problems: [] });
    expect(same.rows[0]?.note).toMatch(
      /^Seats 1–2 were sold here, last on .+; the file no longer names them\.$/,
    );
    expect(same.rows[0]?.note).toMatch(time);
    const cheaper = await look([{ seats: '3-4', quantity: 2, price: '80.00' }]);
    await client.apply(cheaper.id);
    expect(await ticketsOf(listing)).toBe('1 sold, 2 sold, 3 free, 4 free');
    expect(await listingOf(listing)).toMatchObject({ price_amount: 8_000, available: 2, sold: 2 });
  });

  it('sold together with free ones may be a double sale: refused by name, until a person took back the rest', async () => {
    const [listing = ''] = await onSale([{ seats: '1-4', quantity: 4 }]);
    await new Fan(app).buy(listing, 1);
    const { id, rows } = await look([{ seats: '3-4', quantity: 2 }]);
    expect(rows[0]).toMatchObject({
      action: 'refuse',
      problems: [{ field: 'seats', code: 'seats_sold', listingId: listing }],
    });
    expect(rows[0]?.problems[0]?.message).toMatch(
      /no longer names 1–2\. Seat 1 was sold here, last on .+ ET\. Make sure .+ then take 2 back at the listing\.$/,
    );
    const taken = await staff.ask(
      'POST',
      `/admin/listings/${listing}/take-back`,
      { seats: [2], reason: 'The broker sold it' },
      { 'idempotency-key': randomUUID() },
    );
    expect(taken.status).toBe(200);
    expect((await client.checkAgain(id))[0]).toMatchObject({ action: 'unchanged' });
  });

  it('held by a fan are refused by name with their times; held ones that the file still names are not', async () => {
    const [listing = ''] = await onSale([{ seats: '1-4', quantity: 4 }]);
    const fan = new Fan(app);
    const held = await fan.hold(listing, 1);
    expect(held.status).toBe(201);
    const without = await look([{ seats: '3-4', quantity: 2 }]);
    expect(without.rows[0]).toMatchObject({ action: 'refuse', problems: [{ code: 'seats_held' }] });
    expect(without.rows[0]?.problems[0]?.message).toMatch(
      /no longer names 1–2\. Seat 1 is held by a fan since .+ ET, until .+ ET\. Check again then/,
    );
    const withIt = await look([{ seats: '1-2', quantity: 2 }]);
    expect(withIt.rows[0]).toMatchObject({ action: 'change' });
    await client.apply(withIt.id);
    expect(await ticketsOf(listing)).toBe('1 held, 2 free, 3 withdrawn, 4 withdrawn');
    await fan.ask('DELETE', `/reservations/${held.body.id}`);
    expect(await ticketsOf(listing)).toBe('1 free, 2 free, 3 withdrawn, 4 withdrawn');
  });

  it('held between the dry run and its applying are refused then, and nothing is half done', async () => {
    const [listing = ''] = await onSale([{ seats: '1-4', quantity: 4 }]);
    const { id } = await look([{ seats: '3-4', quantity: 2, price: '80.00' }]);
    await new Fan(app).hold(listing, 2);
    const rows = await client.apply(id);
    expect(rows[0]).toMatchObject({ action: 'refuse', problems: [{ code: 'seats_held' }], note: null });
    expect(await listingOf(listing)).toMatchObject({
      price_amount: 12_000,
      available: 2,
      held: 2,
      withdrawn: 0,
    });
    expect((await client.show(id)).counts).toMatchObject({ applied: 0, refuse: 1, change: 0 });
  });

  it('against fans who hold at the same moment: each seat goes one way, whoever is quicker', async () => {
    const offered = Array.from({ length: 8 }, (_, at) => ({
      id: `l${at}`,
      row: `R${at}`,
      seats: '1-4',
      quantity: 4,
    }));
    const listings = await onSale(offered);
    const { id } = await look(offered.map((listing) => ({ ...listing, seats: '3-4', quantity: 2 })));
    const holds = Promise.all(listings.map((listing) => new Fan(app).hold(listing, 2)));
    const rows = await client.apply(id);
    const held = await holds;
    for (const [at, listing] of listings.entries()) {
      const now = await ticketsOf(listing);
      if (rows[at]?.action === 'change')
        expect(now).toMatch(/^1 withdrawn, 2 withdrawn, 3 (free|held), 4 (free|held)$/);
      else {
        expect(rows[at]).toMatchObject({ action: 'refuse', problems: [{ code: 'seats_held' }] });
        expect(now).toBe('1 held, 2 held, 3 free, 4 free');
      }
      expect(held[at]?.status).toBe(201);
    }
  });

  it('keep to the split rule: what the file offers as a listing may stay, what else would be stranded may not', async () => {
    const [pairs = '', never = ''] = await onSale([
      { id: 'pairs', row: 'P', seats: '1-4', quantity: 4, split: 'CUSTOM 2,4' },
      { id: 'never', row: 'N', seats: '1-4', quantity: 4, split: 'NEVERLEAVEONE' },
    ]);
    await new Fan(app).buy(never, 2);
    const { id, rows } = await look([
      { id: 'pairs', row: 'P', seats: '1-3', quantity: 3, split: 'CUSTOM 2' },
      { id: 'never', row: 'N', seats: '1-3', quantity: 3, split: 'NEVERLEAVEONE' },
    ]);
    expect(rows).toMatchObject([
      { action: 'change', changes: [{ field: 'seats', from: '1–4', to: '1–3' }] },
      { action: 'refuse', problems: [{ code: 'split_rule' }] },
    ]);
    expect(rows[1]?.problems[0]?.message).toMatch(
      /^Without 4, seats would be left .+ Take them back at the listing/,
    );
    await client.apply(id);
    expect(await ticketsOf(pairs)).toBe('1 free, 2 free, 3 free, 4 withdrawn');
    expect(
      await app.context
        .db('audit_entries')
        .where({ subject: pairs, what: 'listing.takeBackAgainstSplitRule' }),
    ).toHaveLength(1);
  });

  it('that are all that was unsold withdraw the listing', async () => {
    const [listing = ''] = await onSale([{ seats: '1-4', quantity: 4 }]);
    await new Fan(app).buy(listing, 2);
    const { id } = await look([{ seats: '1-2', quantity: 2 }]);
    await client.apply(id);
    expect(await ticketsOf(listing)).toBe('1 sold, 2 sold, 3 withdrawn, 4 withdrawn');
    expect(await listingOf(listing)).toMatchObject({ state: 'withdrawn', sold: 2, available: 0 });
  });

  it('without an id are not taken for the same listing, and the refusal says the remedy', async () => {
    const send = (thru: number) =>
      client.upload(`QTY,Section,Row,SeatFrom,SeatThru,Unit List Price\n${thru},101,R,1,${thru},90.00\n`, {
        consignorId,
        eventId: game.eventId,
      });
    await client.apply(await send(4));
    const rows = await client.rowsOf(await send(2));
    expect(rows[0]).toMatchObject({ action: 'refuse', problems: [{ code: 'same_seats_own' }] });
    expect(rows[0]?.problems[0]?.message).toMatch(/Without an id .+ take back there what is gone\.$/);
  });
});

describe('fewer admissions of a known listing', () => {
  it('leave while none was sold; after a sale only what is plain is taken', async () => {
    const [listing = ''] = await onSale([{ seats: '', quantity: 40 }]);
    const first = await look([{ seats: '', quantity: 25 }]);
    expect(first.rows[0]).toMatchObject({
      action: 'change',
      changes: [{ field: 'quantity', from: '40', to: '25' }],
      note: "15 admissions leave the sale for good: undoing the file doesn't bring them back.",
    });
    await client.apply(first.id);
    expect(await listingOf(listing)).toMatchObject({ available: 25, withdrawn: 15 });
    expect((await look([{ seats: '', quantity: 25 }])).rows[0]?.action).toBe('unchanged');
    expect((await look([{ seats: '', quantity: 26 }])).rows[0]?.problems[0]?.message).toMatch(
      /listed as 25 admissions\. A listing may lose some, not gain some: give the other 1 a line/,
    );
    await new Fan(app).buy(listing, 3);
    const told = await look([{ seats: '', quantity: 22 }]);
    expect(told.rows[0]).toMatchObject({ action: 'unchanged' });
    expect(told.rows[0]?.note).toMatch(/^3 were sold here, last on .+ ET; the file names what is left\.$/);
    const unclear = await look([{ seats: '', quantity: 20 }]);
    expect(unclear.rows[0]).toMatchObject({ action: 'refuse', problems: [{ code: 'seats_sold' }] });
    expect(unclear.rows[0]?.problems[0]?.message).toMatch(
      /so 20 could be with or without them\..+22 are unsold\.$/,
    );
  });

  it('wait for fans who hold them, and say until when', async () => {
    const [listing = ''] = await onSale([{ seats: '', quantity: 5 }]);
    await new Fan(app).hold(listing, 3);
    const { rows } = await look([{ seats: '', quantity: 2 }]);
    expect(rows[0]).toMatchObject({ action: 'refuse', problems: [{ code: 'seats_held' }] });
    expect(rows[0]?.problems[0]?.message).toMatch(/fans hold 3 of them until .+ ET\. Check again then\.$/);
  });
});

describe('undoing a file that took seats off sale', () => {
  it('puts the terms back, and names the seats that stay off', async () => {
    const [listing = '', other = ''] = await onSale([
      { id: 'a', row: 'A', seats: '1-4', quantity: 4 },
      { id: 'b', row: 'B', seats: '1-2', quantity: 2 },
    ]);
    const { id } = await look([
      { id: 'a', row: 'A', seats: '1-2', quantity: 2, price: '80.00' },
      { id: 'b', row: 'B', seats: '1-2', quantity: 2, price: '80.00' },
    ]);
    const applied = await client.apply(id);
    expect(applied.map(({ action, problems }) => ({ action, problems }))).toEqual([
      { action: 'change', problems: [] },
      { action: 'change', problems: [] },
    ]);
    await client.undo(id, 'The wrong season');
    const rows = await client.rowsOf(id);
    expect(rows.map(({ undo }) => undo)).toEqual(['kept', 'undone']);
    expect(rows[0]?.problems[0]).toMatchObject({
      code: 'seats_left',
      message: expect.stringMatching(
        /^Seats 3–4 left the sale with this file, which can't be undone; its terms are as before\./,
      ),
    });
    expect((await client.show(id)).counts).toMatchObject({ undone: 1, kept: 1 });
    expect(await listingOf(listing)).toMatchObject({ price_amount: 12_000, available: 2, withdrawn: 2 });
    expect(await listingOf(other)).toMatchObject({ price_amount: 12_000, available: 2 });
  });
});
