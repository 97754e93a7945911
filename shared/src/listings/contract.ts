/** Listings as staff see them. */
import { z } from 'zod';
import { catalogEvent } from '../catalog/contract.ts';
import { deliveryWay } from '../deliveries/schemas.ts';
import { afterPlace, idOf, instant, listQuery, listWithNext, queryFlag } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { ruleInForce } from '../pricing/contract.ts';
import { listingFilters } from './listingFilters.ts';
import { listingState, splitRule } from './listingStates.ts';

/** A listing with what one ticket earns each side at the percentages in force. */
export const listing = z
  .object({
    id: idOf('listing'),
    event: catalogEvent,
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    kind: z.enum(['seated', 'generalAdmission']),
    ticketType: z.string().nullable(),
    section: z.string().nullable(),
    row: z.string().nullable(),
    seats: z.array(z.int()),
    splitRule,
    quantity: z.int(),
    available: z.int(),
    held: z.int(),
    sold: z.int(),
    withdrawn: z.int(),
    price: money.meta({ description: 'Each, before the fee' }),
    sum: z
      .object({
        proceeds: minorUnits,
        commission: minorUnits,
        price: minorUnits,
        fee: minorUnits,
        allIn: minorUnits,
      })
      .meta({ description: 'One ticket at the percentages in force, minor units' }),
    percentages: ruleInForce,
    commissionBps: z.int(),
    feeBps: z.int(),
    faceValue: money.nullable(),
    maxPerFan: z
      .int()
      .nullable()
      .meta({ description: 'Tickets of its type that one fan may have; null: as the event says' }),
    delivery: z.string().meta({ description: 'What staff noted of the delivery' }),
    deliveryWay,
    disclosure: z.string().nullable(),
    state: listingState,
    stateReason: z.string().nullable().meta({ description: 'Why it was rejected, paused or withdrawn' }),
    accepts: z.array(z.string()).meta({ description: 'Messages that a person may send it now' }),
    version: z.int(),
    owner: z
      .object({ id: idOf('person'), name: z.string() })
      .nullable()
      .meta({ description: 'The staff member who owns it' }),
    market: minorUnits.nullable().meta({
      description:
        'The median price on sale in its section; where there is none, its face value times the event’s median ratio of price to face value. Refreshed every few minutes',
    }),
    floor: minorUnits.nullable().meta({ description: 'The lowest price that its consignor agrees to' }),
    ceiling: minorUnits.nullable(),
    cap: minorUnits.nullable().meta({ description: 'The legal cap of the venue’s place' }),
    capLaw: z.string().nullable(),
    inHandOn: z.iso
      .date()
      .nullable()
      .meta({ description: 'The day from which the tickets are in hand; null: they are' }),
    delistRequested: z
      .object({ at: instant, reason: z.string().nullable() })
      .nullable()
      .meta({ description: 'The open delist request of its consignor' }),
    source: z.string().meta({ description: 'Where it came from', example: 'Season package' }),
    submittedAt: instant.nullable(),
    pricedAt: instant.meta({ description: 'When its present price was set' }),
    createdAt: instant,
  })
  .meta({ id: 'Listing' });
/** A listing as staff see it. */
export type Listing = z.infer<typeof listing>;

/** The fields that the listing list can be sorted by. */
export const listingOrders = [
  'submittedAt',
  'startsAt',
  'price',
  'consignor',
  'event',
  'section',
  'market',
  'free',
  'createdAt',
  'pricedAt',
  'delistRequestedAt',
  'inHandOn',
] as const;
/** The query of the listing list. */
export const listingQuery = listQuery(listingOrders, {
  ...listingFilters,
  ...afterPlace,
  totals: queryFlag
    .default(true)
    .meta({ description: 'False leaves out totals and counts, for further pages of the same view' }),
});
/** One page of listings with totals over the whole view. */
export const listingList = listWithNext(listing).extend({
  totals: z
    .object({
      tickets: z.int(),
      proceeds: minorUnits,
      commission: minorUnits,
      price: minorUnits,
      allIn: minorUnits,
    })
    .nullable()
    .meta({ description: 'Over the whole view, if all its tickets sell; minor units' }),
  counts: z
    .record(z.string(), z.int())
    .nullable()
    .meta({ description: 'Listings by state, with the other filters unchanged' }),
});
/** One page of listings with totals over the whole view. */
export type ListingList = z.infer<typeof listingList>;

/** One entry of a listing's price history. */
export const priceChange = z.object({
  amount: money,
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
  market: minorUnits.nullable().meta({ description: 'Its market price at that moment; null: not known' }),
});
