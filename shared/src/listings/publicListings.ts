/** Listings as fans see them. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { money } from '../money/index.ts';

/** A listing as a fan sees it: all-in prices, and only the quantities that can be held. */
export const publicListing = z
  .object({
    id: idOf('listing'),
    kind: z.enum(['seated', 'generalAdmission']),
    ticketType: z.string().nullable().meta({ description: 'General admission: VIP, Silver…' }),
    section: z.string().nullable(),
    row: z.string().nullable(),
    seats: z.array(z.int()).meta({
      description: 'The seats that the asked quantity would get; all free seats when none was asked',
    }),
    available: z.int(),
    quantities: z.array(z.int()).meta({ description: 'What the split rule and the limit allow now' }),
    price: money.meta({ description: 'All-in, each: what the fan pays for one ticket' }),
    priceParts: z
      .object({ price: money, fee: money, feeBps: z.int() })
      .meta({ description: 'How the all-in price comes about, each' }),
    faceValue: money.nullable(),
    delivery: z.string().meta({ description: 'In words', example: 'Tickets ready now' }),
    disclosure: z.string().nullable(),
  })
  .meta({ id: 'PublicListing' });
export type PublicListing = z.infer<typeof publicListing>;

export const publicListingQuery = z.object({ quantity: z.coerce.number().int().min(1).max(100).optional() });
export const publicListings = z.object({ data: z.array(publicListing), total: z.int(), asOf: instant });
export type PublicListings = z.infer<typeof publicListings>;
