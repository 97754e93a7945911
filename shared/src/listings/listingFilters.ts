/** The filters of the listing list, of its queues and of bulk runs. */
import { z } from 'zod';
import { ownerFilter } from '../accounts/contract.ts';
import { idOf, instant } from '../http/index.ts';

/** The queues of listings that wait for staff. */
export const listingQueues = [
  'toApprove',
  'toPrice',
  'delistRequested',
  'inHandPassed',
  'eventSoonUnsold',
] as const;
/** One queue of listings; its description says what each contains. */
export const listingQueue = z.enum(listingQueues).meta({
  id: 'ListingQueue',
  description:
    'toApprove: submitted; toPrice: on sale at more than 15% above or below its market price, outside its own limits or above a legal cap; delistRequested: with an open delist request; inHandPassed: the tickets should have been in hand by now; eventSoonUnsold: unsold tickets within 48 hours of the event',
});
/** One queue of listings. */
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

/** The filters of listings, as query fields. */
export const listingFilters = {
  q: z.string().trim().max(100).optional(),
  state: z.string().max(100).optional().meta({ description: 'One state, or several separated by commas' }),
  queue: listingQueue.optional(),
  owner: ownerFilter,
  eventId: idOf('event').optional(),
  consignorId: idOf('consignor').optional(),
  packageId: idOf('package').optional(),
  importId: idOf('import').optional(),
  runId: idOf('bulkRun').optional().meta({ description: 'Listings that this bulk run changed' }),
  league: z.string().max(20).optional(),
  startsFrom: instant.optional(),
  startsUntil: instant.optional().meta({ description: 'Before this instant' }),
  submittedBefore: instant.optional().meta({ description: 'Submitted before this instant' }),
  atLimit: z
    .enum(['floor', 'ceiling', 'cap'])
    .optional()
    .meta({ description: 'Its price is at or beyond this limit' }),
  priceFrom: minorUnitsOf('At least'),
  priceUntil: minorUnitsOf('At most'),
  marketFrom: basisPointsOf('Lowest distance from its market price: 1500 is 15% above, -1500 is 15% below'),
  marketUntil: basisPointsOf('Highest distance from its market price, basis points'),
  except: z
    .string()
    .max(200_000)
    .optional()
    .meta({ description: 'Without these listings: their ids, separated by commas' }),
};
/** The filters of listings, validated. A bulk run stores them. */
export const listingFilter = z.object(listingFilters).meta({ id: 'ListingFilter' });
/** The validated filters of listings. */
export type ListingFilter = z.infer<typeof listingFilter>;

/** How many listings wait in one queue, since when, and how many are past the queue's limit. */
export const queueStatus = z
  .object({
    queue: listingQueue,
    listings: z.int(),
    tickets: z.int(),
    since: instant
      .nullable()
      .meta({ description: 'When the oldest began to wait; eventSoonUnsold: the soonest start' }),
    limitHours: z.int().meta({
      description:
        'Hours of waiting after which it is past its limit; eventSoonUnsold: hours before its start',
    }),
    pastLimit: z.int(),
    mine: z.int(),
    unowned: z.int(),
  })
  .meta({ id: 'QueueStanding' });
/** How many listings wait in one queue. */
export type QueueStatus = z.infer<typeof queueStatus>;
