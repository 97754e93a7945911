import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBrokerRow, recognizeFormat, SEAT_RANGE_COLUMNS, SYNC_COLUMNS } from './file.ts';
import { GOOD, GOOD_RANGE, good, SEAT_RANGE, SYNC } from './testLines.ts';

describe('recognizeFormat', () => {
  it('recognizes both formats in any case and order, with or without a byte order mark', () => {
    expect(SYNC.name).toBe('sync');
    expect(SEAT_RANGE.name).toBe('seatRange');
    const shuffled = ['\uFEFFrow', 'QTY', 'seat_from', 'Seat Thru', 'section', 'unit list price', 'Colour'];
    expect(recognizeFormat(shuffled)).toMatchObject({
      ok: true,
      format: { name: 'seatRange', headers: { Row: '\uFEFFrow', SeatThru: 'Seat Thru' } },
      absent: ['Unit Cost'],
      ignored: ['Colour'],
    });
  });

  it.each([
    [['a', 'b'], 'unknown_format', []],
    [[], 'unknown_format', []],
    [SYNC_COLUMNS.filter((column) => column !== 'list_price'), 'missing_columns', ['list_price']],
    [SEAT_RANGE_COLUMNS.filter((column) => column !== 'SeatThru'), 'missing_columns', ['SeatThru']],
    [[...SYNC_COLUMNS, 'Row'], 'repeated_columns', ['Row']],
  ])('refuses %j as %s', (headers, code, columns) => {
    expect(recognizeFormat(headers)).toMatchObject({ ok: false, code, columns });
  });
});

describe('a valid line', () => {
  it('of a sync file becomes a row in minor units and wall time', () => {
    expect(good(SYNC, GOOD)).toEqual({
      ok: true,
      notices: [],
      row: {
        lineNumber: 2,
        format: 'sync',
        externalId: '716700000',
        event: {
          externalId: '5600006',
          mappingId: '5600006',
          name: 'Tampa Bay Lightning vs. Dallas Stars',
          venueName: 'Benchmark International Arena',
          startsAtLocal: '2025-10-30T19:00:00',
        },
        admission: 'seated',
        quantity: 4,
        section: '115',
        row: 'C',
        seats: ['5', '6', '7', '8'],
        alternating: false,
        price: 14040,
        priceConfirmed: false,
        faceValue: 10400,
        cost: 4000,
        currency: 'USD',
        splitRule: 'neverLeaveOne',
        stockType: 'MOBILE_TRANSFER',
        inHand: false,
        inHandDate: '2025-10-30',
        inHandDays: null,
        instantTransfer: false,
        hideSeats: false,
        shownQuantity: null,
        publicNote: 'Aisle seat',
        internalNote: null,
        tags: [],
        barcodes: [],
      },
    });
  });

  it('of a seat range file becomes a row without an event', () => {
    const { row } = good(SEAT_RANGE, GOOD_RANGE);
    expect(row).toMatchObject({ event: null, externalId: null, seats: ['9', '10'], price: 5400, cost: 4000 });
  });

  it('may be general admission, without row and seats', () => {
    const { row } = good(SYNC, { ...GOOD, section: 'GA', row: '', seats: '', quantity: '50' });
    expect(row).toMatchObject({ admission: 'general', row: null, seats: [], quantity: 50, splitRule: 'any' });
  });

  it('keeps the text of a formatted note and adds a notice', () => {
    const { row, notices } = good(SYNC, {
      ...GOOD,
      public_notes: 'Aisle seat, <b>great</b> view<br>low sun',
    });
    expect(row.publicNote).toBe('Aisle seat, great view low sun');
    expect(notices.map(({ code }) => code)).toEqual(['formatting_removed']);
  });

  it.each([
    ['5-8', ['5', '6', '7', '8'], 0],
    ['8,7,6,5', ['5', '6', '7', '8'], 0],
    ['05, 06 ,7-8', ['5', '6', '7', '8'], 0],
    ['A1,A2,A3,a4', ['A1', 'A2', 'A3', 'A4'], 0],
    ['1,3,5,7', ['1', '3', '5', '7'], 1],
  ])('reads the seats %s', (text, seats, notices) => {
    const result = good(SYNC, { ...GOOD, seats: text });
    expect(result.row.seats).toEqual(seats);
    expect(result.notices).toHaveLength(notices);
  });

  it.each([
    ['DEFAULT', '', 'neverLeaveOne'],
    ['', '', 'neverLeaveOne'],
    ['any', '', 'any'],
    ['NEVERLEAVEONE', '', 'neverLeaveOne'],
    ['CUSTOM', '2,4', 'pairs'],
    ['CUSTOM', '4', 'allOrNothing'],
    ['CUSTOM', '4,2,1', 'neverLeaveOne'],
    ['CUSTOM', '1,2,3,4', 'any'],
    ['CUSTOM', '3', 'custom:3'],
    ['CUSTOM', '4,1', 'custom:1,4'],
  ])('maps split %s %s to %s', (split_type, custom_split, rule) => {
    expect(good(SYNC, { ...GOOD, split_type, custom_split }).row.splitRule).toBe(rule);
  });

  it.each([
    ['USD', '54', 5400],
    ['USD', '54.5', 5450],
    ['USD', '100000.00', 10_000_000],
    ['USD', '0.29', 29],
    ['USD', '19.9900', 1999],
    ['JPY', '5400', 5400],
    ['KWD', '5.125', 5125],
  ])('reads %s %s as %i minor units', (currency, list_price, price) => {
    const result = parseBrokerRow(SYNC, { ...GOOD, list_price, face_price: '', cost: '' }, 2, { currency });
    expect(result).toMatchObject({ ok: true, row: { price, currency } });
  });

  it('reads every amount of cents exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (cents) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
        expect(good(SYNC, { ...GOOD, list_price: text }).row.price).toBe(cents);
      }),
    );
  });
});
