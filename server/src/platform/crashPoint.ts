/**
 * Named instants at which a test may kill the process, between any two steps of hold → pay → paid and of a catalogue's
 * run. Production never arms them; passing one costs a comparison.
 */
export const crashPoints = [
  'hold: decided, not committed',
  'hold: committed, not answered',
  'pay: decided, not committed',
  'pay: committed, not answered',
  'authorise: before Stripe is asked',
  'authorise: Stripe did, we have not heard',
  'capture: before Stripe is asked',
  'capture: Stripe did, we have not heard',
  'outcome: applied, not committed',
  'outcome: committed, job not ended',
  'paid: applied, not committed',
  'webhook: committed, not answered',
  'mail: written, not sent',
  'mail: sent, not marked',
] as const;
/** Crash points of a feed's run. */
export const feedCrashPoints = [
  'feed page: read, not taken in',
  'feed page: taken in, not committed',
  'feed page: committed, run not gone on',
  'feed files: made, not committed',
  'feed files: committed, not applied',
  'feed files: applied, run not ended',
] as const;
/** Crash points of the turns of a changed event's orders. */
export const eventChangeCrashPoints = ['event change: an order had its turn, not committed'] as const;
/** Crash points of drawing a form's copy. */
export const taxFormCrashPoints = [
  'tax form: drawn, not committed',
  'tax form: committed, job not ended',
] as const;
/** Crash points between any two steps of paying by Stripe, and of taking it back. */
export const transferCrashPoints = [
  'transfer: before Stripe is asked',
  'transfer: Stripe did, we have not heard',
  'transfer: applied, not committed',
  'transfer: committed, job not ended',
  'reversal: before Stripe is asked',
  'reversal: Stripe did, we have not heard',
] as const;
/** Crash points of writing a large table's file. */
export const exportCrashPoints = [
  'export part: written, not committed',
  'export part: committed, not gone on',
] as const;
/** Crash points of writing to many. */
export const mailingCrashPoints = ['mailing: an email was written, not committed'] as const;
/** The name of a crash point of a feed's run. */
export type FeedCrashPoint = (typeof feedCrashPoints)[number];
/** The name of a crash point. */
export type CrashPoint =
  | (typeof crashPoints)[number]
  | FeedCrashPoint
  | (typeof transferCrashPoints)[number]
  | (typeof eventChangeCrashPoints)[number]
  | (typeof taxFormCrashPoints)[number]
  | (typeof exportCrashPoints)[number]
  | (typeof mailingCrashPoints)[number];

let armed: CrashPoint | null = null;
let toPass = 0;

/**
 * Only a test's process calls this.
 * @param passes so often it is passed unharmed
 */
export function armCrash(point: CrashPoint, passes = 0): void {
  armed = point;
  toPass = passes;
}

/** Kills the process with SIGKILL if a test armed this point; else does nothing. */
export function crashPoint(point: CrashPoint): void {
  if (armed === point && toPass-- <= 0) process.kill(process.pid, 'SIGKILL');
}
