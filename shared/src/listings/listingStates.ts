/** The states of a listing and its split rules. */
import { z } from 'zod';

/** The named split rules; `splitRule.ts` defines them. */
export const splitRules = ['any', 'pairs', 'neverLeaveOne', 'allOrNothing'] as const;
/** A consignor's own list of quantities, as brokers write it: `custom:2,4`. */
const customSplit = z.templateLiteral([
  'custom:',
  z
    .string()
    .regex(/^[1-9]\d?(,[1-9]\d?){0,19}$/, 'List the quantities that may be sold, such as custom:2,4.'),
]);
/** A split rule, by name or as a list of quantities. */
export const splitRule = z.union([z.enum(splitRules), customSplit]).meta({
  id: 'SplitRule',
  description:
    'Which quantities of a seated listing may be sold: a rule by name, or custom: and a list of quantities',
  example: 'neverLeaveOne',
});

/** The states of a listing. `listing.machine.ts` defines the transitions. */
export const listingStates = [
  'draft',
  'submitted',
  'live',
  'paused',
  'ended',
  'withdrawn',
  'rejected',
] as const;
/** One state of a listing, validated. */
export const listingState = z.enum(listingStates).meta({ id: 'ListingState' });
