/** How a file's prices and dates are read: decided by whole columns, asked where these don't tell. */
import { describe, expect, it } from 'vitest';
import { type BrokerFormat, parseBrokerRow } from './file.ts';
import { decideReading, noEvidence, noteCell, readingInWords } from './reading.ts';

const format: BrokerFormat = {
  name: 'sync',
  headers: { list_price: 'list_price', event_date: 'event_date' },
};

function decided(column: 'list_price' | 'event_date', cells: readonly string[], chosen = {}) {
  const evidence = { [column]: noEvidence() };
  for (const cell of cells) noteCell(evidence[column] as ReturnType<typeof noEvidence>, cell);
  return decideReading(format, evidence, chosen);
}

describe('the decimal mark', () => {
  it.each([
    [['120', '95.50'], '.'],
    [['120', '95,50'], ','],
    [['1.250', '95,50'], ','],
    [['1,250', '95.50'], '.'],
    [['1,204.50'], '.'],
    [['1.204,50'], ','],
    [['1,250,000'], '.'],
    [['$1,250'], '.'],
    [['120', '80'], null],
    [['120.00', '92.00', '1.204,50'], '.'],
  ])('of %j is %s', (cells, mark) => {
    const { reading, questions } = decided('list_price', cells);
    expect(reading.decimalMark).toBe(mark);
    expect(questions).toEqual([]);
  });

  it.each([[['1.250']], [['1,250', '300']], [['1.250', '95,50', '80.00']], [['95,50', '80.00']]])(
    'of %j is asked, with two readings of a cell of the file',
    (cells) => {
      const { questions } = decided('list_price', cells);
      expect(questions).toMatchObject([{ rule: 'decimalMark', choices: [{ value: '.' }, { value: ',' }] }]);
      expect(decided('list_price', cells, { decimalMark: ',' }).questions).toEqual([]);
    },
  );

  it('is asked with what each answer means', () => {
    const [question] = decided('list_price', ['1.250']).questions;
    expect(question?.choices).toEqual([
      { value: '.', example: '1.250', reads: '$1.25' },
      { value: ',', example: '1.250', reads: '$1,250.00' },
    ]);
  });
});

describe('the order of day and month', () => {
  it.each([
    [['2026-12-05T19:00:00'], null],
    [['12/25/2026 7:00 PM', '12/5/2026 7:00 PM'], 'mdy'],
    [['25/12/2026 19:00', '5/12/2026 19:00'], 'dmy'],
    [['12/5/2026 12:30 PM'], 'mdy'],
    [['5.12.2026 19:30'], 'dmy'],
    [['5/5/2026 19:30'], null],
  ])('of %j is %s', (cells, order) => {
    const { reading, questions } = decided('event_date', cells);
    expect(reading.dateOrder).toBe(order);
    expect(questions).toEqual([]);
  });

  it('is asked where no cell tells', () => {
    expect(decided('event_date', ['12/5/2026 19:30']).questions).toMatchObject([
      {
        rule: 'dateOrder',
        choices: [
          { value: 'mdy', reads: 'December 5, 2026' },
          { value: 'dmy', reads: 'May 12, 2026' },
        ],
      },
    ]);
  });
});

it('says in words what it decided', () => {
  expect(readingInWords({ decimalMark: ',', isMarkChosen: false, dateOrder: 'mdy' })).toEqual([
    'Prices are read with a decimal comma: 95,50 is $95.50.',
    'Dates are read with the month first: 12/5/2026 is December 5.',
  ]);
});

const headers = Object.fromEntries(
  'inventory_id,event_name,event_date,quantity,section,row,seats,list_price,in_hand,barcodes'
    .split(',')
    .map((column) => [column, column]),
);
const good = {
  inventory_id: 'e1',
  event_name: 'A',
  event_date: '2026-12-05T19:00:00',
  quantity: '2',
  section: '101',
  row: 'B',
  seats: '1-2',
  list_price: '95.50',
  in_hand: 'Y',
  barcodes: '',
};
const read = (cells: Record<string, string>, reading = decided('list_price', []).reading) =>
  parseBrokerRow({ name: 'sync', headers, reading }, { ...good, ...cells }, 2);

describe('a line', () => {
  it.each([
    ['95,50', ',', 9_550],
    ['1.250', ',', 125_000],
    ['1.204,50', ',', 120_450],
    ['$1,250.00', '.', 125_000],
    ['1,250', '.', 125_000],
    ['95.50 USD', '.', 9_550],
    ['86.35000000000001', '.', 8_635],
    ['86.34999999999999', '.', 8_635],
  ] as const)('of %s with the mark %s costs %i cents', (list_price, decimalMark, price) => {
    const reading = { decimalMark, isMarkChosen: false, dateOrder: null };
    expect(read({ list_price }, reading)).toMatchObject({ ok: true, row: { price } });
  });

  it('with a cell that reads two ways is refused, unless a person said how it is meant', () => {
    const reading = { decimalMark: '.', isMarkChosen: false, dateOrder: null } as const;
    expect(read({ list_price: '1.250' }, reading)).toMatchObject({
      ok: false,
      problems: [{ code: 'ambiguous_amount' }],
    });
    expect(read({ list_price: '1.250' }, { ...reading, isMarkChosen: true })).toMatchObject({
      row: { price: 125 },
    });
  });

  it.each([
    ['12/5/2026 12:30 PM', 'mdy', '2026-12-05T12:30:00'],
    ['12/5/2026 12:30 AM', 'mdy', '2026-12-05T00:30:00'],
    ['12/5/26, 7:05 pm', 'mdy', '2026-12-05T19:05:00'],
    ['5.12.2026 19:30', 'dmy', '2026-12-05T19:30:00'],
    ['2026-12-05 7:30 PM', 'mdy', '2026-12-05T19:30:00'],
  ] as const)('at %s (%s) starts at %s', (event_date, dateOrder, startsAtLocal) => {
    const reading = { decimalMark: null, isMarkChosen: false, dateOrder };
    expect(read({ event_date }, reading)).toMatchObject({ ok: true, row: { event: { startsAtLocal } } });
  });

  it.each([
    ['seats', '4-Jan', '1-4'],
    ['seats', '46026', '1-4'],
    ['seats', '2026-01-04', '1-4'],
    ['seats', '1/4/2026', undefined],
    ['row', '46026', '1-4'],
    ['row', '4-Jan', '1-4'],
    ['row', '#NAME?', undefined],
    ['row', '1.00E+05', undefined],
    ['section', '1E5', undefined],
    ['inventory_id', '4.01235E+11', undefined],
    ['barcodes', '4.01235E+11,4.01236E+11', undefined],
    ['barcodes', '#NAME?', undefined],
    ['list_price', '#REF!', undefined],
    ['event_date', '46026.7916667', undefined],
  ])('of which a spreadsheet changed %s to %s is refused', (field, text, suggestion) => {
    const result = read({ [field]: text });
    expect(result).toMatchObject({ ok: false, problems: [{ field, code: 'spreadsheet_changed' }] });
    const [problem] = result.ok ? [] : result.problems;
    expect(problem?.message).toMatch(/^A spreadsheet changed this cell: .+(export the file anew)\.$/);
    expect(problem?.suggestion).toBe(suggestion);
  });

  it('keeps barcodes and zeros in front as they are', () => {
    expect(read({ section: '0101', barcodes: '0401234567890,0401234567891' })).toMatchObject({
      row: { section: '0101', barcodes: ['0401234567890', '0401234567891'] },
    });
  });
});
