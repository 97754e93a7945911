/** Worked examples that show what a rule does: a round price, and prices at which its bounds and its cents show. */
import type { PercentagesPart } from './parts.ts';
import { quoteTicket, type TicketSum } from './quote.ts';

export interface Example {
  kind: 'round' | 'least' | 'most' | 'oddCent';
  /** The part whose bound counts, minor units. */
  bound: number | null;
  sum: TicketSum;
}

/** Minor units: 100.00, and 33.33 for the odd cent. */
const roundPrice = 10_000;
const oddPrice = 3_333;

/**
 * One ticket of 100.00, a cheap one where the least counts and a dear one where the most counts (where the rule has
 * such), and one that doesn't divide evenly.
 */
export function examplesOf(parts: readonly PercentagesPart[]): Example[] {
  const examples: Example[] = [{ kind: 'round', bound: null, sum: quoteTicket(roundPrice, parts) }];
  const bounded = (side: 'least' | 'most') =>
    parts.find((part) => part[side] !== null && part[side] > 0 && part.bornBy === 'consignor') ??
    parts.find((part) => part[side] !== null && part[side] > 0);
  const least = bounded('least');
  if (least) examples.push({ kind: 'least', bound: least.least, sum: quoteTicket(cheapPrice(least), parts) });
  const most = bounded('most');
  if (most && most.bps > 0)
    examples.push({ kind: 'most', bound: most.most, sum: quoteTicket(dearPrice(most), parts) });
  examples.push({ kind: 'oddCent', bound: null, sum: quoteTicket(oddPrice, parts) });
  return examples;
}

/** Well below the price at which the percentage alone reaches the least: whole units, never below it. */
function cheapPrice({ bps, least }: PercentagesPart): number {
  const floor = least ?? 0;
  const reached = bps === 0 ? floor * 10 : (floor * 10_000) / bps;
  return Math.max(Math.ceil((reached * 0.85) / 100) * 100, Math.ceil(floor / 100) * 100);
}

/** Well above the price at which the percentage alone reaches the most, whole units. */
function dearPrice({ bps, most }: PercentagesPart): number {
  return Math.ceil(((((most ?? 0) * 10_000) / bps) * 1.25) / 100) * 100;
}
