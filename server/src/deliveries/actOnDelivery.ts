/** What a person says of a delivery: received, refused, failed. */
import type { FailureFault, RefusalCause } from '@holdfast/shared/deliveries';
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
  if (outcome?.kind === 'stale')
    throw new Problem(
      'version_conflict',
      'Somebody changed this delivery since you opened it. Nothing was changed. Look at it again.',
    );
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

/** The words of fans in these orders' deliveries go with their account. */
export async function eraseFanNotes(trx: Trx, reservationIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE deliveries SET fan_note = NULL WHERE reservation_id = ANY($1::text[]) AND fan_note IS NOT NULL',
    [reservationIds],
  );
}
