/** Holds of events that can't be sold any more. */
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';

/** How the fan reads why the hold ended, by the problem's code; ends the sentence "Why: …". */
export const holdEndedByEvent = {
  event_canceled: 'the event was canceled',
  event_postponed: 'the event was postponed',
  event_started: 'the event has started, and its sale is over',
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
