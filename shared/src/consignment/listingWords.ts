/** The words of a listing: its states and which quantities of it may be sold. */
import { z } from 'zod';

export const splitRules = ['any', 'pairs', 'neverLeaveOne', 'allOrNothing'] as const;
export const splitRule = z
  .enum(splitRules)
  .meta({ id: 'SplitRule', description: 'Which quantities of a seated listing may be sold' });

export const listingStates = [
  'draft',
  'submitted',
  'live',
  'paused',
  'ended',
  'withdrawn',
  'rejected',
] as const;
export const listingState = z.enum(listingStates).meta({ id: 'ListingState' });
