/**
 * Worked examples that show what a rule does: a round price, and prices at which a minimum, a maximum or an
 * odd cent matters.
 */
import type { PercentagesComponent } from './components.ts';
import { quoteTicket, type TicketSum } from './quote.ts';

/** One worked example. */
export interface Example {
  kind: 'round' | 'minimum' | 'maximum' | 'oddCent';
  /** The minimum or maximum that this example shows, minor units. */
  bound: number | null;
  sum: TicketSum;
}

/** Minor units: 100.00, and 33.33 for the odd cent. */
const roundPrice = 10_000;
const oddPrice = 3_333;

/**
 * Quotes one ticket of 100.00, one cheap enough that a minimum applies and one expensive enough that a
 * maximum applies (where the rule has one), and one price that doesn't divide evenly.
 */
export function examplesOf(components: readonly PercentagesComponent[]): Example[] {
  const examples: Example[] = [{ kind: 'round', bound: null, sum: quoteTicket(roundPrice, components) }];
  const bounded = (side: 'minimum' | 'maximum') =>
    components.find((part) => part[side] !== null && part[side] > 0 && part.payer === 'consignor') ??
    components.find((part) => part[side] !== null && part[side] > 0);
  const minimum = bounded('minimum');
  if (minimum)
    examples.push({
      kind: 'minimum',
      bound: minimum.minimum,
      sum: quoteTicket(cheapPrice(minimum), components),
    });
  const maximum = bounded('maximum');
  if (maximum && maximum.bps > 0)
    examples.push({
      kind: 'maximum',
      bound: maximum.maximum,
      sum: quoteTicket(dearPrice(maximum), components),
    });
  examples.push({ kind: 'oddCent', bound: null, sum: quoteTicket(oddPrice, components) });
  return examples;
}

/**
 * 15% below the price at which the percentage equals the minimum, in whole units; never below the minimum
 * itself.
 */
function cheapPrice({ bps, minimum }: PercentagesComponent): number {
  const floor = minimum ?? 0;
  const reached = bps === 0 ? floor * 10 : (floor * 10_000) / bps;
  return Math.max(Math.ceil((reached * 0.85) / 100) * 100, Math.ceil(floor / 100) * 100);
}

/** 25% above the price at which the percentage equals the maximum, in whole units. */
function dearPrice({ bps, maximum }: PercentagesComponent): number {
  return Math.ceil(((((maximum ?? 0) * 10_000) / bps) * 1.25) / 100) * 100;
}
