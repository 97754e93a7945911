import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRefund } from './splitRefund.ts';

test('a third back of proceeds, commission and fee is split to the cent', () => {
  expect(splitRefund([9_000, 1_000, 1_200], 0, 3_733)).toEqual([3_000, 333, 400]);
});

test('the last refund gives each part what is left of it', () => {
  const parts = [9_000, 1_000, 1_200];
  const first = splitRefund(parts, 0, 3_733);
  const rest = splitRefund(parts, 3_733, 11_200 - 3_733);
  expect(rest.map((part, i) => part + (first[i] ?? 0))).toEqual(parts);
});

test.each([
  [0, -1],
  [-1, 1],
  [11_000, 201],
])('after %i, a refund of %i is refused', (before, amount) => {
  expect(() => splitRefund([9_000, 1_000, 1_200], before, amount)).toThrow(RangeError);
});

const amounts = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 6 });

test('any sequence of refunds: each sums to its amount, and all of them give every part back exactly', () => {
  fc.assert(
    fc.property(
      amounts,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
      (parts, cuts) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const ends = [...cuts.map((cut) => Math.floor(cut * total)).sort((a, b) => a - b), total];
        const given = parts.map(() => 0);
        let before = 0;
        for (const end of ends) {
          const shares = splitRefund(parts, before, end - before);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(end - before);
          for (const [i, share] of shares.entries()) given[i] = (given[i] ?? 0) + share;
          for (const [i, part] of parts.entries()) {
            expect(given[i]).toBeGreaterThanOrEqual(0);
            expect(given[i]).toBeLessThanOrEqual(part);
          }
          before = end;
        }
        expect(given).toEqual(parts);
      },
    ),
  );
});
