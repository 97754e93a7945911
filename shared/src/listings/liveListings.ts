/** What is on sale for an event, as its live page is told: first all of it, then what changes. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { publicListing } from './publicListings.ts';

/** What one number of tickets can be bought from at one moment. */
export const liveListings = z
  .object({
    data: z.array(publicListing).meta({
      description: 'Seated listings that sell just that number, and all general admission; cheapest first',
    }),
    quantities: z
      .array(z.int())
      .meta({ description: 'In which at least one seated listing can be bought now' }),
    asOf: instant,
  })
  .meta({ id: 'LiveListings' });
/** What one number of tickets can be bought from at one moment. */
export type LiveListings = z.infer<typeof liveListings>;

/** What isn't there any more: somebody took it, or it is no longer on sale. */
export const goneListing = z.object({ id: idOf('listing'), isTaken: z.boolean() });
/** What changed since the message before it. */
export const listingChanges = z
  .object({
    changed: z.array(publicListing).meta({ description: 'New ones too, each whole' }),
    gone: z.array(goneListing),
    quantities: z.array(z.int()),
    asOf: instant,
  })
  .meta({ id: 'ListingChanges' });
/** What changed since the message before it. */
export type ListingChanges = z.infer<typeof listingChanges>;

/** The query of the stream. */
export const liveListingsQuery = z.object({
  quantity: z.coerce.number().int().min(1, 'At least 1 ticket.').max(100, 'At most 100 tickets.'),
});
