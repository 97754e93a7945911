import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BrokerProblemCode, parseBrokerRow, SYNC_COLUMNS } from './file.ts';
import { codes, GOOD, GOOD_RANGE, SEAT_RANGE, SYNC } from './testLines.ts';

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
