import type { PublicListings } from '@holdfast/shared/listings';

export type PublicListing = PublicListings['data'][number];

/** So many tickets of a listing, at the price that the fan sees. */
export interface Chosen {
  listing: PublicListing;
  quantity: number;
}

export const ticketsIn = (chosen: readonly Chosen[]): number =>
  chosen.reduce((sum, { quantity }) => sum + quantity, 0);
