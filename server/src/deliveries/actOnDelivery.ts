/** What a person says of a delivery: received, refused, failed. */
import type { ConsignedWay, FailureFault, RefusalCause } from '@holdfast/shared/deliveries';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { type Engine, type MessageOf, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import type { DeliveriesMade } from './views.ts';

/** A delivery, locked until the transaction ends. @throws Problem `not_found` */
export async function lockDelivery(
  trx: Trx,
  id: string,
): Promise<
  Pick<DeliveriesMade, 'id' | 'event_id' | 'listing_id' | 'consignor_id' | 'way' | 'state' | 'version'>
> {
  const [row] = await queryPrepared<DeliveriesMade>(
    trx,
    'SELECT id, event_id, listing_id, consignor_id, way, state, version FROM deliveries WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!row) throw notFound('delivery');
  return row;
}

const changed = () =>
  new Problem(
    'version_conflict',
    'Somebody changed this delivery since you opened it. Nothing was changed. Look at it again.',
  );

/** Sends a delivery one message. @throws Problem `version_conflict`, `transition_refused` with what it accepts */
export async function applyTo(
  trx: Trx,
  engine: Engine,
  id: string,
  message: MessageOf<typeof deliveryMachine>,
  { version, ...about }: { version: number | null; by: string; reason?: string },
): Promise<void> {
  const [outcome] = await engine.apply(trx, [
    messageTo(deliveryMachine, id, message, { ...about, ...(version === null ? {} : { version }) }),
  ]);
  if (outcome?.kind === 'applied') return;
  if (outcome?.kind === 'stale') throw changed();
  const accepts = outcome?.kind === 'refused' ? outcome.accepts : [];
  throw new Problem('transition_refused', 'This delivery doesn’t accept that now. Nothing was changed.', {
    accepts,
  });
}

/** The fan has the tickets. @throws Problem as `applyTo` */
export async function receiveDelivery(
  trx: Trx,
  engine: Engine,
  id: string,
  { by: who, version }: { by: 'fan' | 'staff'; version: number | null },
  principal: Principal,
): Promise<void> {
  const { state } = await lockDelivery(trx, id);
  await applyTo(trx, engine, id, { type: 'receive', by: who }, { version, by: principal.by });
  await audit(trx, principal, [
    { what: 'delivery.receive', subject: id, before: { state }, after: { state: 'received', by: who } },
  ]);
}

/** The fan can't accept the tickets. @throws Problem as `applyTo` */
export async function refuseDelivery(
  trx: Trx,
  engine: Engine,
  id: string,
  { cause, note }: { cause: RefusalCause; note: string | null },
  principal: Principal,
): Promise<void> {
  const { state } = await lockDelivery(trx, id);
  await applyTo(trx, engine, id, { type: 'refuse', cause }, { version: null, by: principal.by });
  await queryPrepared(trx, 'UPDATE deliveries SET fan_note = $2 WHERE id = $1', [id, note]);
  await audit(trx, principal, [
    { what: 'delivery.refuse', subject: id, before: { state }, after: { state: 'refused', cause } },
  ]);
}

/** The tickets can't be delivered, and a person decides what follows. @throws Problem as `applyTo` */
export async function failDelivery(
  trx: Trx,
  engine: Engine,
  id: string,
  { fault, reason, version }: { fault: FailureFault; reason: string; version: number },
  principal: Principal,
): Promise<void> {
  const { state } = await lockDelivery(trx, id);
  await applyTo(trx, engine, id, { type: 'fail', fault }, { version, by: principal.by, reason });
  await queryPrepared(trx, 'UPDATE deliveries SET failure_note = $2 WHERE id = $1', [id, reason]);
  await audit(trx, principal, [
    { what: 'delivery.fail', subject: id, reason, before: { state }, after: { state: 'failed', fault } },
  ]);
}

/** It comes in another way from now on. @throws Problem as `applyTo`; `nothing_to_do` where it comes so already */
export async function changeWay(
  trx: Trx,
  engine: Engine,
  id: string,
  { way, reason, version }: { way: ConsignedWay; reason: string; version: number },
  principal: Principal,
): Promise<void> {
  const delivery = await lockDelivery(trx, id);
  if (delivery.way === way)
    throw new Problem('nothing_to_do', 'These tickets come so already. Nothing was changed.');
  await applyTo(trx, engine, id, { type: 'changeWay', way }, { version, by: principal.by, reason });
  // What proved the former way is no proof of this one.
  await queryPrepared(
    trx,
    'UPDATE deliveries SET reference = NULL, note = NULL, fan_note = NULL, failure_note = NULL WHERE id = $1',
    [id],
  );
  await audit(trx, principal, [
    { what: 'delivery.changeWay', subject: id, reason, before: { way: delivery.way }, after: { way } },
  ]);
}

interface Decision {
  fault: FailureFault;
  reason: string;
  version: number;
}

/** Ends a delivery whose fan gets other tickets; the caller gives them. @throws Problem as `applyTo` */
export async function replaceDelivery(
  trx: Trx,
  engine: Engine,
  id: string,
  { fault, reason, version, listingId, seats }: Decision & { listingId: string; seats: readonly number[] },
  principal: Principal,
): Promise<void> {
  const { state } = await lockDelivery(trx, id);
  await applyTo(trx, engine, id, { type: 'replace', fault }, { version, by: principal.by, reason });
  await queryPrepared(trx, 'UPDATE deliveries SET failure_note = $2 WHERE id = $1', [id, reason]);
  await audit(trx, principal, [
    {
      what: 'delivery.replace',
      subject: id,
      reason,
      before: { state },
      after: { state: 'replaced', fault, listingId, seats },
    },
  ]);
}

/**
 * Says whose part it is that the fan gets the money back instead; the caller asks for the refund, whose end ends the delivery.
 * @param decision with the amount that goes back, minor units
 * @throws Problem as `applyTo`; `transition_refused` where nothing has to be decided
 */
export async function refundDelivery(
  trx: Trx,
  engine: Engine,
  id: string,
  { fault, reason, version, amount }: Decision & { amount: number },
  principal: Principal,
): Promise<void> {
  const delivery = await lockDelivery(trx, id);
  if (delivery.version !== version) throw changed();
  if (delivery.state !== 'refused' && delivery.state !== 'failed')
    throw new Problem('transition_refused', 'Nothing has to be decided of this delivery now.', {
      accepts: [],
    });
  if (delivery.state === 'refused')
    await applyTo(trx, engine, id, { type: 'fail', fault }, { version, by: principal.by, reason });
  await queryPrepared(trx, 'UPDATE deliveries SET failure_note = $2 WHERE id = $1', [id, reason]);
  await audit(trx, principal, [
    {
      what: 'delivery.refund',
      subject: id,
      reason,
      before: { state: delivery.state, refund: null },
      after: { state: 'failed', fault, refund: amount },
    },
  ]);
}

/** The words of fans in these orders' deliveries go with their account. */
export async function eraseFanNotes(trx: Trx, reservationIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE deliveries SET fan_note = NULL WHERE reservation_id = ANY($1::text[]) AND fan_note IS NOT NULL',
    [reservationIds],
  );
}
