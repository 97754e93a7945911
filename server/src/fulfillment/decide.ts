/** Staff decide what a fan gets whose tickets can't be delivered: other tickets, or the money back. Each is done once. */
import type { refundInstead, replacement } from '@holdfast/shared/deliveries';
import type { Money } from '@holdfast/shared/money';
import type { z } from 'zod';
import { refundDelivery, replaceDelivery } from '../deliveries/index.ts';
import { lockListings } from '../listings/index.ts';
import { askRefund, lockPaymentOf, previewRefund } from '../payments/index.ts';
import { type Engine, instantOf } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { lockReservation, replaceLine, setAttention } from '../reservations/index.ts';
import { followAttention } from './needAttention.ts';
import { whyNoReplacement } from './remedies.ts';
import { costOf, optionsOf } from './replacementOffers.ts';

interface Found {
  reservation_id: string;
  listing_id: string;
  event_id: string;
}

/** Locks what a decision moves, in the order of everybody else: order, payment. @throws Problem `not_found` */
async function lockOrderOf(trx: Trx, id: string): Promise<Found & { paymentId: string | null }> {
  const [found] = await queryPrepared<Found>(
    trx,
    `SELECT reservation_id, listing_id, event_id FROM deliveries_made WHERE id = $1 AND way <> 'gateCode'`,
    [id],
  );
  if (!found) throw notFound('delivery');
  await lockReservation(trx, found.reservation_id);
  return { ...found, paymentId: await lockPaymentOf(trx, found.reservation_id) };
}

/**
 * Gives the fan other tickets, as the person saw them in the preview: the same listing, seats and cost.
 * @throws Problem `not_found`, `version_conflict`, `transition_refused`; `sold_out` where somebody has these seats meanwhile;
 *   `price_changed` where they cost something else now
 */
export async function replaceWith(
  trx: Trx,
  engine: Engine,
  id: string,
  { listingId, seats, cost, fault, reason, version }: z.output<typeof replacement>,
  principal: Principal,
): Promise<void> {
  const found = await lockOrderOf(trx, id);
  const { reservation_id: reservationId, paymentId } = found;
  await lockListings(trx, [found.listing_id, listingId]);
  await replaceDelivery(trx, engine, id, { fault, reason, version, listingId, seats }, principal);
  const refused = await whyNoReplacement(trx, reservationId);
  if (refused !== null || paymentId === null)
    throw new Problem('transition_refused', `${refused ?? 'The order isn’t paid.'} Nothing was changed.`, {
      accepts: [],
    });
  const { line, options } = await optionsOf(trx, found);
  const chosen = options.find(({ offer }) => offer.id === listingId);
  if (!chosen || chosen.seats.join() !== seats.join())
    throw new Problem(
      'sold_out',
      'Somebody else has these seats now, or they left the sale. Nothing was changed. Choose again.',
    );
  requireSame(cost, { amount: costOf(line, chosen.offer), currency: chosen.offer.currency });
  const at = await instantOf(trx);
  const { offer } = chosen;
  await replaceLine(trx, engine, { line, offer, seats, paymentId, fault, reason, by: principal.by, at });
  await followAttention(trx, engine, id);
  await mailReplaced(trx, { deliveryId: id, reservationId, listingId, why: chosen.why.text });
}

function requireSame(seen: Money, now: Money): void {
  if (seen.amount !== now.amount || seen.currency !== now.currency)
    throw new Problem(
      'price_changed',
      'What this costs changed since you looked. Nothing was changed. Look at the new figures, then decide.',
    );
}

function mailReplaced(
  trx: Trx,
  payload: { deliveryId: string; reservationId: string; listingId: string; why: string },
): Promise<void> {
  return jobs.add(trx, [
    { task: 'notifications.mailReplaced', payload, key: `replaced/${payload.deliveryId}` },
  ]);
}

/**
 * Asks for the refund of all that is left of the order, as the preview showed it. The delivery ends when the money is sent.
 * @throws Problem `not_found`, `version_conflict`, `transition_refused`; `price_changed` where another amount would go back now
 */
export async function refundWith(
  trx: Trx,
  engine: Engine,
  id: string,
  { fault, reason, version, amount }: z.output<typeof refundInstead>,
  principal: Principal,
): Promise<void> {
  const { reservation_id: reservationId } = await lockOrderOf(trx, id);
  const preview = await previewRefund(trx, reservationId);
  if (preview.refused !== null)
    throw new Problem('transition_refused', `${preview.refused} Nothing was changed.`, { accepts: [] });
  requireSame(amount, { amount: preview.amount, currency: amount.currency });
  await refundDelivery(trx, engine, id, { fault, reason, version, amount: preview.amount }, principal);
  const refused = await askRefund(trx, engine, { reservationId, why: reason, by: principal.by });
  if (refused !== null)
    throw new Problem('transition_refused', `${refused}. Nothing was changed.`, { accepts: [] });
  await setAttention(trx, [reservationId], 'delivery', null);
}
