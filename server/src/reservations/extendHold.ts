/** More time for a hold, within bounds: never past the start of its event, nor longer than a hold may last in all. */
import { longestHoldMs, type reservationMachine } from '@holdfast/shared/reservations/machines';
import { type ActionCall, instantOf } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound } from '../platform/problem.ts';

const minuteMs = 60_000;

/**
 * What the machine is told, by the hold as it is locked.
 * @param minutes on top of the time that is left
 * @returns milliseconds from now to the new deadline, and from the beginning of the hold to it
 * @throws Problem `not_found`; `validation_failed` with how many minutes are possible
 */
export async function lockExtension(
  trx: Trx,
  reservationId: string,
  minutes: number,
): Promise<{ holdMs: number; totalMs: number }> {
  const [hold] = await queryPrepared<{ created_at: Date; expires_at: Date; starts_at: Date }>(
    trx,
    `SELECT r.created_at, r.expires_at, e.starts_at FROM reservations r JOIN catalog_calendar e ON e.id = r.event_id
     WHERE r.id = $1 FOR NO KEY UPDATE OF r`,
    [reservationId],
  );
  if (!hold) throw notFound('reservation');
  const now = Date.parse(await instantOf(trx));
  const latest = Math.min(hold.starts_at.getTime(), hold.created_at.getTime() + longestHoldMs);
  const until = hold.expires_at.getTime() + minutes * minuteMs;
  if (until > latest) {
    const most = Math.floor((latest - hold.expires_at.getTime()) / minuteMs);
    const message =
      most < 1
        ? 'This hold can’t last longer: a hold ends after two hours in all, and when its event begins.'
        : `At most ${most} more minute${most === 1 ? '' : 's'}: a hold ends after two hours in all, and when its event begins.`;
    throw fieldsRefused([{ field: 'minutes', code: 'too_big', message }]);
  }
  return { holdMs: until - now, totalMs: until - hold.created_at.getTime() };
}

/** The machine's action: the row’s deadline is that of its timer. */
export async function storeDeadline(
  trx: Trx,
  calls: ActionCall<typeof reservationMachine, 'storeDeadline'>[],
): Promise<void> {
  const deadlines = records(
    calls.map(({ actorId, at, context }) => ({ actorId, until: new Date(Date.parse(at) + context.holdMs) })),
    { actorId: 'text', until: 'timestamptz' },
  );
  await queryPrepared(
    trx,
    `UPDATE reservations r SET expires_at = n.until FROM ${deadlines.from} WHERE r.id = n.actor_id`,
    [deadlines.value],
  );
}
