/** Listings that staff take in by hand, and corrections of what was taken in wrong. */
import { z } from 'zod';
import { consignedWay } from '../deliveries/schemas.ts';
import { idOf, reason } from '../http/index.ts';
import { maximumPrice, price } from './listingPrice.ts';
import { splitRule } from './listingStates.ts';
import { readSeatList } from './seatList.ts';

const faceValueAmount = z
  .int('Give an amount, such as 120.50.')
  .min(0)
  .max(maximumPrice, 'At most 100,000.00.')
  .nullable();
const delivery = z
  .string()
  .trim()
  .min(1, 'Say how the tickets reach the fan.')
  .max(120, 'At most 120 characters.');
const disclosure = z
  .string()
  .trim()
  .max(200, 'At most 200 characters.')
  .nullable()
  .transform((text) => text || null);
const section = z.string().trim().min(1, 'Give the section.').max(20, 'At most 20 characters.');
const row = z.string().trim().min(1, 'Give the row.').max(10, 'At most 10 characters.');
const ticketType = z.string().trim().min(1, 'Name the kind of ticket.').max(60, 'At most 60 characters.');
const quantity = z.int('Give a number of tickets.').min(1, 'At least one ticket.').max(100_000);
const seats = z
  .string({ error: 'Give the seats, such as 5–8 or 2, 4, 6.' })
  .max(300, 'At most 300 characters.')
  .transform((text, context) => {
    const read = readSeatList(text);
    if ('seats' in read) return read.seats;
    context.addIssue({ code: 'custom', message: read.problem });
    return z.NEVER;
  })
  .meta({ description: 'Seats and ranges of one row', example: '5–8' });
const countsByTwo = z.boolean().meta({
  description: 'The row has an odd and an even side: 1 and 3 are neighbors, 1 and 2 are not',
});

const terms = {
  consignorId: idOf('consignor'),
  eventId: idOf('event'),
  priceAmount: price.meta({ description: 'Each, minor units, before the fee' }),
  floorAmount: price.nullable().default(null),
  ceilingAmount: price.nullable().default(null),
  faceValueAmount: faceValueAmount.default(null),
  delivery: delivery.default('Tickets ready now'),
  deliveryWay: consignedWay.default('transfer'),
  disclosure: disclosure.default(null),
  inHandOn: z.iso.date('Give a day, such as 2026-11-24.').nullable().default(null).meta({
    description: 'The day from which the tickets are in hand; null: they are',
  }),
  asDraft: z.boolean().default(false).meta({
    description: 'True: it stays a draft until it is submitted; otherwise it waits for approval at once',
  }),
  confirmedPriceAmount: price.nullable().default(null).meta({
    description:
      'A price far from that of its section is refused as `price_absurd` until this says the same amount again',
  }),
};

/** Takes one listing in by hand, by the rules of an import's row. */
export const newListing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('seated'),
    section,
    row,
    seats,
    countsByTwo: countsByTwo.default(false),
    splitRule: splitRule.default('neverLeaveOne'),
    ...terms,
  }),
  z.object({ kind: z.literal('generalAdmission'), ticketType, quantity, ...terms }),
]);
/** A listing that is taken in by hand, as a client sends it. */
export type NewListingBody = z.input<typeof newListing>;

/** Corrects what was taken in wrong; what is left out stays. */
export const listingCorrection = z.object({
  section: section.optional(),
  row: row.optional(),
  seats: seats.optional(),
  countsByTwo: countsByTwo.optional().meta({ description: 'Left out: as its seats count now' }),
  splitRule: splitRule.optional(),
  ticketType: ticketType.optional(),
  quantity: quantity
    .optional()
    .meta({ description: 'Of general admission: all tickets, sold ones included' }),
  maxPerFan: z
    .int('Give a number of tickets, or nothing.')
    .min(1, 'At least one ticket.')
    .max(100, 'At most 100.')
    .nullable()
    .optional()
    .meta({ description: 'Of general admission: tickets that one fan may have; null: as the event says' }),
  faceValueAmount: faceValueAmount.optional(),
  delivery: delivery.optional(),
  deliveryWay: consignedWay.optional(),
  disclosure: disclosure.optional(),
  version: z.int().min(1).meta({
    description: 'That the caller read. Where the listing changed since, it is refused as `version_conflict`',
  }),
  reason,
});
/** A correction as a client sends it. */
export type ListingCorrection = z.input<typeof listingCorrection>;

/** The answer to taking in or correcting a listing. */
export const madeListing = z.object({ id: idOf('listing') });
