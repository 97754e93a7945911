/** What a signed-in consignor sees of their own: terms, totals and listings, and nobody else's. */
import { z } from 'zod';
import { catalogEvent } from '../catalog/contract.ts';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { listingState } from '../listings/listingStates.ts';
import { money } from '../money/index.ts';

/** One of the consignor's own listings. */
export const ownListing = z
  .object({
    id: idOf('listing'),
    event: catalogEvent,
    kind: z.enum(['seated', 'generalAdmission']),
    ticketType: z.string().nullable().meta({ description: 'General admission: VIP, Silver…' }),
    section: z.string().nullable(),
    row: z.string().nullable(),
    seats: z.array(z.int()),
    state: listingState,
    stateReason: z.string().nullable().meta({ description: 'Why it was rejected, paused or withdrawn' }),
    delistRequested: z
      .object({ at: instant, reason: z.string().nullable() })
      .nullable()
      .meta({ description: 'The consignor wants it off sale; our team has not answered yet' }),
    mayAskDelist: z.boolean(),
    quantity: z.int(),
    available: z.int(),
    held: z.int(),
    sold: z.int(),
    price: money.meta({ description: 'Each, before the fee' }),
    allIn: money.meta({ description: 'Each: what a fan pays at the percentages in force' }),
    consignorEach: money.meta({
      description: 'Each: what the consignor gets at the percentages in force',
    }),
    soldConsignor: money.meta({
      description:
        'What the consignor gets for the tickets that are sold, each at the percentages of its own hold',
    }),
  })
  .meta({ id: 'OwnListing' });
export type OwnListing = z.infer<typeof ownListing>;

/** A wish to have a listing back. */
export const delistRequest = z.object({
  reason: z.string().trim().max(300, 'At most 300 characters.').nullable().default(null),
});
export type DelistRequest = z.input<typeof delistRequest>;

const states = z
  .string()
  .max(200)
  .transform((text) => text.split(',').map((state) => state.trim()))
  .pipe(z.array(listingState))
  .meta({ description: 'One state, or several by comma' });

export const sellingQuery = listQuery(['startsAt'], {
  when: z.enum(['upcoming', 'past']).optional().meta({ description: 'Whether the event has begun' }),
  state: states.optional(),
});
export type SellingQuery = z.input<typeof sellingQuery>;

const byState = z.partialRecord(listingState, z.int());

export const selling = z
  .object({
    consignor: z.object({
      name: z.string(),
      plan: z.string(),
      commissionBps: z
        .int()
        .meta({ description: 'What the marketplace keeps of the price, in force now, basis points' }),
      feeBps: z.int().meta({ description: 'What the fan pays on top, basis points' }),
    }),
    totals: z
      .object({
        listed: z.int().meta({ description: 'Tickets that fans can buy now' }),
        waiting: z.int().meta({ description: 'Tickets that wait for approval, or are paused' }),
        held: z.int().meta({ description: 'Tickets that fans hold at this moment' }),
        sold: z.int().meta({ description: 'Tickets of paid orders' }),
        soldConsignor: money.meta({
          description: 'What the consignor gets for sold tickets, each at the percentages of its own hold',
        }),
        owed: money.meta({ description: 'What the books owe the consignor: sales less what went back' }),
        couldGet: money.meta({
          description: 'If all listed, waiting and held tickets sell, at the percentages in force',
        }),
      })
      .meta({ description: 'Over all of the consignor’s listings, whatever the filters' }),
    counts: z
      .object({ upcoming: byState, past: byState })
      .meta({ description: 'Listings by state, whatever the filters' }),
    listings: listOf(ownListing),
  })
  .meta({ id: 'Selling' });
export type Selling = z.infer<typeof selling>;
