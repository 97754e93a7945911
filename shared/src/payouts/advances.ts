/**
 * Advances: a part of a sale's proceeds is paid once the tickets are delivered, before the event. Who gets one, and how much, is
 * the rule below and nothing else; a rule that was in force is never changed: another one begins on a later day.
 */
import { z } from 'zod';
import { day, idOf } from '../http/index.ts';
import { basisPoints, decimalsOf, minorUnits, moneyText, partOf } from '../money/index.ts';

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

/** Why a consignor gets no advances, the weightiest first. */
export const advanceBars = ['inactive', 'held', 'bank', 'claim', 'tier', 'limit'] as const;
/** One reason. */
export type AdvanceBar = (typeof advanceBars)[number];

/** What the rule reads of a consignor. Amounts are minor units. */
export const advanceFigures = z.object({
  sales: z.int().meta({
    description:
      'Orders that were delivered and not refunded, with an event that is over, in the rule’s days',
  }),
  volume: minorUnits.meta({ description: 'The consignor’s proceeds of them' }),
  failures: z.int().meta({
    description: 'Deliveries that are late or refused, or failed by the consignor’s part, in the rule’s days',
  }),
  outstanding: minorUnits.meta({ description: 'Advanced, and not made good by a payout yet' }),
  isActive: z.boolean(),
  isHeld: z.boolean().meta({ description: 'Finance holds payouts back' }),
  bankWaits: z.boolean().meta({ description: 'Bank data is missing or new, and holds payouts back' }),
  owes: z.boolean().meta({ description: 'What may be paid now is below zero: a claim' }),
});
/** What the rule reads of a consignor. */
export type AdvanceFigures = z.infer<typeof advanceFigures>;

const tierShown = z.object({
  name: z.string(),
  minSales: z.int(),
  minVolume: minorUnits,
  maxFailureBps: basisPoints,
  advanceBps: basisPoints,
  limit: minorUnits,
});
/** A tier with its money in minor units. */
export type AdvanceTierShown = z.infer<typeof tierShown>;

/** What the rule says of one consignor on a day, with all that it was computed from. Amounts are minor units. */
export const advanceStanding = z
  .object({
    on: day,
    ruleFrom: day,
    windowDays: z.int(),
    currency: z.string(),
    figures: advanceFigures,
    failureBps: basisPoints,
    tier: tierShown.nullable().meta({ description: 'The highest that is reached; null: none' }),
    next: tierShown.nullable().meta({ description: 'The one after it; null: there is none higher' }),
    missing: z
      .object({ sales: z.int(), volume: minorUnits, failureBps: basisPoints })
      .nullable()
      .meta({ description: 'What is missing for the next tier: more sales and volume, fewer failures' }),
    bar: z.enum(advanceBars).nullable().meta({ description: 'Why nothing is advanced; null: it is' }),
    left: minorUnits.meta({ description: 'May be advanced until the tier’s limit; 0 where a bar says why' }),
  })
  .meta({ id: 'AdvanceStanding' });
/** What the rule says of one consignor. */
export type AdvanceStanding = z.infer<typeof advanceStanding>;

/** An advance as its consignor and finance read it. */
export const advanceGiven = z.object({
  order: z.object({ id: idOf('reservation'), code: z.string() }),
  event: z.string(),
  amount: minorUnits,
  givenOn: day,
  tier: z.string(),
  state: z.enum(['open', 'paid', 'settled']).meta({
    description: 'open: the next run pays it; paid: the event is ahead; settled: a later payout made it good',
  }),
});
/** An advance. */
export type AdvanceGiven = z.infer<typeof advanceGiven>;

/** Advances of one consignor; null stands for: the settings don't give any. */
export const consignorAdvances = z
  .object({
    standing: advanceStanding.nullable().meta({ description: 'Null: advances are switched off' }),
    given: z.array(advanceGiven).meta({ description: 'Newest first, at most 50' }),
  })
  .meta({ id: 'ConsignorAdvances' });
/** Advances of one consignor. */
export type ConsignorAdvances = z.infer<typeof consignorAdvances>;

const switchFields = { isOn: z.boolean({ error: 'Say whether advances are paid.' }) };
/** Whether advances are paid. */
export const advanceSettings = z
  .object({ id: z.literal('advances'), ...switchFields, version: z.int() })
  .meta({ id: 'AdvanceSettings' });
/** Whether advances are paid. */
export type AdvanceSettings = z.infer<typeof advanceSettings>;
/** Switches advances on or off, from the next run on. */
export const advanceSettingsInput = z.object({ ...switchFields, version: z.int() });

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

const percent = (bps: number) => `${bps / 100}%`;
const counted = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** What a tier gives, in a sentence. */
export const tierWords = (
  { advanceBps, limit }: Pick<AdvanceTierShown, 'advanceBps' | 'limit'>,
  currency: string,
): string =>
  `${percent(advanceBps)} of a sale is paid once its tickets are delivered, up to ${moneyText({ amount: limit, currency })} at one time; ${percent(10_000 - advanceBps)} is kept as a reserve until after the event.`;

/** All tiers of the rule of a day, with money in the currency's minor units; none before the first rule. */
export const advanceTiersOn = (on: string, currency: string): AdvanceTierShown[] =>
  (advanceRuleOn(on)?.tiers ?? []).map((tier) => tierIn(tier, currency));

/** What counts: the figures from which the standing was computed, in a sentence. */
export const standingFigures = ({ figures, failureBps, windowDays, currency }: AdvanceStanding): string =>
  `In the last ${windowDays} days: ${counted(figures.sales, 'sale')} delivered and over, ${moneyText({ amount: figures.volume, currency })} of proceeds, ${counted(figures.failures, 'failure')} (${percent(failureBps)}). Advanced now: ${moneyText({ amount: figures.outstanding, currency })}.`;

const barWords: Record<Exclude<AdvanceBar, 'tier' | 'limit'>, string> = {
  inactive: 'Nothing is advanced: the consignor is deactivated.',
  held: 'Nothing is advanced while payouts are held back.',
  bank: 'Nothing is advanced until bank data may be used.',
  claim: 'Nothing is advanced until what went back to fans is settled.',
};

/** What the rule gives now, or why it gives nothing, in a sentence. */
export function standingWords({ bar, tier, left, currency }: AdvanceStanding): string {
  if (bar === 'tier') return 'No tier is reached yet.';
  if (tier === null) return bar === null || bar === 'limit' ? '' : barWords[bar];
  if (bar === 'limit')
    return `${tier.name} tier. All of ${moneyText({ amount: tier.limit, currency })} is advanced. More can be once these events are over.`;
  if (bar !== null) return `${tier.name} tier. ${barWords[bar]}`;
  return `${tier.name} tier: ${tierWords(tier, currency)} ${moneyText({ amount: left, currency })} of that is left.`;
}

/** What is missing for the next tier, in a sentence; null where there is none higher. */
export function missingWords({ next, missing, currency, failureBps }: AdvanceStanding): string | null {
  if (next === null || missing === null) return null;
  const parts = [
    missing.sales > 0 ? `${counted(missing.sales, 'more sale')}` : null,
    missing.volume > 0 ? `${moneyText({ amount: missing.volume, currency })} more of proceeds` : null,
    missing.failureBps > 0
      ? `failures of at most ${percent(next.maxFailureBps)} (now ${percent(failureBps)})`
      : null,
  ].filter((part) => part !== null);
  const list = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `For the ${next.name.toLowerCase()} tier (${percent(next.advanceBps)}, up to ${moneyText({ amount: next.limit, currency })}) this is missing: ${list}.`;
}
