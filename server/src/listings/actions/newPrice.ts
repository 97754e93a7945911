/** Computes a rule's price for one listing and checks it. Pure. */
import { type PriceRule, type PricingRule, priceLimits, priceProblem } from '@holdfast/shared/listings';
import { formatMoney } from '@holdfast/shared/money';
import type { ActionRow } from './actionRows.ts';

export type Refusal = { code: string; text: string };
type Priced = Pick<
  ActionRow,
  | 'price_amount'
  | 'market_amount'
  | 'floor_amount'
  | 'ceiling_amount'
  | 'cap_amount'
  | 'cap_law'
  | 'currency'
  | 'face_value_amount'
>;

/** @returns minor units, or why there is no such price */
export function newPrice(pricing: PricingRule, row: Priced): number | Refusal {
  const raw = byRule(pricing.change, row);
  if (typeof raw !== 'number') return raw;
  const rounded = Math.floor((raw + Math.floor(pricing.roundTo / 2)) / pricing.roundTo) * pricing.roundTo;
  const wanted = pricing.keepWithinLimits ? keptWithin(rounded, row) : rounded;
  return refusalOf(wanted, row) ?? wanted;
}

/** Minor units; a percentage is rounded half up. */
function byRule(rule: PriceRule, row: Priced): number | Refusal {
  switch (rule.by) {
    case 'set':
      return rule.amount;
    case 'amount':
      return row.price_amount + rule.amount;
    case 'percent':
      return percentOf(row.price_amount, rule.bps);
    case 'market':
      return row.market_amount === null
        ? { code: 'no_market', text: 'Too little is on sale beside it to speak of a market.' }
        : percentOf(row.market_amount, rule.bps);
  }
}

const percentOf = (amount: number, bps: number) => Math.floor((amount * (10_000 + bps) + 5_000) / 10_000);

function keptWithin(amount: number, { floor_amount, ceiling_amount, cap_amount, currency }: Priced): number {
  const limits = priceLimits(currency);
  const most = Math.min(ceiling_amount ?? limits.most, cap_amount ?? limits.most, limits.most);
  return Math.min(most, Math.max(amount, floor_amount ?? limits.least, limits.least));
}

/** Checks a price against the legal cap first, then the marketplace's range and the consignor's limits. */
export function refusalOf(amount: number, row: Priced): Refusal | null {
  const money = (minor: number) => formatMoney({ amount: minor, currency: row.currency });
  if (priceProblem(amount, row.currency) !== null) {
    const { least, most } = priceLimits(row.currency);
    return {
      code: 'price_out_of_range',
      text: `That would be ${money(amount)}. A price is ${money(least)} to ${money(most)}.`,
    };
  }
  const cap = capRefusal(amount, row);
  if (cap) return cap;
  if (row.floor_amount !== null && amount < row.floor_amount)
    return {
      code: 'below_floor',
      text: `${money(amount)} is below its floor of ${money(row.floor_amount)}. Change the floor first, or stop at it.`,
    };
  if (row.ceiling_amount !== null && amount > row.ceiling_amount)
    return {
      code: 'above_ceiling',
      text: `${money(amount)} is above its ceiling of ${money(row.ceiling_amount)}. Change the ceiling first, or stop at it.`,
    };
  return null;
}

/** Checks the legal cap alone: a listing above it can't go on sale. */
export function capRefusal(amount: number, row: Priced): Refusal | null {
  if (row.cap_law === null) return null;
  const money = (minor: number) => formatMoney({ amount: minor, currency: row.currency });
  if (row.cap_amount === null)
    return {
      code: 'face_value_missing',
      text: `${row.cap_law} caps resale by face value, and its face value isn't known. Add it first.`,
    };
  if (amount > row.cap_amount)
    return {
      code: 'above_cap',
      text: `${money(amount)} is above ${money(row.cap_amount)}, the most that ${row.cap_law} allows at a face value of ${money(row.face_value_amount ?? 0)}.`,
    };
  return null;
}
