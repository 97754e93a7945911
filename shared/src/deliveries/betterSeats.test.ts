import { expect, it } from 'vitest';
import { type ComparedTickets, equalOrBetter, mediansOf } from './betterSeats.ts';

const had: ComparedTickets & { paidAmount: number } = {
  section: '112',
  row: 'F',
  ticketType: 'Standard',
  faceValueAmount: null,
  hasDrawback: false,
  paidAmount: 10_000,
};
const none = { medians: new Map<string, number>(), currency: 'USD' };
const ruleOf = (
  offered: Partial<ComparedTickets>,
  before: Partial<typeof had> = {},
  medians: Record<string, number> = {},
) =>
  equalOrBetter(
    { ...had, ...before },
    { ...had, ...offered },
    { ...none, medians: new Map(Object.entries(medians)) },
  )?.rule ?? null;

it('in the same section a row counts: the same, or a nearer one; one farther back is never as good', () => {
  expect(ruleOf({ row: 'F' })).toBe('sameRow');
  expect(ruleOf({ row: 'f ', section: '0112' })).toBe('sameRow');
  expect(ruleOf({ row: 'C' })).toBe('nearerRow');
  expect(ruleOf({ row: 'G', faceValueAmount: 20_000 }, { faceValueAmount: 10_000 })).toBeNull();
  expect(ruleOf({ row: 'AA' }, { row: 'Z' })).toBeNull();
  expect(ruleOf({ row: 'B' }, { row: 'AA' })).toBe('nearerRow');
  expect(ruleOf({ row: '9' }, { row: '10' })).toBe('nearerRow');
  expect(ruleOf({ row: '11' }, { row: '10' })).toBeNull();
});

it('rows whose names don’t tell which is nearer are compared by face value alone', () => {
  expect(ruleOf({ row: '1' })).toBeNull();
  expect(ruleOf({ row: 'WC' }, {}, { 112: 99_000 })).toBeNull();
  expect(ruleOf({ row: '1', faceValueAmount: 9_000 }, { faceValueAmount: 9_000 })).toBe('faceValue');
});

it('another section is compared by face value, else by the medians on sale, else by what was paid', () => {
  expect(ruleOf({ section: '305', faceValueAmount: 5_000 }, { faceValueAmount: 5_000 })).toBe('faceValue');
  const medians = { 112: 12_000, 101: 12_000, 305: 11_999 };
  expect(
    ruleOf({ section: '305', faceValueAmount: 4_999 }, { faceValueAmount: 5_000 }, { 305: 99_000 }),
  ).toBeNull();
  expect(ruleOf({ section: '101' }, {}, medians)).toBe('dearerPart');
  expect(ruleOf({ section: '305' }, {}, medians)).toBeNull();
  // Nothing of theirs is on sale: what they paid counts.
  expect(ruleOf({ section: '305' }, {}, { 305: 10_000 })).toBe('dearerPart');
  expect(ruleOf({ section: '305' }, {}, { 305: 9_999 })).toBeNull();
});

it('seats with a drawback replace only seats with one', () => {
  expect(ruleOf({ hasDrawback: true })).toBeNull();
  expect(ruleOf({ hasDrawback: true }, { hasDrawback: true })).toBe('sameRow');
});

it('without seats, the same type is as good, and another one by its worth', () => {
  const ga = { section: null, row: null };
  expect(ruleOf({ ...ga, ticketType: 'VIP' }, { ...ga, ticketType: 'VIP' })).toBe('sameType');
  expect(
    ruleOf({ ...ga, ticketType: 'VIP' }, { ...ga, ticketType: 'Silver' }, { VIP: 30_000, SILVER: 9_000 }),
  ).toBe('dearerPart');
  expect(
    ruleOf({ ...ga, ticketType: 'Silver' }, { ...ga, ticketType: 'VIP' }, { VIP: 30_000, SILVER: 9_000 }),
  ).toBeNull();
});

it('says why in words that staff and fan read', () => {
  const words = (
    offered: Partial<ComparedTickets>,
    before: Partial<typeof had>,
    medians: [string, number][],
  ) =>
    equalOrBetter(
      { ...had, ...before },
      { ...had, ...offered },
      { medians: new Map(medians), currency: 'USD' },
    )?.text;
  expect(words({ row: 'C' }, {}, [])).toBe('The same section, row C instead of F');
  expect(words({ section: '101', faceValueAmount: 9_000 }, { faceValueAmount: 8_000 }, [])).toBe(
    'Face value $90.00, and it was $80.00 before',
  );
  expect(
    words({ section: '101' }, {}, [
      ['101', 15_000],
      ['112', 12_000],
    ]),
  ).toBe('Section 101 is on sale at a median of $150.00 before the fee, and Section 112 at $120.00');
  expect(words({ section: '101' }, {}, [['101', 15_000]])).toBe(
    'Section 101 is on sale at a median of $150.00 before the fee, and $100.00 was paid',
  );
});

it('the median is the lower one of the middle, by section or type', () => {
  const offer = (section: string | null, priceAmount: number) => ({
    section,
    ticketType: 'VIP',
    priceAmount,
  });
  expect([
    ...mediansOf([
      offer('112', 300),
      offer('0112', 100),
      offer('112', 200),
      offer('112', 900),
      offer(null, 50),
    ]),
  ]).toEqual([
    ['112', 200],
    ['VIP', 50],
  ]);
});
