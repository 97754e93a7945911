import type { PublicListings } from '@holdfast/shared/listings';

/** A listing as a fan sees it. */
export type PublicListing = PublicListings['data'][number];

/** Why a listing is gone: others took it, or it is off sale. */
export type Gone = 'taken' | 'offSale';

/** A listing on screen. One that is gone stays, grayed out, until the list is sorted again. */
export interface ShownListing {
  listing: PublicListing;
  /** Null: it can be bought. */
  gone: Gone | null;
  /** Its price has changed since the page told of it last. */
  priceChanged: boolean;
}

/** A quantity of one listing, at the price that the fan sees. */
export interface Selection {
  listing: PublicListing;
  quantity: number;
  /** What became of it meanwhile; not set or null: it can be held. */
  gone?: Gone | null;
}

/** How many tickets are selected in total. */
export const ticketsIn = (chosen: readonly Selection[]): number =>
  chosen.reduce((sum, { quantity }) => sum + quantity, 0);
