import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewestCompared, mostCompared, type Valued, valueScoreOf } from './valueScore.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const seats = (id: string, place: string, price: number, face: number | null = null): Valued => {
  const [section = '', row = ''] = place.split(' ');
  return { id, section, row, price: usd(price), faceValue: face === null ? null : usd(face) };
};

describe('the value of a listing', () => {
  it('is how much less it costs than the middle of those most like it, at its own face value', () => {
    const own = seats('own', '101 5', 9_000, 10_000);
    const others = [
      seats('a', '101 6', 12_000, 10_000), // 12,000 at its face value
      seats('b', '101 9', 22_000, 20_000), // 11,000
      seats('c', '102 5', 6_500, 5_000), // 13,000
      seats('d', '140 5', 10_000, 10_000), // 10,000
      seats('e', '301 5', 4_667, 3_000), // 15,556.67
      seats('own', '101 5', 9_000, 10_000),
    ];
    expect(valueScoreOf(own, others)).toEqual({
      basis: 'faceValue',
      compared: [
        { listing: others[0], why: 'sameSection', amount: 12_000 },
        { listing: others[1], why: 'sameSection', amount: 11_000 },
        { listing: others[2], why: 'sameLevel', amount: 13_000 },
        { listing: others[3], why: 'sameLevel', amount: 10_000 },
        { listing: others[4], why: 'sameEvent', amount: 15_557 },
      ],
      middle: 12_000,
      bps: 2_500,
    });
  });

  it('is by price where fewer than five others have a face value, and of an even number the mean of two', () => {
    const own = seats('own', 'C12 B', 11_000, 10_000);
    const others = [8_000, 9_000, 10_001, 11_000, 12_000, 13_000].map((price, i) =>
      seats(`l${i}`, `C${i + 1} A`, price, i < 4 ? 10_000 : null),
    );
    expect(valueScoreOf(own, others)).toMatchObject({ basis: 'price', middle: 10_501, bps: -475 });
  });

  it('is none with fewer than five others, or among what is free', () => {
    const four = [1, 2, 3, 4].map((n) => seats(`l${n}`, `10${n} A`, 100));
    expect(valueScoreOf(seats('own', '101 A', 100), four)).toBeNull();
    const free = [1, 2, 3, 4, 5].map((n) => seats(`l${n}`, `10${n} A`, 0));
    expect(valueScoreOf(seats('own', '101 A', 0), free)).toBeNull();
  });

  it('takes the nearest: by row in its section, then by sections of its level, then by face value', () => {
    const own = seats('own', '110 AA', 100, 100);
    const others = [
      ...['Z', 'CC', 'A'].map((row) => seats(row, `110 ${row}`, 100, 100)),
      ...['112', '119', '111'].map((section) => seats(section, `${section} A`, 100, 100)),
      ...[190, 110, 130].map((face) => seats(`face ${face}`, '205 A', 100, face)),
    ];
    expect(valueScoreOf(own, others.toReversed())?.compared.map(({ listing: { id } }) => id)).toEqual([
      'Z',
      'CC',
      'A',
      '111',
      '112',
      '119',
      'face 110',
      'face 130',
      'face 190',
    ]);
  });

  it('can be computed by hand from its table, whatever is on sale', () => {
    const price = fc.integer({ min: 1_000, max: 90_000 });
    const one = fc.record({
      section: fc.integer({ min: 101, max: 320 }),
      row: fc.integer({ min: 1, max: 30 }),
      price,
      face: fc.option(price),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 6, maxLength: 40 }), (all) => {
        const listings = all.map((each, i) =>
          seats(`l${i}`, `${each.section} ${each.row}`, each.price, each.face),
        );
        const [own] = listings as [Valued];
        const table = valueScoreOf(own, listings);
        if (!table) throw new Error('five others are enough');
        expect(table.compared.length).toBeGreaterThanOrEqual(fewestCompared);
        expect(table.compared.length).toBeLessThanOrEqual(mostCompared);
        const amounts = table.compared.map(({ amount }) => amount).sort((a, b) => a - b);
        const half = amounts.length / 2;
        const middle =
          amounts.length % 2 === 1
            ? (amounts[half - 0.5] as number)
            : Math.round(((amounts[half - 1] as number) + (amounts[half] as number)) / 2);
        expect(table.middle).toBe(middle);
        expect(table.bps).toBe(Math.round(((middle - own.price.amount) / middle) * 10_000));
      }),
    );
  });
});
