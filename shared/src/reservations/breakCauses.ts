/**
 * Why staff may break a fan's hold: always one of a list, free text only beside it. The fan's text is
 * separate from the reason in the log. Source: domain.md, "Decisions".
 */
import { z } from 'zod';

/** The causes. */
export const breakCauses = ['doubleSale', 'wrongSeats', 'fraud', 'eventOrder', 'other'] as const;
/** One cause, validated. */
export const breakCause = z.enum(breakCauses, { error: 'Choose why the hold is broken.' });
/** Why a hold was broken. */
export type BreakCause = z.infer<typeof breakCause>;

/** A broken hold as its reservation stores it. The fan reads `words` when the cause is `other`. */
export const brokenHold = z.object({ cause: breakCause, words: z.string().nullable() });
/** A broken hold as its reservation stores it. */
export type BrokenHold = z.infer<typeof brokenHold>;

/** The label of each cause for staff. */
export const breakCauseNames: Record<BreakCause, string> = {
  doubleSale: 'Sold elsewhere already',
  wrongSeats: 'Wrong seats',
  fraud: 'Suspected fraud',
  eventOrder: 'The event’s order',
  other: 'Another cause',
};

/** Whether the hold's tickets leave the sale with it: somebody else has them, so nobody may buy them here again. */
export const leavesSale = (cause: BreakCause): boolean => cause === 'doubleSale' || cause === 'eventOrder';

const causeTexts: Record<Exclude<BreakCause, 'other'>, string> = {
  doubleSale: 'these seats had been sold elsewhere already',
  wrongSeats: 'these seats were listed wrongly',
  // The email must not accuse the fan of fraud.
  fraud: 'we could not confirm this order',
  eventOrder: 'the organizer took these seats back',
};

/** Ends the sentence "Why: …" of the fan's email. */
export function breakCauseForFan({ cause, words }: BrokenHold): string {
  return cause === 'other' ? (words ?? 'a mistake of ours') : causeTexts[cause];
}
