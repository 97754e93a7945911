/** Listings as fans see them. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { money } from '../money/index.ts';

/** A listing with all-in prices, and only the quantities that can be held. */
export const publicListing = z
  .object({
    id: idOf('listing'),
    kind: z.enum(['seated', 'generalAdmission']),
    ticketType: z.string().nullable().meta({ description: 'General admission: VIP, Silver…' }),
    section: z.string().nullable(),
    row: z.string().nullable(),
    seats: z.array(z.int()).meta({
      description: 'The seats that the requested quantity would get; all free seats without a quantity',
    }),
    available: z.int(),
    quantities: z.array(z.int()).meta({ description: 'What the split rule and the limit allow now' }),
    price: money.meta({ description: 'All-in, each: what the fan pays for one ticket' }),
    priceParts: z
      .object({ price: money, fee: money, feeBps: z.int() })
      .meta({ description: 'What the all-in price is made of, each' }),
    faceValue: money.nullable(),
    delivery: z.string().meta({ description: 'For fans', example: 'Tickets ready now' }),
    disclosure: z.string().nullable(),
    maxPerFan: z
      .int()
      .nullable()
      .meta({ description: 'Tickets of it that one fan may have; null: as the event says' }),
    value: z
      .object({
        bps: z.int().meta({
          description: 'How much less it costs than those most like it, basis points; negative: more',
        }),
        compared: z.int().meta({ description: 'With how many listings it was compared: at least 5' }),
      })
      .nullable()
      .meta({ description: 'With a quantity; null: too few listings to compare with' }),
  })
  .meta({ id: 'PublicListing' });
/** A listing as a fan sees it. */
export type PublicListing = z.infer<typeof publicListing>;

/** With a quantity: only listings that can sell it, with the seats that the fan would get. */
export const publicListingQuery = z.object({ quantity: z.coerce.number().int().min(1).max(100).optional() });
/** The listings of one event at one moment. */
export const publicListings = z.object({ data: z.array(publicListing), total: z.int(), asOf: instant });
/** The listings of one event at one moment. */
export type PublicListings = z.infer<typeof publicListings>;
