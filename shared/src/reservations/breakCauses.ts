/**
 * Why staff may break a fan's hold: one of a list, never only words. Source: domain.md, "Decisions".
 * What the fan is told is kept apart from the reason that goes into the log.
 */
import { z } from 'zod';

export const breakCauses = ['doubleSale', 'wrongSeats', 'fraud', 'eventOrder', 'other'] as const;
export const breakCause = z.enum(breakCauses, { error: 'Choose why the hold is broken.' });
export type BreakCause = z.infer<typeof breakCause>;

/** A broken hold as its reservation remembers it. `words` are those that the fan reads where the cause is `other`. */
export const brokenHold = z.object({ cause: breakCause, words: z.string().nullable() });
export type BrokenHold = z.infer<typeof brokenHold>;

/** The cause's name at staff. */
export const breakCauseNames: Record<BreakCause, string> = {
  doubleSale: 'Sold elsewhere already',
  wrongSeats: 'Wrong seats',
  fraud: 'Suspected fraud',
  eventOrder: 'The event’s order',
  other: 'Another cause',
};

const toldToFan: Record<Exclude<BreakCause, 'other'>, string> = {
  doubleSale: 'these seats had been sold elsewhere already',
  wrongSeats: 'these seats were listed wrongly',
  // An accusation has no place in an email.
  fraud: 'we could not confirm this order',
  eventOrder: 'the organiser took these seats back',
};

/** The end of the sentence "Why: …." in the fan's mail. */
export function breakCauseForFan({ cause, words }: BrokenHold): string {
  return cause === 'other' ? (words ?? 'a mistake of ours') : toldToFan[cause];
}
