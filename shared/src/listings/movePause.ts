/** A listing that is paused since its event moved to a venue that isn't known to have its section. */
const before = 'The event moved to ';
const after = ', which isn’t known to have this section';

/** Why it is paused; its consignor reads it on their own page. */
export const movePauseReason = (venue: string): string => `${before}${venue}${after}`;

/** Whether a listing's reason is that its event moved: then its consignor can say where its seats are now. */
export const isMovePause = (reason: string | null): boolean =>
  reason?.startsWith(before) === true && reason.endsWith(after);
