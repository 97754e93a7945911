/**
 * A hold goes over to other seats of its event before anything is paid: the seats that it had are free again, and the price is
 * that of the new ones by the percentages in force. Its deadline stays.
 */
import { isChargeable } from '@holdfast/shared/money';
import type { reservationMachine } from '@holdfast/shared/reservations/machines';
import { changeCounts, lockListings, seatText } from '../listings/index.ts';
import type { ActionCall } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { moveCountedHold } from '../stats/index.ts';
import { holdAgain, seatsFor } from '../tickets/index.ts';
import { releaseHeld } from './inventory.ts';
import { type Offer, offersOf } from './offers.ts';
import { storeTaxes, taxesInForce } from './taxes.ts';

/** Tickets on sale that a hold could go over to, as many as it has. Amounts are minor units. */
export interface MoveOption {
  offer: Offer;
  quantity: number;
  /** Empty without seats. */
  seats: number[];
  places: string;
  /** All-in, of all of them. */
  totalAmount: number;
}

interface Hold {
  id: string;
  event_id: string;
  currency: string;
  total_amount: number;
  created_at: Date;
}

/** What a hold could go over to, as it stands; what the caller has locked stays so. Dearest last. */
export async function moveOptions(trx: Trx, hold: Hold): Promise<MoveOption[]> {
  const lines = await linesOf(trx, hold.id);
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  const had = new Set(lines.map(({ listing_id }) => listing_id));
  const offers = await offersOf(trx, hold.event_id);
  return offers
    .filter(({ id, currency }) => !had.has(id) && currency === hold.currency)
    .flatMap((offer): MoveOption[] => {
      const totalAmount = offer.sum.allIn * quantity;
      const seats = seatsFor(offer.stock, quantity)?.toSorted((a, b) => a - b);
      if (!seats || !isChargeable(totalAmount, hold.currency)) return [];
      const places =
        offer.section === null || offer.row === null
          ? `${offer.ticketType} × ${quantity}`
          : `${offer.section} / ${offer.row} / ${seatText(seats)}`;
      return [{ offer, quantity, seats, places, totalAmount }];
    })
    .toSorted((a, b) => a.totalAmount - b.totalAmount || (a.offer.id < b.offer.id ? -1 : 1));
}

const linesOf = (trx: Trx, reservationId: string) =>
  queryPrepared<{ listing_id: string; quantity: number }>(
    trx,
    'SELECT listing_id, quantity FROM reservation_items WHERE reservation_id = $1 ORDER BY listing_id',
    [reservationId],
  );

/** What a person chose, as they saw it. */
export interface ChosenMove {
  listingId: string;
  seats: readonly number[];
  /** All-in, of all of them, minor units. */
  seenTotal: number;
}

/**
 * Locks the hold, both listings, and finds the choice as it was seen.
 * @throws Problem `sold_out` where somebody has these seats meanwhile, `price_changed` where they cost something else now
 */
export async function lockMove(trx: Trx, reservationId: string, chosen: ChosenMove): Promise<MoveOption> {
  const hold = await lockHold(trx, reservationId);
  const had = (await linesOf(trx, reservationId)).map(({ listing_id }) => listing_id);
  await lockListings(trx, [...had, chosen.listingId]);
  const option = (await moveOptions(trx, hold)).find(({ offer }) => offer.id === chosen.listingId);
  if (!option || option.seats.join() !== chosen.seats.join())
    throw new Problem(
      'sold_out',
      'Somebody else has these seats now, or they left the sale. Nothing was changed. Choose again.',
    );
  if (option.totalAmount !== chosen.seenTotal)
    throw new Problem(
      'price_changed',
      'These seats cost something else now. Nothing was changed. Look at the new price, then decide.',
    );
  return option;
}

async function lockHold(trx: Trx, id: string): Promise<Hold> {
  const [hold] = await queryPrepared<Hold>(
    trx,
    'SELECT id, event_id, currency, total_amount, created_at FROM reservations WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!hold) throw new Error(`${id} is gone`);
  return hold;
}

/** The machine's action: seats, counters, line, its taxes, total and figures. The sender has locked everything and looked. */
export async function moveTickets(
  trx: Trx,
  calls: ActionCall<typeof reservationMachine, 'moveTickets'>[],
): Promise<void> {
  for (const { actorId, params } of calls) {
    const hold = await lockHold(trx, actorId);
    const { offer, quantity, seats, totalAmount } = await lockMove(trx, actorId, params);
    const had = await linesOf(trx, actorId);
    await releaseHeld(trx, [actorId]);
    if (seats.length > 0) await holdAgain(trx, [{ reservationId: actorId, listingId: offer.id, seats }]);
    await changeCounts(trx, [{ listingId: offer.id, available: -quantity, held: quantity }]);
    await storeLine(trx, hold.id, { offer, quantity, seats });
    await queryPrepared(trx, 'UPDATE reservations SET total_amount = $2 WHERE id = $1', [
      hold.id,
      totalAmount,
    ]);
    await moveCountedHold(trx, {
      eventId: hold.event_id,
      currency: hold.currency,
      heldAt: hold.created_at,
      from: had.map(({ listing_id }) => listing_id),
      to: offer.id,
    });
  }
}

async function storeLine(
  trx: Trx,
  reservationId: string,
  { offer, quantity, seats }: Pick<MoveOption, 'offer' | 'quantity' | 'seats'>,
): Promise<void> {
  await queryPrepared(trx, 'DELETE FROM reservation_items WHERE reservation_id = $1', [reservationId]);
  const { sum } = offer;
  await queryPrepared(
    trx,
    `INSERT INTO reservation_items (reservation_id, listing_id, ticket_type, quantity, price_amount, proceeds_amount, commission_amount,
       fee_amount, commission_bps, fee_bps, percentages_id, seats)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::int[])`,
    [
      reservationId,
      offer.id,
      offer.ticketType,
      quantity,
      sum.price,
      sum.proceeds,
      sum.commission,
      sum.fee,
      offer.commissionBps,
      offer.feeBps,
      offer.percentagesId,
      seats,
    ],
  );
  const taxes = (await taxesInForce(trx, [offer.id])).get(offer.id) ?? [];
  await storeTaxes(trx, [{ reservationId, listingId: offer.id, sum, taxes }]);
}
