/** A rule for new prices as it is typed. Pure. */
import type { PriceRule } from '@holdfast/shared/listings';
import { marketplaceCurrency, parseAmount } from '@holdfast/shared/money';
import { amountOf } from '../../ui/figures.tsx';

/** Null without a rule. */
export function textOf(rule: PriceRule | null): string | null {
  if (!rule) return null;
  return 'bps' in rule ? String(rule.bps / 100) : amountOf(rule.amount);
}

/** @returns null for what is no rule */
export function readRule(by: PriceRule['by'], text: string): PriceRule | null {
  const plain = text.trim().replace('−', '-');
  if (by === 'percent' || by === 'market') {
    if (!/^[+-]?\d{1,3}(\.\d{1,2})?$/.test(plain)) return null;
    const bps = Math.round(Number(plain) * 100);
    return bps < -9_000 || bps > 20_000 ? null : { by, bps };
  }
  const sign = plain.startsWith('-') ? -1 : 1;
  const amount = parseAmount(plain.replace(/^[+-]/, ''), marketplaceCurrency);
  if (amount === null || (by === 'set' && sign < 0)) return null;
  return { by, amount: amount * sign };
}
