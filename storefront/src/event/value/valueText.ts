import type { PublicListing } from '../types.ts';

/** A listing's value score in words: `7% less than 15 like it`. */
export function valueText({ bps, compared }: NonNullable<PublicListing['value']>): string {
  const percent = Math.round(Math.abs(bps) / 100);
  const like = `${compared} like it`;
  if (percent === 0) return `About the price of ${like}`;
  return `${percent}% ${bps > 0 ? 'less' : 'more'} than ${like}`;
}
