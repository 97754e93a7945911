/** Where a seat of one game is. */
export const seasonSeatStates = ['free', 'waiting', 'onSale', 'held', 'sold', 'unsold', 'off'] as const;
/** Where a seat of one game is. */
export type SeasonSeatState = (typeof seasonSeatStates)[number];
/** What each state is called. */
export const seasonSeatNames: Record<SeasonSeatState, string> = {
  free: 'Not consigned',
  waiting: 'Not on sale yet',
  onSale: 'On sale',
  held: 'Held by a fan',
  sold: 'Sold',
  unsold: 'Unsold, the game is over',
  off: 'Taken off sale',
};
