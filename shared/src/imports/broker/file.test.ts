import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BrokerFormat,
  type BrokerProblemCode,
  parseBrokerRow,
  recognizeFormat,
  SEAT_RANGE_COLUMNS,
  SYNC_COLUMNS,
} from './file.ts';

const SYNC = formatOf(SYNC_COLUMNS);
const SEAT_RANGE = formatOf(SEAT_RANGE_COLUMNS);

const GOOD = {
  inventory_id: '716700000',
  event_name: 'Tampa Bay Lightning vs. Dallas Stars',
  venue_name: 'Benchmark International Arena',
  event_date: '2025-10-30T19:00:00',
  event_id: '5600006',
  quantity: '4',
  section: '115',
  row: 'C',
  seats: '5,6,7,8',
  public_notes: 'Aisle seat',
  list_price: '140.4',
  face_price: '104',
  cost: '40',
  in_hand: 'N',
  in_hand_date: '2025-10-30',
  split_type: 'DEFAULT',
  stock_type: 'MOBILE_TRANSFER',
  mapping_id: '5600006',
};
const GOOD_RANGE = {
  QTY: '2',
  Section: '117',
  Row: 'B',
  SeatFrom: '9',
  SeatThru: '10',
  'Unit Cost': '40.00',
  'Unit List Price': '54.00',
};

function formatOf(headers: readonly string[]): BrokerFormat {
  const found = recognizeFormat(headers);
  if (!found.ok) throw new Error(found.message);
  return found.format;
}

function codes(format: BrokerFormat, record: Record<string, unknown>): [string, BrokerProblemCode][] {
  const result = parseBrokerRow(format, record, 2);
  return result.ok ? [] : result.problems.map(({ field, code }) => [field, code]);
}

function good(format: BrokerFormat, record: Record<string, unknown>) {
  const result = parseBrokerRow(format, record, 2);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

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

describe('a hostile line of a sync file', () => {
  it.each<[string, unknown, BrokerProblemCode]>([
    ['inventory_id', '', 'required'],
    ['inventory_id', 'x'.repeat(101), 'too_long'],
    ['event_date', '', 'required'],
    ['event_date', '2025-02-30T19:00:00', 'not_a_time'],
    ['event_date', '10/30/2025 7:00 PM', 'not_a_time'],
    ['event_date', '2025-10-30', 'not_a_time'],
    ['event_date', '2025-10-30T24:00:00', 'not_a_time'],
    ['event_date', '2025-10-30T19:00:00Z', 'zone_given'],
    ['event_date', '2025-10-30T19:00:00-05:00', 'zone_given'],
    ['event_name', '<script>alert(1)</script>', 'markup'],
    ['venue_name', '&lt;b&gt;', 'markup'],
    ['quantity', '', 'required'],
    ['quantity', '0', 'out_of_range'],
    ['quantity', '-4', 'negative'],
    ['quantity', '4.0', 'not_a_count'],
    ['quantity', '1e2', 'spreadsheet_changed'],
    ['quantity', '４', 'foreign_digit'],
    ['quantity', '101', 'out_of_range'],
    ['quantity', '999999999999999999999', 'not_a_count'],
    ['quantity', '3', 'quantity_mismatch'],
    ['section', '', 'required'],
    ['section', '=1+1', 'formula'],
    ['section', '@SUM(A1)', 'formula'],
    ['section', '+101', 'formula'],
    ['section', "-1+cmd|' /C calc'!A0", 'formula'],
    ['section', '１０１', 'foreign_digit'],
    ['section', '101\u202E', 'hidden_character'],
    ['section', '1\u0000', 'hidden_character'],
    ['row', '', 'required'],
    ['row', 'A\nB', 'hidden_character'],
    ['row', '<img src=x onerror=alert(1)>', 'markup'],
    ['seats', '', 'required'],
    ['seats', '5,6,7,7', 'duplicate_seat'],
    ['seats', '5,6,7,07', 'duplicate_seat'],
    ['seats', '5,6,8,9', 'seats_not_adjacent'],
    ['seats', '8-5', 'not_seats'],
    ['seats', '1-99999', 'not_seats'],
    ['seats', '5,,6,7', 'not_seats'],
    ['seats', '=5,6,7,8', 'not_seats'],
    ['seats', '５,６,７,８', 'foreign_digit'],
    ['seats', '5-7', 'quantity_mismatch'],
    ['seats', '0-3', 'not_seats'],
    ['seats', '9,'.repeat(9000), 'not_seats'],
    ['barcodes', '111,222', 'quantity_mismatch'],
    ['barcodes', '1,1,2,3', 'unexpected_value'],
    ['list_price', '', 'required'],
    ['list_price', '0', 'zero'],
    ['list_price', '-54', 'negative'],
    ['list_price', '(54.00)', 'negative'],
    ['list_price', '100000.01', 'too_high'],
    ['list_price', '999999999999', 'too_high'],
    ['list_price', '99999999999999999999', 'not_an_amount'],
    ['list_price', '140,40', 'decimal_comma'],
    ['list_price', '1.140,40', 'decimal_comma'],
    ['list_price', '1,140', 'ambiguous_amount'],
    ['list_price', '1.140', 'ambiguous_amount'],
    ['list_price', '€140', 'unknown_currency'],
    ['list_price', '１４０', 'foreign_digit'],
    ['list_price', '١٤٠', 'foreign_digit'],
    ['list_price', '1e3', 'spreadsheet_changed'],
    ['list_price', 'NaN', 'not_an_amount'],
    ['list_price', 'Infinity', 'not_an_amount'],
    ['list_price', '0x10', 'not_an_amount'],
    ['list_price', '.5', 'not_an_amount'],
    ['list_price', '140.4051', 'too_precise'],
    ['list_price', '=140', 'formula'],
    ['list_price', '+140', 'formula'],
    ['list_price', '<b>140</b>', 'markup'],
    ['list_price', { toString: () => '140' }, 'required'],
    ['face_price', 'free', 'not_an_amount'],
    ['cost', '-1', 'negative'],
    ['taxed_cost', '12,5', 'decimal_comma'],
    ['hide_seats', 'maybe', 'not_a_flag'],
    ['in_hand', '1', 'not_a_flag'],
    ['in_hand_date', '', 'required'],
    ['in_hand_date', '30.10.2025', 'not_a_date'],
    ['in_hand_date', '2025-02-29', 'not_a_date'],
    ['in_hand_date', '2025-10-31', 'after_event'],
    ['split_type', 'SOMETIMES', 'not_a_choice'],
    ['split_type', 'CUSTOM', 'split_not_possible'],
    ['custom_split', '2', 'unexpected_value'],
    ['stock_type', 'PIGEON', 'not_a_choice'],
    ['shown_quantity', '5', 'out_of_range'],
    ['public_notes', '=HYPERLINK("http://evil.example")', 'formula'],
    ['internal_notes', 'paid by 4242 4242 4242 4242', 'card_number'],
    ['public_notes', '<b onclick=alert(1)>x</b>', 'markup'],
    ['public_notes', '<scr<b>ipt>', 'markup'],
    ['internal_notes', 'n'.repeat(501), 'too_long'],
    ['tags', '<i>', 'markup'],
  ])('refuses %s %j as %s', (field, value, code) => {
    const found = codes(SYNC, { ...GOOD, [field]: value });
    expect(found.map(([, each]) => each)).toContain(code);
    expect(found).toHaveLength(1);
  });

  it.each(['2,5', '0,4', '2,2,4', 'two', '1;2', '4,'])(
    'refuses the custom split %s of four',
    (custom_split) => {
      expect(codes(SYNC, { ...GOOD, split_type: 'CUSTOM', custom_split })).toEqual([
        ['custom_split', 'split_not_possible'],
      ]);
    },
  );

  it('reports all problems of the line at once, each with a remedy', () => {
    const record = {
      ...GOOD,
      inventory_id: '',
      quantity: 'x',
      seats: '9-1',
      list_price: '1,5',
      in_hand_date: 'soon',
    };
    const result = parseBrokerRow(SYNC, record, 7);
    if (result.ok) throw new Error('was read');
    expect(result.problems.map(({ field }) => field)).toEqual([
      'inventory_id',
      'quantity',
      'seats',
      'list_price',
      'in_hand_date',
    ]);
    for (const { message } of result.problems)
      expect(message).toMatch(/\. \S.+\.$|^(Fill|Write|Empty) .+\.$/);
  });

  it('refuses an unknown currency', () => {
    expect(parseBrokerRow(SYNC, GOOD, 2, { currency: 'usd' })).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown_currency' }],
    });
  });

  it('reads the inherited names of objects as blank', () => {
    const headers = { ...SYNC.headers, section: 'constructor' };
    expect(codes({ name: 'sync', headers }, GOOD)).toEqual([['section', 'required']]);
  });

  it('never throws, and never gives a row whose seats differ from its quantity', () => {
    const cells = fc.record(
      Object.fromEntries(SYNC_COLUMNS.map((column) => [column, fc.oneof(fc.string(), fc.constant('4'))])),
    );
    fc.assert(
      fc.property(cells, fc.subarray([...SYNC_COLUMNS]), (noise, fields) => {
        const record = { ...GOOD, ...Object.fromEntries(fields.map((field) => [field, noise[field]])) };
        const result = parseBrokerRow(SYNC, record, 2);
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
        else if (result.row.admission === 'seated')
          expect(result.row.seats).toHaveLength(result.row.quantity);
      }),
    );
  });
});

describe('a hostile line of a seat range file', () => {
  it.each<[string, string, string, BrokerProblemCode]>([
    ['QTY', '', 'QTY', 'required'],
    ['QTY', '3', 'SeatThru', 'quantity_mismatch'],
    ['SeatFrom', '11', 'SeatThru', 'not_seats'],
    ['SeatFrom', '0', 'SeatFrom', 'out_of_range'],
    ['SeatThru', '９', 'SeatThru', 'foreign_digit'],
    ['SeatThru', '9999', 'SeatThru', 'not_seats'],
    ['SeatFrom', 'A', 'SeatFrom', 'not_a_count'],
    ['Row', '', 'Row', 'required'],
    ['Section', '=A1', 'Section', 'formula'],
    ['Unit List Price', '54,00', 'Unit List Price', 'decimal_comma'],
    ['Unit List Price', '', 'Unit List Price', 'required'],
    ['Unit Cost', '-40', 'Unit Cost', 'negative'],
  ])('refuses %s %j: %s %s', (field, value, reportedAt, code) => {
    expect(codes(SEAT_RANGE, { ...GOOD_RANGE, [field]: value })).toEqual([[reportedAt, code]]);
  });
});
