import { describe, expect, it } from 'vitest';
import {
  type AdvanceRule,
  advanceOf,
  advanceRuleOn,
  advanceRules,
  advanceTiersOn,
  judgeAdvances,
} from './advanceRules.ts';
import type { AdvanceFigures } from './advances.ts';
import { missingWords, standingFigures, standingWords } from './advanceWords.ts';

const on = '2026-12-01';
const good: AdvanceFigures = {
  sales: 60,
  volume: 600_000,
  failures: 1,
  outstanding: 0,
  isActive: true,
  isHeld: false,
  bankWaits: false,
  owes: false,
};
const judge = (figures: Partial<AdvanceFigures> = {}, rules = advanceRules) => {
  const standing = judgeAdvances(on, { ...good, ...figures }, 'USD', rules);
  if (!standing) throw new Error('no rule');
  return standing;
};

describe('the tiers', () => {
  const rows: Array<[sales: number, volume: number, failures: number, tier: string | null]> = [
    [0, 0, 0, null],
    [9, 100_000, 0, null],
    [10, 99_999, 0, null],
    [10, 100_000, 0, 'First'],
    // One in ten is more than five percent; one of 20 is exactly five.
    [10, 100_000, 1, null],
    [19, 100_000, 1, 'First'],
    [18, 100_000, 1, null],
    [49, 9_999_999, 0, 'First'],
    [50, 499_999, 0, 'First'],
    [50, 500_000, 0, 'Second'],
    // More than three percent, not more than five.
    [50, 500_000, 2, 'First'],
    [200, 2_500_000, 0, 'Third'],
    [200, 2_500_000, 2, 'Third'],
    [200, 2_500_000, 3, 'Second'],
    [1_000, 2_499_999, 0, 'Second'],
  ];
  it.each(rows)('%i sales of %i with %i failures', (sales, volume, failures, tier) => {
    expect(judge({ sales, volume, failures }).tier?.name ?? null).toBe(tier);
  });
  it('each asks for more than the one before and gives more', () => {
    for (const { tiers } of advanceRules)
      for (const [at, tier] of tiers.entries()) {
        const before = tiers[at - 1];
        expect(tier.advanceBps).toBeLessThan(10_000);
        if (!before) continue;
        expect(tier.minSales).toBeGreaterThan(before.minSales);
        expect(tier.minVolume).toBeGreaterThan(before.minVolume);
        expect(tier.maxFailureBps).toBeLessThan(before.maxFailureBps);
        expect(tier.limit).toBeGreaterThan(before.limit);
      }
  });
  it('are in the smallest units of the currency', () => {
    expect(advanceTiersOn(on, 'USD')[0]).toMatchObject({ minVolume: 100_000, limit: 50_000 });
    expect(advanceTiersOn(on, 'JPY')[0]).toMatchObject({ minVolume: 1_000, limit: 500 });
    expect(advanceTiersOn('2026-10-31', 'USD')).toEqual([]);
  });
});

it('the rule of a day is the newest that began by then', () => {
  const [first] = advanceRules as [AdvanceRule];
  const rules = [first, { ...first, from: '2027-05-01', windowDays: 180 }];
  expect(advanceRuleOn('2026-10-31', rules)).toBeNull();
  expect(advanceRuleOn('2026-11-01', rules)?.windowDays).toBe(365);
  expect(advanceRuleOn('2027-04-30', rules)?.windowDays).toBe(365);
  expect(advanceRuleOn('2027-05-01', rules)?.windowDays).toBe(180);
  expect(judgeAdvances('2026-10-31', good, 'USD', rules)).toBeNull();
});

describe('what stands in the way', () => {
  const rows: Array<[Partial<AdvanceFigures>, string | null, number]> = [
    [{}, null, 250_000],
    [{ outstanding: 249_999 }, null, 1],
    [{ outstanding: 250_000 }, 'limit', 0],
    [{ outstanding: 260_000 }, 'limit', 0],
    [{ sales: 1 }, 'tier', 0],
    [{ owes: true, sales: 1 }, 'claim', 0],
    [{ bankWaits: true, owes: true }, 'bank', 0],
    [{ isHeld: true, bankWaits: true }, 'held', 0],
    [{ isActive: false, isHeld: true }, 'inactive', 0],
  ];
  it.each(rows)('%j', (figures, bar, left) => {
    const standing = judge(figures);
    expect(standing).toMatchObject({ bar, left });
    expect(standingWords(standing)).toMatch(/\.$/);
  });
});

it('an advance is its share of the proceeds, and no more than is left', () => {
  const [tier] = advanceTiersOn(on, 'USD');
  if (!tier) throw new Error('no tier');
  expect(advanceOf(18_000, tier, 50_000)).toBe(9_000);
  expect(advanceOf(18_001, tier, 50_000)).toBe(9_001);
  expect(advanceOf(18_000, tier, 8_999)).toBe(8_999);
  expect(advanceOf(18_000, tier, 0)).toBe(0);
});

it('words say what counts, what is given and what is missing', () => {
  const standing = judge();
  expect(standingFigures(standing)).toBe(
    'In the last 365 days: 60 sales delivered and over, $6,000.00 of proceeds, 1 failure (1.64%). Advanced now: $0.00.',
  );
  expect(standingWords(standing)).toBe(
    'Second tier: 70% of a sale is paid once its tickets are delivered, up to $2,500.00 at one time; 30% is kept as a reserve until after the event. $2,500.00 of that is left.',
  );
  expect(missingWords(standing)).toBe(
    'For the third tier (80%, up to $10,000.00) this is missing: 140 more sales, $19,000.00 more of proceeds and failures of at most 1% (now 1.64%).',
  );
  expect(missingWords(judge({ sales: 300, volume: 9_000_000, failures: 0 }))).toBeNull();
  expect(standingWords(judge({ sales: 0, volume: 0, failures: 0 }))).toBe('No tier is reached yet.');
  expect(standingWords(judge({ owes: true }))).toBe(
    'Second tier. Nothing is advanced until what went back to fans is settled.',
  );
});
