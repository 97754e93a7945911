import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateText, taxesWithin } from './taxesWithin.ts';

const on = { onPrice: true, onFee: true };

test('two taxes of one place are each their rate of the price without both', () => {
  const rates = [
    { ...on, ratePpm: 40_000 },
    { ...on, ratePpm: 48_750 },
  ];
  expect(taxesWithin({ price: 10_888, fee: 1_089 }, rates)).toEqual([
    { price: 400, fee: 40 },
    { price: 488, fee: 49 },
  ]);
});

test('a tax takes only of what it is on', () => {
  const rates = [
    { ratePpm: 100_000, onPrice: false, onFee: true },
    { ratePpm: 200_000, onPrice: true, onFee: false },
  ];
  expect(taxesWithin({ price: 1_200, fee: 110 }, rates)).toEqual([
    { price: 0, fee: 10 },
    { price: 200, fee: 0 },
  ]);
  expect(taxesWithin({ price: 0, fee: 0 }, rates)).toEqual([
    { price: 0, fee: 0 },
    { price: 0, fee: 0 },
  ]);
});

test('any taxes: never below zero, never more than what was paid, and half a unit from exact', () => {
  const rates = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), rates, (price, ppms) => {
      const parts = taxesWithin(
        { price, fee: 0 },
        ppms.map((ratePpm) => ({ ...on, ratePpm })),
      );
      const all = ppms.reduce((sum, ppm) => sum + ppm, 0);
      let sum = 0;
      for (const [i, part] of parts.entries()) {
        expect(part.price).toBeGreaterThanOrEqual(0);
        expect(Math.abs(part.price - (price * (ppms[i] as number)) / (1_000_000 + all))).toBeLessThanOrEqual(
          price < 10 ? 1 : 0.501,
        );
        sum += part.price;
      }
      expect(sum).toBeLessThanOrEqual(price);
    }),
  );
});

test.each([
  [88_750, '8.875%'],
  [60_000, '6%'],
  [3_750, '0.375%'],
  [1, '0.0001%'],
])('%i reads %s', (ppm, text) => expect(rateText(ppm)).toBe(text));
