/** Formats a legal cap. */
import type { PriceCap } from '@holdfast/shared/priceCaps';
import { amountOf, percentOf } from '../ui/figures.tsx';

/** `NY, US`, or the country alone. */
export function placeName({ country, region }: Pick<PriceCap, 'country' | 'region'>): string {
  return region ? `${region}, ${country}` : country;
}

/** `face value + 10% + 5.00` */
export function allowed({
  overFaceBps,
  overFaceAmount,
}: Pick<PriceCap, 'overFaceBps' | 'overFaceAmount'>): string {
  const parts = [
    ...(overFaceBps > 0 ? [percentOf(overFaceBps)] : []),
    ...(overFaceAmount > 0 ? [amountOf(overFaceAmount)] : []),
  ];
  return parts.length === 0 ? 'face value' : `face value + ${parts.join(' + ')}`;
}
