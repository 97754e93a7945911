/** Which listings: the filters of the staff's lists, of its queues, and of work over a whole view. */
import { z } from 'zod';
import { ownerFilter } from '../accounts/contract.ts';
import { idOf, instant } from '../http/index.ts';

/** What waits for somebody at staff. */
export const listingQueues = [
  'toApprove',
  'toPrice',
  'delistRequested',
  'inHandPassed',
  'eventSoonUnsold',
] as const;
export const listingQueue = z.enum(listingQueues).meta({
  id: 'ListingQueue',
  description:
    'toApprove: submitted; toPrice: on sale at more than 15 % above or below its market, outside its own limits or above a legal cap; delistRequested: its consignor wants it back; inHandPassed: the day on which the tickets were to be in hand has passed; eventSoonUnsold: free tickets within 48 hours of the event',
});
export type ListingQueue = z.infer<typeof listingQueue>;

const minorUnitsOf = (what: string) =>
  z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: `${what}, each, minor units` });
const basisPointsOf = (what: string) =>
  z.coerce.number().int().min(-10_000).max(100_000).optional().meta({ description: what });

export const listingFilters = {
  q: z.string().trim().max(100).optional(),
  state: z.string().max(100).optional().meta({ description: 'One state, or several by comma' }),
  queue: listingQueue.optional(),
  owner: ownerFilter,
  eventId: idOf('event').optional(),
  consignorId: idOf('consignor').optional(),
  packageId: idOf('package').optional(),
  importId: idOf('import').optional(),
  runId: idOf('bulkRun').optional().meta({ description: 'What a bulk run has changed' }),
  league: z.string().max(20).optional(),
  startsFrom: instant.optional(),
  startsUntil: instant.optional().meta({ description: 'Before this instant' }),
  submittedBefore: instant.optional().meta({ description: 'In the queue since before this instant' }),
  standsAt: z
    .enum(['floor', 'ceiling', 'cap'])
    .optional()
    .meta({ description: 'Its price is at, or beyond, this limit of its own' }),
  priceFrom: minorUnitsOf('At least'),
  priceUntil: minorUnitsOf('At most'),
  marketFrom: basisPointsOf('At least so far from its market: 1500 is 15 % above, -1500 is 15 % below'),
  marketUntil: basisPointsOf('At most so far from its market, in basis points'),
};
export const listingFilter = z.object(listingFilters).meta({ id: 'ListingFilter' });
export type ListingFilter = z.infer<typeof listingFilter>;

/** One queue's standing. */
export const queueStanding = z
  .object({
    queue: listingQueue,
    listings: z.int(),
    tickets: z.int(),
    since: instant
      .nullable()
      .meta({ description: 'Since when the oldest waits; eventSoonUnsold: the soonest start' }),
    limitHours: z
      .int()
      .meta({ description: 'After so many hours it is past its limit; eventSoonUnsold: before its start' }),
    pastLimit: z.int(),
    mine: z.int(),
    unowned: z.int(),
  })
  .meta({ id: 'QueueStanding' });
export type QueueStanding = z.infer<typeof queueStanding>;
export const queueStandings = z.object({ data: z.array(queueStanding), asOf: instant });
