/**
 * The tickets of one line of a paid order are replaced by others of its event. The fan pays what was agreed; the consignor who
 * couldn't deliver isn't paid, the new one is by their own percentages, and the marketplace bears the difference.
 */
import type { FailureFault } from '@holdfast/shared/deliveries';
import { createDeliveries } from '../deliveries/index.ts';
import { commissionAccount, type Entry, owedTo, post, replacements } from '../ledger/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { countSales } from './countOrders.ts';
import { sellFree, voidLine } from './inventory.ts';
import type { Offer } from './offers.ts';
import type { ReservationsCurrentLines } from './views.ts';

/** The tickets that a fan has of a line now. Amounts are of one ticket, minor units. */
export interface CurrentLine {
  reservationId: string;
  /** The listing of the line as it was bought. */
  boughtListingId: string;
  listingId: string;
  consignorId: string;
  nth: number;
  quantity: number;
  seats: number[];
  /** What the fan agreed to, without and with the fee. */
  paidAmount: number;
  paidAllIn: number;
  /** As the books have it: the price of these tickets, and what their consignor gets of it. */
  bookedPrice: number;
  bookedProceeds: number;
}

interface Row
  extends Pick<
    ReservationsCurrentLines,
    'line_listing_id' | 'listing_id' | 'quantity' | 'seats' | 'fee_amount' | 'proceeds_amount'
  > {
  consignor_id: string;
  nth: number;
  paid_amount: number;
  booked_price: number;
}

/** @throws Problem `not_found` where the order hasn't these tickets, or hasn't any more */
export async function currentLine(trx: Trx, reservationId: string, listingId: string): Promise<CurrentLine> {
  const [row] = await queryPrepared<Row>(
    trx,
    `SELECT i.line_listing_id, i.listing_id, l.consignor_id, coalesce(n.nth, 0) AS nth, i.quantity, i.seats, i.price_amount AS paid_amount,
       i.fee_amount, coalesce(n.price_amount, i.price_amount) AS booked_price, i.proceeds_amount
     FROM reservations_current_lines i JOIN listings_offered l ON l.id = i.listing_id
     LEFT JOIN reservation_replacements n ON n.reservation_id = i.reservation_id AND n.listing_id = i.listing_id
     WHERE i.reservation_id = $1 AND i.listing_id = $2`,
    [reservationId, listingId],
  );
  if (!row) throw notFound('line of this order');
  return {
    reservationId,
    boughtListingId: row.line_listing_id,
    listingId: row.listing_id,
    consignorId: row.consignor_id,
    nth: row.nth,
    quantity: row.quantity,
    seats: row.seats,
    paidAmount: row.paid_amount,
    paidAllIn: row.paid_amount + row.fee_amount,
    bookedPrice: row.booked_price,
    bookedProceeds: row.proceeds_amount,
  };
}

/** What a replacement posts; its preview shows the same. Debits above zero, credits below, minor units. */
export function replacementEntries(
  line: CurrentLine,
  offer: Pick<Offer, 'consignorId' | 'sum'>,
): Array<Entry & { what: 'consignor' | 'newConsignor' | 'commission' | 'difference' }> {
  const { price, proceeds, commission } = offer.sum;
  const n = line.quantity;
  return [
    { what: 'consignor', account: owedTo(line.consignorId), amount: line.bookedProceeds * n },
    { what: 'newConsignor', account: owedTo(offer.consignorId), amount: -proceeds * n },
    {
      what: 'commission',
      account: commissionAccount,
      amount: (line.bookedPrice - line.bookedProceeds - commission) * n,
    },
    { what: 'difference', account: replacements, amount: (price - line.bookedPrice) * n },
  ];
}

/** A replacement that was decided. */
export interface DecidedReplacement {
  line: CurrentLine;
  offer: Offer;
  /** Of the offer, for as many as the line has; empty without seats. */
  seats: readonly number[];
  paymentId: string;
  fault: FailureFault;
  reason: string;
  by: string;
  /** ISO instant. */
  at: string;
}

/**
 * Replaces a line, in the caller's transaction: tickets, order, books, figures, and the new delivery. The caller has locked the
 * order, its payment and both listings, knows that the seats are free, and ends the former delivery.
 */
export async function replaceLine(trx: Trx, engine: Engine, decided: DecidedReplacement): Promise<void> {
  const { line, offer, seats, at, by } = decided;
  const { reservationId, listingId: fromId, quantity } = line;
  await countSales(trx, [reservationId], -1);
  await voidLine(trx, { reservationId, listingId: fromId });
  await sellFree(trx, {
    reservationId,
    listingId: offer.id,
    eventId: offer.eventId,
    seated: offer.stock.kind === 'seated',
    quantity,
    seats,
    at,
  });
  await storeReplacement(trx, decided);
  await postReplacement(trx, decided);
  await countSales(trx, [reservationId]);
  await createDeliveries(trx, engine, [{ reservationId, listingId: offer.id, quantity, paidAt: at, at, by }]);
}

async function storeReplacement(
  trx: Trx,
  { line, offer, seats, fault, reason, at, by }: DecidedReplacement,
): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE reservation_replacements SET replaced_by = $3 WHERE reservation_id = $1 AND listing_id = $2',
    [line.reservationId, line.listingId, offer.id],
  );
  await queryPrepared(
    trx,
    `INSERT INTO reservation_replacements (reservation_id, line_listing_id, from_listing_id, listing_id, nth, ticket_type, seats,
       quantity, price_amount, proceeds_amount, commission_amount, commission_bps, percentages_id, fault, reason, decided_by, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      line.reservationId,
      line.boughtListingId,
      line.listingId,
      offer.id,
      line.nth + 1,
      offer.ticketType,
      seats,
      line.quantity,
      offer.sum.price,
      offer.sum.proceeds,
      offer.sum.commission,
      offer.commissionBps,
      offer.percentagesId,
      fault,
      reason,
      by,
      at,
    ],
  );
}

async function postReplacement(trx: Trx, { line, offer, paymentId, at }: DecidedReplacement): Promise<void> {
  const entries = replacementEntries(line, offer).map(({ account, amount }) => ({ account, amount }));
  // Nothing moves where all of both prices is the marketplace's, and they are equal.
  if (entries.every(({ amount }) => amount === 0)) return;
  await post(trx, [
    {
      kind: 'replacement',
      cause: `replacement/${line.reservationId}/${offer.id}`,
      reservationId: line.reservationId,
      paymentId,
      currency: offer.currency,
      at,
      entries,
    },
  ]);
}
