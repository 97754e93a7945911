import { describe, expect, it } from 'vitest';
import { forecastRest, forecastSeat, sharesOf, sumSeason } from './seasonSums.ts';
import { forecastWords } from './seasonWords.ts';

describe('the forecast', () => {
  it('needs five games', () => {
    expect(forecastSeat([])).toBeNull();
    expect(forecastSeat([100, 100, 100, 100])).toBeNull();
    expect(forecastSeat([100, 100, 100, 100, 100])).toEqual({ low: 100, middle: 100, high: 100 });
  });
  it('is the median and the quarters, whatever the order', () => {
    expect(forecastSeat([5_000, 1_000, 4_000, 2_000, 3_000])).toEqual({
      low: 2_000,
      middle: 3_000,
      high: 4_000,
    });
    // Between two games it is in proportion: places 1.25, 2.5 and 3.75 of six.
    expect(forecastSeat([0, 1_000, 2_000, 3_000, 4_000, 5_000])).toEqual({
      low: 1_250,
      middle: 2_500,
      high: 3_750,
    });
  });
  it('is of all seats that are left', () => {
    expect(forecastRest([1, 2, 3, 4, 5], 4)).toEqual({
      seats: 4,
      games: 5,
      perSeat: { low: 2, middle: 3, high: 4 },
      total: { low: 8, middle: 12, high: 16 },
    });
    expect(forecastRest([1, 2], 4)).toEqual({ seats: 4, games: 2, perSeat: null, total: null });
  });
  it('says how it is made, or why there is none', () => {
    expect(forecastWords(forecastRest([100, 200, 300, 400, 500], 2), 'USD', '101')).toBe(
      'Forecast for 2 seats of games ahead: $6.00, between $4.00 and $8.00. It is made from the 5 games of this season that are over and had seats of section 101 on sale: what they gave a seat’s owner after commission, unsold seats counted as nothing. The middle is their median, $3.00 a seat; half of them lie within the range.',
    );
    expect(forecastWords(forecastRest([100], 1), 'USD', '101')).toBe(
      'No forecast for 1 seat of a game ahead: one game of this season with seats of section 101 on sale is over, and at least 5 are needed.',
    );
    expect(forecastWords(forecastRest([], 0), 'USD', '101')).toMatch(/nothing to forecast/);
  });
});

it('shares add up to the amount and differ by one at most', () => {
  for (const [amount, parts] of [
    [100, 3],
    [0, 4],
    [1, 7],
    [320_001, 82],
  ] as const) {
    const shares = sharesOf(amount, parts);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  }
});

it('sums count what is sold', () => {
  const seat = { seat: 1, asked: 100, cost: 10, order: null };
  const none = { price: null, commission: null, fees: null, net: null };
  const sold = { price: 100, commission: 20, fees: 12, net: 80 };
  const game = {
    eventId: 'evt_1',
    name: 'A',
    startsAt: '',
    timeZone: 'UTC',
    status: 'scheduled',
    isOver: false,
  } as const;
  expect(
    sumSeason(
      [
        {
          ...game,
          seats: [
            { ...seat, state: 'sold', ...sold },
            { ...seat, state: 'onSale', ...none },
          ],
        },
      ],
      20,
    ),
  ).toEqual({ seats: 2, sold: 1, price: 100, commission: 20, fees: 12, net: 80, cost: 20 });
});
