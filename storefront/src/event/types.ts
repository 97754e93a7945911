import type { PublicListings } from '@holdfast/shared/listings';

/** A listing as a fan sees it. */
export type PublicListing = PublicListings['data'][number];

/** A quantity of one listing, at the price that the fan sees. */
export interface Selection {
  listing: PublicListing;
  quantity: number;
}

/** How many tickets are selected in total. */
export const ticketsIn = (chosen: readonly Selection[]): number =>
  chosen.reduce((sum, { quantity }) => sum + quantity, 0);
