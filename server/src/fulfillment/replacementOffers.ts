/** Which tickets on sale could be given in place of some that can't be delivered: equal or better, and enough of them together. */
import {
  type ComparedTickets,
  deliveryDeadlines,
  type EqualOrBetter,
  equalOrBetter,
  mediansOf,
} from '@holdfast/shared/deliveries';
import type { DeliveriesMade } from '../deliveries/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import {
  type CurrentLine,
  currentLine,
  type Offer,
  offersOf,
  replacementEntries,
} from '../reservations/index.ts';
import { seatsFor } from '../tickets/index.ts';

/** What could be given. */
export interface Option {
  offer: Offer;
  /** Adjacent, as the listing's split rule gives them; empty without seats. */
  seats: number[];
  why: EqualOrBetter;
}

/** A delivery's line, and what could be given in its place. */
export interface Options {
  line: CurrentLine;
  options: Option[];
  /** Listings with enough seats that are neither equal nor better. */
  notGood: number;
}

interface Had extends ComparedTickets {
  currency: string;
}

/**
 * Computes the options as they stand; what the caller has locked stays so. Listings that the order has or had are left out:
 * one of them failed, and an order has each listing once.
 * @throws Problem `not_found` where the delivery's tickets were replaced
 */
export async function optionsOf(
  trx: Trx,
  delivery: Pick<DeliveriesMade, 'reservation_id' | 'listing_id' | 'event_id'>,
): Promise<Options> {
  const { reservation_id: reservationId, listing_id: listingId } = delivery;
  const line = await currentLine(trx, reservationId, listingId);
  const had = await ticketsOf(trx, reservationId, line.boughtListingId);
  const known = await listingsOf(trx, reservationId);
  const offers = (await offersOf(trx, delivery.event_id)).filter(({ currency }) => currency === had.currency);
  const medians = mediansOf(offers.map((offer) => ({ ...offer, priceAmount: offer.sum.price })));
  const enough = offers.flatMap((offer) => {
    const seats = known.has(offer.id) ? null : seatsFor(offer.stock, line.quantity);
    return seats === null ? [] : [{ offer, seats: seats.toSorted((a, b) => a - b) }];
  });
  const options = enough.flatMap(({ offer, seats }): Option[] => {
    const why = equalOrBetter({ ...had, paidAmount: line.paidAmount }, offer, {
      medians,
      currency: had.currency,
    });
    return why === null ? [] : [{ offer, seats, why }];
  });
  return {
    line,
    options: options.toSorted(
      (a, b) => costOf(line, a.offer) - costOf(line, b.offer) || (a.offer.id < b.offer.id ? -1 : 1),
    ),
    notGood: enough.length - options.length,
  };
}

/** What the marketplace bears for these in place of those, minor units: less commission, and the difference of the prices. */
export function costOf(line: CurrentLine, offer: Offer): number {
  return replacementEntries(line, offer).reduce(
    (sum, { what, amount }) => (what === 'commission' || what === 'difference' ? sum + amount : sum),
    0,
  );
}

/** What the fan bought: later replacements are measured against it too. */
async function ticketsOf(trx: Trx, reservationId: string, listingId: string): Promise<Had> {
  const [row] = await queryPrepared<Had>(
    trx,
    `SELECT l.section, l."row", i.ticket_type AS "ticketType", l.face_value_amount AS "faceValueAmount",
       l.disclosure IS NOT NULL AS "hasDrawback", l.currency
     FROM reservations_lines i JOIN listings_offered l ON l.id = i.listing_id WHERE i.reservation_id = $1 AND i.listing_id = $2`,
    [reservationId, listingId],
  );
  if (!row) throw new Error(`${reservationId} never had ${listingId}`);
  return row;
}

async function listingsOf(trx: Trx, reservationId: string): Promise<Set<string>> {
  const rows = await queryPrepared<{ listing_id: string }>(
    trx,
    'SELECT listing_id FROM reservations_all_lines WHERE reservation_id = $1',
    [reservationId],
  );
  return new Set(rows.map(({ listing_id }) => listing_id));
}

/** By when its tickets would be sent. @param now ISO instant */
export const dueByOfOption = (startsAt: string, now: string): string =>
  deliveryDeadlines({ startsAt, paidAt: now }).dueBy;
