/**
 * Named instants at which a test may kill the process, between any two steps of hold → pay → paid. In a house nobody
 * arms them, and passing one costs a comparison.
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
export type CrashPoint = (typeof crashPoints)[number];

let armed: CrashPoint | null = null;

/** Only a test's process calls this. */
export function armCrash(point: CrashPoint): void {
  armed = point;
}

export function crashPoint(point: CrashPoint): void {
  if (armed === point) process.kill(process.pid, 'SIGKILL');
}
