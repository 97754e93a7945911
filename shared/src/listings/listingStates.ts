/** The words of a listing: its states and which quantities of it may be sold. */
import { z } from 'zod';

export const splitRules = ['any', 'pairs', 'neverLeaveOne', 'allOrNothing'] as const;
/** A list of the consignor's own, as brokers write it: `custom:2,4`. */
const customSplit = z.templateLiteral([
  'custom:',
  z
    .string()
    .regex(/^[1-9]\d?(,[1-9]\d?){0,19}$/, 'List the quantities that may be sold, such as custom:2,4.'),
]);
export const splitRule = z.union([z.enum(splitRules), customSplit]).meta({
  id: 'SplitRule',
  description:
    'Which quantities of a seated listing may be sold: a rule by name, or custom: and a list of quantities',
  example: 'neverLeaveOne',
});

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
