import { describe, expect, it } from 'vitest';
import {
  type BrokerFormat,
  headerFingerprint,
  missingFromMapping,
  parseBrokerRow,
  proposeMapping,
  readAs,
  recognizeFormat,
  SKYBOX_COLUMNS,
  UNSEATED_COLUMNS,
  VIVID_COLUMNS,
} from './file.ts';

function formatOf(headers: readonly string[]): BrokerFormat {
  const found = recognizeFormat(headers);
  if (!found.ok) throw new Error(found.message);
  return found.format;
}

function codes(format: BrokerFormat, record: Record<string, string>): string[] {
  const result = parseBrokerRow(format, record, 2);
  return result.ok ? [] : result.problems.map(({ field, code }) => `${field} ${code}`);
}

describe('a SkyBox inventory', () => {
  const format = formatOf(SKYBOX_COLUMNS);
  const good = {
    eventId: '5600417',
    quantity: '4',
    section: '418',
    row: '5',
    lowSeat: '22',
    highSeat: '25',
    cost: '200.00',
    faceValue: '90',
    splitType: 'NEVERLEAVEONE',
    listPrice: '128',
    notes: 'Ask Ann',
    publicNotes: 'Aisle',
    seatType: 'CONSECUTIVE',
    inHandDaysBeforeEvent: '3',
    hideSeatNumbers: 'true',
  };

  it('names its game only by an id, and has the cost of the whole group', () => {
    expect(format.name).toBe('skybox');
    expect(parseBrokerRow(format, good, 2)).toMatchObject({
      ok: true,
      row: {
        externalId: null,
        event: { externalId: '5600417', name: null, startsAtLocal: null },
        seats: ['22', '23', '24', '25'],
        cost: 5_000,
        price: 12_800,
        splitRule: 'neverLeaveOne',
        inHand: false,
        inHandDate: null,
        inHandDays: 3,
        hideSeats: true,
        internalNote: 'Ask Ann',
      },
    });
  });

  it('has every second seat number where its seat type is ALTERNATING, under any split rule', () => {
    const alternating = { ...good, seatType: 'ALTERNATING', highSeat: '28', splitType: 'ANY' };
    expect(parseBrokerRow(format, alternating, 2)).toMatchObject({
      ok: true,
      row: { seats: ['22', '24', '26', '28'], alternating: true, splitRule: 'any' },
    });
    expect(parseBrokerRow(format, { ...alternating, splitType: 'NEVERLEAVEONE' }, 2)).toMatchObject({
      row: { splitRule: 'neverLeaveOne' },
    });
  });

  it.each([
    [{ eventId: '' }, ['eventId required']],
    [{ highSeat: '20' }, ['highSeat not_seats']],
    [{ highSeat: '24' }, ['highSeat quantity_mismatch']],
    [{ seatType: 'PIGGYBACK' }, ['secondRow second_row']],
    [{ secondRow: '6' }, ['secondRow second_row']],
    [{ splitType: 'CUSTOM', customSplit: '9' }, ['customSplit split_not_possible']],
    [{ listPrice: '１２８' }, ['listPrice foreign_digit']],
    [{ section: "418'; DROP TABLE listings; --" }, []],
  ])('refuses %j as %j', (change, expected) => {
    expect(codes(format, { ...good, ...change })).toEqual(expected);
  });

  it('shows each cell beside its reading', () => {
    const result = parseBrokerRow(format, good, 2);
    const readings = readAs(format, good, result.ok ? result.row : null);
    expect(readings).toContainEqual({
      field: 'list_price',
      column: 'listPrice',
      file: '128',
      readAs: '$128.00',
    });
    expect(readings).toContainEqual({
      field: 'split_type',
      column: 'splitType',
      file: 'NEVERLEAVEONE',
      readAs: 'never leave one',
    });
  });
});

describe('a Vivid Seats form', () => {
  const format = formatOf(VIVID_COLUMNS);
  const good = {
    apiToken: 'secret',
    ticketId: '77',
    quantity: '2',
    section: '12',
    row: 'B',
    seatFrom: '3',
    seatThru: '4',
    price: '99.50',
  };
  it('names no game, and identifies its listings by their own ids', () => {
    expect(parseBrokerRow(format, good, 2)).toMatchObject({
      ok: true,
      row: { externalId: '77', event: null, seats: ['3', '4'], price: 9_950, inHand: true },
    });
    expect(codes(format, { ...good, ticketId: '' })).toEqual(['ticketId required']);
  });
});

describe('a short form without seats', () => {
  it('is general admission to a row', () => {
    const format = formatOf(UNSEATED_COLUMNS);
    expect(format.name).toBe('unseated');
    const record = { Quantity: '6', Section: '117', Row: 'B', 'Unit List Price': '54.00' };
    expect(parseBrokerRow(format, record, 2)).toMatchObject({
      ok: true,
      row: { admission: 'general', section: '117', row: 'B', seats: [], quantity: 6 },
    });
    expect(codes(format, { ...record, Row: '' })).toEqual(['Row required']);
  });

  it('isn’t recognized in a file with seats', () => {
    expect(recognizeFormat([...UNSEATED_COLUMNS, 'Seat numbers'])).toMatchObject({ ok: false });
  });
});

describe('an unknown header', () => {
  const headers = ['Game', 'Date', 'Arena', 'Qty', 'Sec', 'Row', 'Seats', 'Price', 'Colour'];

  it('gets a proposed mapping, and is read by the mapping that a person saves', () => {
    const mapping = proposeMapping(headers);
    expect(mapping).toEqual({
      event_name: 'Game',
      event_date: 'Date',
      venue_name: 'Arena',
      quantity: 'Qty',
      section: 'Sec',
      row: 'Row',
      seats: 'Seats',
      list_price: 'Price',
    });
    expect(missingFromMapping(mapping, false)).toBeNull();
    const record = {
      Game: 'A at B',
      Date: '2026-11-28T19:30',
      Arena: 'C',
      Qty: '2',
      Sec: '1',
      Row: 'D',
      Seats: '1-3',
      Price: '9,50',
    };
    expect(codes({ name: 'mapped', headers: mapping }, record)).toEqual([
      'Seats quantity_mismatch',
      'Price decimal_comma',
    ]);
  });

  it.each([
    [{ quantity: 'Qty', section: 'Sec' }, true, /list_price/],
    [{ quantity: 'Qty', section: 'Sec', list_price: 'P' }, false, /game/],
    [{ quantity: 'Qty', section: 'Sec', list_price: 'P', event_date: 'D' }, false, /date alone/],
    [{ quantity: 'Qty', section: 'Sec', list_price: 'P', seat_from: 'S' }, true, /belong together/],
    [{ quantity: 'Qty', section: 'Qty', list_price: 'P' }, true, /one thing only/],
    [{ quantity: 'Qty', section: 'Sec', list_price: 'P' }, true, null],
  ])('a mapping %j is incomplete', (mapping, namesEvent, sentence) => {
    const missingField = missingFromMapping(mapping, namesEvent);
    if (sentence === null) expect(missingField).toBeNull();
    else expect(missingField).toMatch(sentence);
  });

  it('is identified by its columns in any order and case', () => {
    expect(headerFingerprint(['Qty', 'Sec_', ''])).toBe(headerFingerprint(['sec', '\uFEFFQTY']));
  });
});
