/** Decides a hold request. Pure, over the locked stock, which it updates for the next request. */
import { chargeLimits, formatMoney, isChargeable } from '@holdfast/shared/money';
import { quoteTicket, type TicketSum } from '@holdfast/shared/pricing';
import type { HeldReservation, NewReservation } from '@holdfast/shared/reservations';
import { isBlocked, refusedAsBlocked } from '../blocks/index.ts';
import { newId, newOrderCode } from '../platform/ids.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { quantitiesOf, seatsFor } from '../tickets/index.ts';
import { type Counted, checkHoldLimits, countGranted, networkCounterOf } from './holdLimits.ts';
import {
  type BuyerEmails,
  buyerOf,
  type FanHoldings,
  type ListingStock,
  type LoadedStock,
  typeKey,
} from './loadStock.ts';

export interface Wanted extends Counted, BuyerEmails {
  items: NewReservation['items'];
  /** How long it lasts, milliseconds; left out: as the event says. */
  holdMs?: number;
}

export interface HoldItem {
  listing: ListingStock;
  quantity: number;
  seats: number[];
  sum: TicketSum;
  /** All-in, minor units: what the fan had seen, where it was higher. */
  seenAmount: number | null;
}

export interface DecidedHold {
  id: string;
  code: string;
  fanId: string;
  email: string | null;
  eventId: string;
  /** The key of the network's counter that counts it; null: none does. */
  countedBy: string | null;
  currency: string;
  totalAmount: number;
  holdMs: number;
  expiresAt: string;
  items: HoldItem[];
  answer: HeldReservation;
}

type Item = NewReservation['items'][number];

/** Takes the tickets out of `stock`, or says why not and leaves it as it was. */
export function decide(stock: LoadedStock, wanted: Wanted): { hold: DecidedHold } | { refused: Problem } {
  try {
    return { hold: hold(stock, wanted) };
  } catch (error) {
    if (error instanceof Problem) return { refused: error };
    throw error;
  }
}

function hold(stock: LoadedStock, wanted: Wanted): DecidedHold {
  if (isBlocked(stock.blocked, buyerOf(wanted)))
    throw refusedAsBlocked('Nothing is held and nothing was charged.');
  const fan = stock.fans.get(wanted.fanId) ?? { openReservationId: null, taken: new Map<string, number>() };
  const listings = wanted.items.map((item, index) => listingOf(stock, item, index, wanted));
  const first = listings[0] as ListingStock;
  if (listings.some(({ eventId }) => eventId !== first.eventId))
    throw new Problem(
      'different_events',
      'These tickets are for several events. Hold and pay one event at a time.',
    );
  if (fan.openReservationId !== null)
    throw new Problem('hold_open', 'You hold tickets already. Pay for them or let them go first.', {
      reservationId: fan.openReservationId,
    });
  checkHoldLimits(stock.counters, stock.limits, wanted, first.eventId);
  checkLimit(fan, wanted.items, listings);
  checkAvailable(wanted.items, listings);
  const items = wanted.items.map((item, i) => itemOf(item, listings[i] as ListingStock));
  checkPrices(wanted.items, items);
  const totalAmount = items.reduce((total, { sum, quantity }) => total + sum.allIn * quantity, 0);
  const { currency } = first;
  const holdMs = wanted.holdMs ?? first.holdMs;
  checkCharge(totalAmount, currency);

  const id = newId('reservation');
  take(stock, wanted.fanId, fan, id, items);
  countGranted(stock.counters, wanted, first.eventId);
  const expiresAt = new Date(Date.parse(stock.at) + holdMs).toISOString();
  const code = newOrderCode();
  return {
    id,
    code,
    fanId: wanted.fanId,
    email: wanted.email,
    eventId: first.eventId,
    countedBy: networkCounterOf(stock.counters, wanted.network, first.eventId),
    currency,
    totalAmount,
    holdMs,
    expiresAt,
    items,
    answer: {
      id,
      code,
      state: 'pending.holding',
      expiresAt,
      items: items.toSorted(byListing).map(({ listing, quantity, seats, sum }) => ({
        listingId: listing.id,
        quantity,
        seats,
        price: { amount: sum.allIn, currency },
        total: { amount: sum.allIn * quantity, currency },
      })),
      total: { amount: totalAmount, currency },
    },
  };
}

/** The order in which the answer is given again. */
const byListing = (a: HoldItem, b: HoldItem) => (a.listing.id < b.listing.id ? -1 : 1);

function listingOf(stock: LoadedStock, { listingId }: Item, index: number, { items }: Wanted): ListingStock {
  if (items.findIndex((item) => item.listingId === listingId) !== index)
    throw fieldsRefused([
      {
        field: `items.${index}.listingId`,
        code: 'repeated',
        message: 'Name each listing once, with its whole quantity.',
      },
    ]);
  const listing = stock.listings.get(listingId);
  if (!listing)
    throw new Problem('not_found', 'There is no such listing.', { field: `items.${index}.listingId` });
  if (listing.state !== 'live' || !listing.eventOpen)
    throw new Problem(
      'not_on_sale',
      'These tickets are not on sale now. Nothing is held and nothing was charged.',
    );
  return listing;
}

/** Holds nothing that the payment service would refuse. */
function checkCharge(amount: number, currency: string): void {
  if (isChargeable(amount, currency)) return;
  const { least, most } = chargeLimits(currency);
  const isTooMuch = amount > most;
  const limit = { amount: isTooMuch ? most : least, currency };
  const message = isTooMuch
    ? `One payment can be ${formatMoney(limit)} at most. Choose fewer tickets.`
    : `One payment is ${formatMoney(limit)} at least. Choose more tickets.`;
  throw new Problem('charge_limit', message, {
    total: { amount, currency },
    limit,
    errors: [{ field: 'items.0.quantity', code: 'charge_limit', message }],
  });
}

function checkLimit(fan: FanHoldings, items: Item[], listings: ListingStock[]): void {
  const wanted = new Map<string, number>();
  for (const [i, { eventId, ticketType, maxPerType }] of listings.entries()) {
    const type = typeKey(eventId, ticketType);
    const count = (wanted.get(type) ?? 0) + (items[i] as Item).quantity;
    wanted.set(type, count);
    const had = fan.taken.get(type) ?? 0;
    if (had + count > maxPerType)
      throw new Problem(
        'ticket_limit',
        had > 0
          ? `One fan gets at most ${maxPerType} of these for this game, and you have ${had} already.`
          : `One fan gets at most ${maxPerType} of these for this game.`,
        {
          limit: maxPerType,
          have: had,
          errors: [
            {
              field: `items.${i}.quantity`,
              code: 'ticket_limit',
              message: `Choose ${Math.max(0, maxPerType - had)} or fewer.`,
            },
          ],
        },
      );
  }
}

/** All of it or, with every item's own figures, none. */
function checkAvailable(items: Item[], listings: ListingStock[]): void {
  const choices = listings.map((listing) => quantitiesOf(listing, listing.maxPerType));
  const missing = items.findIndex((item, i) => !(choices[i] as number[]).includes(item.quantity));
  if (missing < 0) return;
  const members = {
    items: items.map((item, i) => {
      const listing = listings[i] as ListingStock;
      return {
        listingId: listing.id,
        asked: item.quantity,
        available: listing.available,
        quantities: choices[i],
        seenPrice: null,
        price: priceOf(listing),
      };
    }),
  };
  const short = items.some((item, i) => item.quantity > Math.max(0, ...(choices[i] as number[])));
  if (!short)
    throw new Problem(
      'quantity_not_allowed',
      `These seats are sold in another number: ${choices[missing]?.join(', ')}.`,
      {
        ...members,
        errors: [
          {
            field: `items.${missing}.quantity`,
            code: 'quantity_not_allowed',
            message: `Choose ${choices[missing]?.join(' or ')}.`,
          },
        ],
      },
    );
  if (choices.every((quantities) => quantities.length === 0))
    throw new Problem(
      'sold_out',
      'Somebody else just took those. Nothing is held and nothing was charged.',
      members,
    );
  throw new Problem(
    'partly_available',
    'Only a part of these is still free. Nothing is held yet: choose what you want.',
    members,
  );
}

function priceOf({ priceAmount, components, currency }: ListingStock) {
  return { amount: quoteTicket(priceAmount, components).allIn, currency };
}

function itemOf(item: Item, listing: ListingStock): HoldItem {
  const seats = seatsFor(listing, item.quantity);
  if (seats === null) throw new Error(`${listing.id} allows ${item.quantity} but has no seats for it`);
  const sum = quoteTicket(listing.priceAmount, listing.components);
  const seenAmount = item.seenPrice !== undefined && item.seenPrice > sum.allIn ? item.seenPrice : null;
  return { listing, quantity: item.quantity, seats, sum, seenAmount };
}

/** A price above the one seen is refused with both prices; a lower one is simply applied. */
function checkPrices(wanted: Item[], items: HoldItem[]): void {
  const raised = items.some(({ sum }, i) => sum.allIn > ((wanted[i] as Item).seenPrice ?? sum.allIn));
  if (!raised) return;
  throw new Problem('price_changed', 'The price changed since you looked. Nothing is held yet.', {
    items: items.map(({ listing, quantity, sum }, i) => {
      const { currency, available } = listing;
      const seen = (wanted[i] as Item).seenPrice;
      return {
        listingId: listing.id,
        asked: quantity,
        available,
        quantities: quantitiesOf(listing, listing.maxPerType),
        seenPrice: seen === undefined ? null : { amount: seen, currency },
        price: { amount: sum.allIn, currency },
      };
    }),
  });
}

function take(
  stock: LoadedStock,
  fanId: string,
  fan: FanHoldings,
  reservationId: string,
  items: HoldItem[],
): void {
  for (const { listing, quantity, seats } of items) {
    listing.available -= quantity;
    if (seats.length > 0) listing.freeSeats = listing.freeSeats.filter((seat) => !seats.includes(seat));
    if (seats.length === 1) listing.heldAlone = [...listing.heldAlone, ...seats];
    const type = typeKey(listing.eventId, listing.ticketType);
    fan.taken.set(type, (fan.taken.get(type) ?? 0) + quantity);
  }
  fan.openReservationId = reservationId;
  stock.fans.set(fanId, fan);
}
