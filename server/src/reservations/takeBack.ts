/** Refunded tickets: void, off their delivery, and counted; within the reservation's transaction. */
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import type { reservationMachine } from '@holdfast/shared/reservations/machines';
import { lessenDeliveries } from '../deliveries/index.ts';
import { type ActionCall, type FollowUp, followUp } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { setAttention } from './attention.ts';
import { countVoided } from './countOrders.ts';
import { takeSoldBack } from './inventory.ts';

type Calls<Name extends string> = ActionCall<typeof reservationMachine, Name>[];

/** The whole order is refunded: its tickets are void, its deliveries end, and statistics count it on the refund's day. */
export async function takeTicketsBack(trx: Trx, calls: Calls<'takeTicketsBack'>): Promise<FollowUp[]> {
  const ids = calls.map(({ actorId }) => actorId).sort();
  const callOf = new Map(calls.map((call) => [call.actorId, call]));
  // What couldn't be delivered isn't sold to the next fan.
  const undeliverable = await queryPrepared<{ id: string }>(
    trx,
    `SELECT t.id FROM tickets_admissions t
     JOIN deliveries_made d ON d.reservation_id = t.reservation_id AND d.listing_id = t.listing_id
     WHERE t.reservation_id = ANY($1::text[]) AND t.state = 'sold' AND delivery_is_problem(d.state)`,
    [ids],
  );
  const voided = await takeSoldBack(trx, ids, {
    gone: [...calls.flatMap(({ params }) => params.offSale), ...undeliverable.map(({ id }) => id)],
  });
  const lines = await queryPrepared<{ reservation_id: string; listing_id: string }>(
    trx,
    'SELECT reservation_id, listing_id FROM reservations_current_lines WHERE reservation_id = ANY($1::text[])',
    [ids],
  );
  await countVoided(
    trx,
    lines.map(({ reservation_id: reservationId, listing_id: listingId }) => ({
      reservationId,
      listingId,
      tickets:
        voided.find((line) => line.reservationId === reservationId && line.listingId === listingId)?.voided ??
        0,
      at: callOf.get(reservationId)?.at as string,
    })),
    { areWhole: true },
  );
  await setAttention(trx, ids, 'delivery', null);
  const deliveries = await queryPrepared<{ id: string; reservation_id: string }>(
    trx,
    `SELECT id, reservation_id FROM deliveries_made
     WHERE reservation_id = ANY($1::text[]) AND state <> 'replaced' ORDER BY id`,
    [ids],
  );
  // A line of which all tickets were refunded before has ended.
  return deliveries.map(({ id, reservation_id }) => {
    const call = callOf.get(reservation_id) as Calls<'takeTicketsBack'>[number];
    return followUp(call, deliveryMachine, id, { type: 'orderRefunded' }, { mayBeRefused: true });
  });
}

/** Some tickets of an order are refunded: they are void, and their deliveries carry only the others. */
export async function takeSomeBack(trx: Trx, calls: Calls<'takeSomeBack'>): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { ticketIds, backOnSale } = call.params;
    const gone = backOnSale ? [] : ticketIds;
    const voided = await takeSoldBack(trx, [call.actorId], { only: ticketIds, gone });
    await countVoided(
      trx,
      voided.map(({ reservationId, listingId, voided: tickets }) => ({
        reservationId,
        listingId,
        tickets,
        at: call.at,
      })),
      { areWhole: false },
    );
    const ended = await lessenDeliveries(
      trx,
      voided.map(({ reservationId, listingId, voided: by }) => ({ reservationId, listingId, by })),
    );
    for (const id of ended)
      follow.push(followUp(call, deliveryMachine, id, { type: 'orderRefunded' }, { mayBeRefused: true }));
  }
  return follow;
}
