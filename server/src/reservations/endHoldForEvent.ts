/** Holds of events that can't be sold any more. */
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** How the fan reads why the hold ended, by the problem's code; ends the sentence "Why: …". */
export const holdEndedByEvent = {
  event_canceled: 'the event was canceled',
  event_postponed: 'the event was postponed',
  event_relocated: 'the event moved to another venue',
  event_started: 'the sale of this event is over',
} as const;

/** The message that ends a hold for its event: at once, or once its payment has an outcome. */
export const endedByEvent = (words: string) => ({ type: 'breakHold', cause: 'other', words }) as const;

/** Ends a hold: its tickets are free again in this transaction, and the fan is emailed why. A hold that ended stays. */
export async function endHoldForEvent(
  trx: Trx,
  engine: Engine,
  reservationId: string,
  words: string,
): Promise<void> {
  await engine.apply(trx, [
    messageTo(reservationMachine, reservationId, endedByEvent(words), { by: 'system', reason: words }),
  ]);
}

/**
 * Ends every open hold of an event: those that are being paid for end once their payment has an outcome.
 * @returns how many
 */
export async function endHoldsOfEvent(
  trx: Trx,
  engine: Engine,
  eventId: string,
  words: string,
  by: string,
  madeBefore: Date | null = null,
): Promise<number> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `SELECT id FROM reservations WHERE event_id = $1 AND reservation_is_open(state)
       AND ($2::timestamptz IS NULL OR created_at <= $2) ORDER BY id`,
    [eventId, madeBefore],
  );
  const outcomes = await engine.apply(
    trx,
    rows.map(({ id }) => messageTo(reservationMachine, id, endedByEvent(words), { by, reason: words })),
  );
  // One that staff broke before has its own end.
  return outcomes.filter(({ kind }) => kind === 'applied').length;
}
