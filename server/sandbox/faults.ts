import { z } from 'zod';

const count = z.int().min(0);
const operation = z.enum([
  'confirm',
  'capture',
  'cancel',
  'refund',
  'account',
  'transfer',
  'reversal',
  'read',
]);
/** The operations whose responses can be lost or failed by name. `read` is any GET, and only failed by its name. */
export type Operation = z.output<typeof operation>;

/** The faults to inject; what isn't named works normally. */
export const faultPlan = z.strictObject({
  /** Sends every webhook this many more times. */
  duplicateWebhooks: count.optional(),
  /** Sends webhooks in another order than their events. */
  reorderWebhooks: z.boolean().optional(),
  delayWebhooksMs: count.optional(),
  /** Sends no webhooks, or drops this fraction (0..1) of them. They stay in the list of events. */
  loseWebhooks: z.union([z.boolean(), z.number().min(0).max(1)]).optional(),
  delayAnswersMs: count.optional(),
  /** Does and commits the work, then drops the connection. */
  loseAnswers: z.object({ operation: operation.optional(), times: count }).optional(),
  /** Responds with an error and does nothing. */
  failAnswers: z
    .object({ operation: operation.optional(), times: count, status: z.int().min(400).max(599).default(500) })
    .optional(),
  /** Approved cards stay `processing` for `ms` of the sandbox's time, then end as `outcome`. */
  settleSlowly: z.object({ times: count, ms: count, outcome: z.enum(['succeeded', 'failed']) }).optional(),
  /** Seeds the random choices above; the same seed gives the same choices. */
  seed: count.optional(),
});
/** The faults to inject. */
export type FaultPlan = z.output<typeof faultPlan>;

/** A seeded generator of numbers in [0, 1): mulberry32, sufficient for shuffling. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Faults on request, so that the caller can be tested against a gateway that fails. */
export class Faults {
  plan: FaultPlan = {};
  random = seededRandom(1);
  readonly #held = new Set<() => void>();

  /** Adds to the plan. */
  add(added: FaultPlan): void {
    if (added.seed !== undefined) this.random = seededRandom(added.seed);
    this.plan = { ...this.plan, ...added };
  }

  /** Clears the plan; responses that are being delayed are sent. */
  clear(): void {
    this.plan = {};
    this.random = seededRandom(1);
    for (const release of this.#held) release();
  }

  /** How many responses are being delayed now. */
  get waitingAnswers(): number {
    return this.#held.size;
  }

  losesWebhook(): boolean {
    const lose = this.plan.loseWebhooks ?? false;
    return typeof lose === 'boolean' ? lose : this.random() < lose;
  }

  /** Whether to lose this operation's response; counts down `times`. */
  losesAnswer(operation: Operation | null): boolean {
    return counts(this.plan.loseAnswers, operation);
  }

  /** The status with which to fail this operation, or null; counts down `times`. Only a plan for `read` fails reads. */
  failsAnswer(operation: Operation | null, isChange: boolean): number | null {
    const { failAnswers } = this.plan;
    if (failAnswers === undefined || (failAnswers.operation === 'read') === isChange) return null;
    return counts(failAnswers, operation) ? failAnswers.status : null;
  }

  /** How an approved card settles when it does so slowly, or null; counts down `times`. */
  settleSlowly(): { ms: number; outcome: 'succeeded' | 'failed' } | null {
    return counts(this.plan.settleSlowly, null) ? this.plan.settleSlowly! : null;
  }

  /** Waits as long as responses are to be delayed. */
  holdAnswer(): Promise<void> {
    const ms = this.plan.delayAnswersMs ?? 0;
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const release = () => {
        clearTimeout(timer);
        this.#held.delete(release);
        resolve();
      };
      const timer = setTimeout(release, ms);
      this.#held.add(release);
    });
  }
}

function counts(
  fault: { operation?: Operation | undefined; times: number } | undefined,
  operation: Operation | null,
): boolean {
  if (fault === undefined || fault.times === 0) return false;
  if (fault.operation !== undefined && fault.operation !== operation) return false;
  fault.times -= 1;
  return true;
}
