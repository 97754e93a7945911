/** What deliveries do when their event's start or their listing's in-hand day changes. */
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { schedulesOf } from './createDeliveries.ts';

/**
 * Sets the deadlines of open deliveries anew, by the event and the listing as they stand. One whose dates are the same is
 * left alone.
 * @returns how many follow
 */
export async function rescheduleDeliveries(
  trx: Trx,
  engine: Engine,
  of: { eventId: string } | { listingIds: readonly string[] },
  { by, reason }: { by: string; reason: string },
): Promise<number> {
  const schedules = await schedulesOf(trx, of);
  const now = await engine.read(
    trx,
    deliveryMachine,
    schedules.map(({ id }) => id),
  );
  const changed = schedules.filter(({ id, startsAt, inHandAt }) => {
    const context = now.get(id)?.context;
    return context !== undefined && (context.startsAt !== startsAt || context.inHandAt !== inHandAt);
  });
  const outcomes = await engine.apply(
    trx,
    changed.map(({ id, startsAt, inHandAt }) =>
      messageTo(deliveryMachine, id, { type: 'reschedule', startsAt, inHandAt }, { by, reason }),
    ),
  );
  // One that ended in the meantime has no dates.
  return outcomes.filter(({ kind }) => kind === 'applied').length;
}
