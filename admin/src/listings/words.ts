/** How a listing reads in the desk's lists. */
import type { Listing } from '@holdfast/shared/consignment';

/** `Browns at Bears`: short names where both clubs have one. */
export function gameOf(event: Listing['event']): string {
  return event.home && event.away ? `${event.away.shortName} at ${event.home.shortName}` : event.name;
}

/** How far its price is from its market, in basis points; null where there is none. */
export function overMarketBps(priceAmount: number, market: number | null): number | null {
  return market ? Math.round(((priceAmount - market) / market) * 10_000) : null;
}

/** `+34%`, `−19%`, `0%` out of basis points. */
export function signedPercent(bps: number): string {
  const percent = Math.round(bps / 100);
  return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent)}%`;
}

/** Beyond this a price is to be looked at: the tolerance of the queue "to price", in basis points. */
export const marketToleranceBps = 1_500;
