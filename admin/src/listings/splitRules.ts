import type { Listing } from '@holdfast/shared/consignment';

/** The split rules in words. */
export const splitRuleNames: Record<Listing['splitRule'], string> = {
  any: 'Any quantity',
  pairs: 'Pairs',
  neverLeaveOne: 'No single left behind',
  allOrNothing: 'All or nothing',
};
