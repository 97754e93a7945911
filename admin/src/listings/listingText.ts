/** Formats a listing for lists. */
import type { Listing } from '@holdfast/shared/listings';

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

/** Tolerance of the queue "to price", in basis points: beyond it a price needs a look. */
export const marketToleranceBps = 1_500;
