/** What a signed-in consignor sees: their own terms, totals and listings, and nobody else's. */
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
    isPausedByMove: z
      .boolean()
      .meta({ description: 'Its event moved to a venue that isn’t known to have its section' }),
    delistRequested: z
      .object({ at: instant, reason: z.string().nullable() })
      .nullable()
      .meta({ description: 'The open delist request: staff have not answered it' }),
    mayAskDelist: z.boolean(),
    quantity: z.int(),
    available: z.int(),
    held: z.int(),
    sold: z.int(),
    price: money.meta({ description: 'Each, before the fee' }),
    allIn: money.meta({ description: 'Each: what a fan pays at the percentages in force' }),
    proceedsEach: money.meta({
      description: 'Each: the proceeds at the percentages in force',
    }),
    soldProceeds: money.meta({
      description: 'Proceeds of the sold tickets, each at the percentages of its own hold',
    }),
  })
  .meta({ id: 'OwnListing' });
/** One of the consignor's own listings. */
export type OwnListing = z.infer<typeof ownListing>;

/** Asks staff to take a listing off sale. */
export const delistRequest = z.object({
  reason: z.string().trim().max(300, 'At most 300 characters.').nullable().default(null),
});
/** A delist request as a client sends it. */
export type DelistRequest = z.input<typeof delistRequest>;

const states = z
  .string()
  .max(200)
  .transform((text) => text.split(',').map((state) => state.trim()))
  .pipe(z.array(listingState))
  .meta({ description: 'One state, or several separated by commas' });

/** The query of the consignor's listings, by start. */
export const sellingQuery = listQuery(['startsAt'], {
  when: z.enum(['upcoming', 'past']).optional().meta({ description: 'Whether the event has begun' }),
  state: states.optional(),
});
/** The query of the consignor's listings as a client sends it. */
export type SellingQuery = z.input<typeof sellingQuery>;

const byState = z.partialRecord(listingState, z.int());

/** The consignor's terms, totals and one page of listings. */
export const selling = z
  .object({
    consignor: z.object({
      name: z.string(),
      plan: z.string(),
      commissionBps: z.int().meta({ description: 'The commission in force, basis points of the price' }),
      feeBps: z.int().meta({ description: 'The service fee in force, basis points of the price' }),
    }),
    totals: z
      .object({
        listed: z.int().meta({ description: 'Tickets that fans can buy now' }),
        waiting: z.int().meta({ description: 'Tickets that wait for approval, or are paused' }),
        held: z.int().meta({ description: 'Tickets that fans hold at this moment' }),
        sold: z.int().meta({ description: 'Tickets of paid orders' }),
        soldProceeds: money.meta({
          description: 'Proceeds of sold tickets, each at the percentages of its own hold',
        }),
        owed: money.meta({ description: 'What the ledger owes the consignor: sales less refunds' }),
        potentialProceeds: money.meta({
          description: 'Proceeds if all listed, waiting and held tickets sell, at the percentages in force',
        }),
      })
      .meta({ description: 'Over all of the consignor’s listings, regardless of the filters' }),
    counts: z
      .object({ upcoming: byState, past: byState })
      .meta({ description: 'Listings by state, regardless of the filters' }),
    listings: listOf(ownListing),
  })
  .meta({ id: 'Selling' });
/** The consignor's terms, totals and one page of listings. */
export type Selling = z.infer<typeof selling>;
