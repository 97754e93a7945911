/**
 * Advances: a part of a sale's proceeds is paid once the tickets are delivered, before the event. Who gets one, and how much, is
 * the rule below and nothing else; a rule that was in force is never changed: another one begins on a later day.
 */
import { decimalsOf, partOf } from '../money/index.ts';
import type { AdvanceBar } from './advanceBars.ts';
import type { AdvanceFigures, AdvanceStanding, AdvanceTierShown } from './advances.ts';

/** A tier: what a consignor must have sold for it, and what it gives. Money is in whole units of the marketplace's currency. */
export interface AdvanceTier {
  name: string;
  /** Orders that were delivered and whose event is over, within the rule's days. */
  minSales: number;
  /** The consignor's proceeds of these orders, in whole units of the currency. */
  minVolume: number;
  /** Basis points: failures in a hundred percent of sales and failures. */
  maxFailureBps: number;
  /** Basis points of an order's proceeds that are paid at delivery; the rest is the reserve. */
  advanceBps: number;
  /** The most that may be advanced at one time, in whole units of the currency. */
  limit: number;
}
/** The rule of advances from a day on. */
export interface AdvanceRule {
  /** The first day, in the marketplace's time zone. */
  from: string;
  /** Sales and failures of so many days count. */
  windowDays: number;
  /** The lowest first; each asks for more than the one before. */
  tiers: readonly AdvanceTier[];
}

/**
 * The rules, the oldest first. The tiers are a cautious beginning of this product's own, no law's and no bank's: a marketplace that
 * knows its losses writes a later rule below.
 */
export const advanceRules: readonly AdvanceRule[] = [
  {
    from: '2026-11-01',
    windowDays: 365,
    tiers: [
      { name: 'First', minSales: 10, minVolume: 1_000, maxFailureBps: 500, advanceBps: 5_000, limit: 500 },
      {
        name: 'Second',
        minSales: 50,
        minVolume: 5_000,
        maxFailureBps: 300,
        advanceBps: 7_000,
        limit: 2_500,
      },
      {
        name: 'Third',
        minSales: 200,
        minVolume: 25_000,
        maxFailureBps: 100,
        advanceBps: 8_000,
        limit: 10_000,
      },
    ],
  },
];

/** The rule in force on a day, such as `2026-11-30`; null before the first one. */
export const advanceRuleOn = (on: string, rules = advanceRules): AdvanceRule | null =>
  rules.findLast(({ from }) => from <= on) ?? null;

/**
 * Judges a consignor on a day. Pure: the same figures give the same standing.
 * @param on the day in the marketplace's zone
 * @param currency of the figures' amounts
 * @returns null where no rule is in force yet
 */
export function judgeAdvances(
  on: string,
  figures: AdvanceFigures,
  currency: string,
  rules = advanceRules,
): AdvanceStanding | null {
  const rule = advanceRuleOn(on, rules);
  if (!rule) return null;
  const tiers = rule.tiers.map((tier) => tierIn(tier, currency));
  const { sales, volume, failures, outstanding } = figures;
  const failureBps = failures === 0 ? 0 : Math.ceil((failures * 10_000) / (sales + failures));
  const reaches = ({ minSales, minVolume, maxFailureBps }: AdvanceTierShown) =>
    sales >= minSales && volume >= minVolume && failureBps <= maxFailureBps;
  const at = tiers.findLastIndex(reaches);
  const tier = tiers[at] ?? null;
  const next = tiers[at + 1] ?? null;
  const room = tier === null ? 0 : Math.max(0, tier.limit - outstanding);
  const bar = barOf(figures, tier, room);
  return {
    on,
    ruleFrom: rule.from,
    windowDays: rule.windowDays,
    currency,
    figures,
    failureBps,
    tier,
    next,
    missing: next && {
      sales: Math.max(0, next.minSales - sales),
      volume: Math.max(0, next.minVolume - volume),
      failureBps: Math.max(0, failureBps - next.maxFailureBps),
    },
    bar,
    left: bar === null ? room : 0,
  };
}

function barOf(
  { isActive, isHeld, bankWaits, owes }: AdvanceFigures,
  tier: AdvanceTierShown | null,
  room: number,
): AdvanceBar | null {
  if (!isActive) return 'inactive';
  if (isHeld) return 'held';
  if (bankWaits) return 'bank';
  if (owes) return 'claim';
  if (tier === null) return 'tier';
  return room === 0 ? 'limit' : null;
}

/** The tier with its money in minor units. */
function tierIn(tier: AdvanceTier, currency: string): AdvanceTierShown {
  const unit = 10 ** decimalsOf(currency);
  return { ...tier, minVolume: tier.minVolume * unit, limit: tier.limit * unit };
}

/**
 * What is advanced of an order, never more than what is left of the tier's limit.
 * @param proceeds what is owed for the order, minor units
 * @param left what may still be advanced, minor units
 * @returns minor units; 0: nothing is advanced
 */
export const advanceOf = (proceeds: number, { advanceBps }: AdvanceTierShown, left: number): number =>
  Math.min(partOf(proceeds, advanceBps), left);

/** All tiers of the rule of a day, with money in the currency's minor units; none before the first rule. */
export const advanceTiersOn = (on: string, currency: string): AdvanceTierShown[] =>
  (advanceRuleOn(on)?.tiers ?? []).map((tier) => tierIn(tier, currency));
