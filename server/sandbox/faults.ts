import { invalidRequest } from './errors.ts';

/** The operations whose responses can be lost or failed by name. */
export type Operation = 'confirm' | 'capture' | 'cancel' | 'refund';

const operations: readonly string[] = ['confirm', 'capture', 'cancel', 'refund'];

/** The faults to inject; what isn't named works normally. */
export interface Plan {
  /** Sends every webhook this many more times. */
  duplicateWebhooks?: number;
  /** Sends webhooks in another order than their events. */
  reorderWebhooks?: boolean;
  delayWebhooksMs?: number;
  /** Sends no webhooks, or drops this fraction (0..1) of them. They stay in the list of events. */
  loseWebhooks?: boolean | number;
  delayAnswersMs?: number;
  /** Does and commits the work, then drops the connection. */
  loseAnswers?: { operation?: Operation; times: number };
  /** Responds with an error and does nothing; `status` is 500 by default. */
  failAnswers?: { operation?: Operation; times: number; status?: number };
  /** Approved cards stay `processing` for `ms` of the sandbox's time, then end as `outcome`. */
  settleSlowly?: { times: number; ms: number; outcome: 'succeeded' | 'failed' };
  /** Seeds the random choices above; the same seed gives the same choices. */
  seed?: number;
}

const known: Record<keyof Plan, true> = {
  duplicateWebhooks: true,
  reorderWebhooks: true,
  delayWebhooksMs: true,
  loseWebhooks: true,
  delayAnswersMs: true,
  loseAnswers: true,
  failAnswers: true,
  settleSlowly: true,
  seed: true,
};

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

function check(ok: boolean, param: string): void {
  if (!ok) throw invalidRequest(`Invalid ${param}`, param);
}

/** @throws ApiError 400 that names the first invalid field */
function checkedPlan(json: Record<string, unknown>): Plan {
  for (const name of Object.keys(json)) {
    if (!(name in known))
      throw invalidRequest(`Received unknown parameter: ${name}`, name, 'parameter_unknown');
  }
  const plan = json as Plan;
  for (const name of ['duplicateWebhooks', 'delayWebhooksMs', 'delayAnswersMs', 'seed'] as const) {
    check(plan[name] === undefined || isCount(plan[name]), name);
  }
  check(plan.reorderWebhooks === undefined || typeof plan.reorderWebhooks === 'boolean', 'reorderWebhooks');
  const lose = plan.loseWebhooks;
  check(
    lose === undefined || typeof lose === 'boolean' || (typeof lose === 'number' && lose >= 0 && lose <= 1),
    'loseWebhooks',
  );
  for (const name of ['loseAnswers', 'failAnswers'] as const) {
    const answers = plan[name];
    if (answers === undefined) continue;
    check(answers !== null && typeof answers === 'object' && isCount(answers.times), name);
    check(answers.operation === undefined || operations.includes(answers.operation), `${name}.operation`);
  }
  const status = plan.failAnswers?.status;
  check(status === undefined || (isCount(status) && status >= 400 && status <= 599), 'failAnswers.status');
  const slowly = plan.settleSlowly;
  check(
    slowly === undefined ||
      (isCount(slowly.times) && isCount(slowly.ms) && ['succeeded', 'failed'].includes(slowly.outcome)),
    'settleSlowly',
  );
  return plan;
}

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
export interface Faults {
  /** Adds to the plan. @throws ApiError 400 */
  set(json: Record<string, unknown>): void;
  /** Clears the plan; responses that are being delayed are sent. */
  clear(): void;
  plan(): Plan;
  /** How many responses are being delayed now. */
  waitingAnswers(): number;
  random(): number;
  losesWebhook(): boolean;
  /** Whether to lose this operation's response; counts down `times`. */
  losesAnswer(operation: Operation | null): boolean;
  /** The status with which to fail this operation, or null; counts down `times`. */
  failsAnswer(operation: Operation | null): number | null;
  settleSlowly(): { ms: number; outcome: 'succeeded' | 'failed' } | null;
  /** Waits as long as responses are to be delayed. */
  holdAnswer(): Promise<void>;
}

/** Creates an empty plan. */
export function createFaults(): Faults {
  let plan: Plan = {};
  let random = seededRandom(1);
  const held = new Set<() => void>();

  function counts(
    what: { operation?: Operation; times: number } | undefined,
    operation: Operation | null,
  ): boolean {
    if (what === undefined || what.times === 0) return false;
    if (what.operation !== undefined && what.operation !== operation) return false;
    what.times -= 1;
    return true;
  }

  return {
    set(json) {
      const added = checkedPlan(structuredClone(json));
      if (added.seed !== undefined) random = seededRandom(added.seed);
      plan = { ...plan, ...added };
    },
    clear() {
      plan = {};
      random = seededRandom(1);
      for (const release of held) release();
      held.clear();
    },
    plan: () => plan,
    waitingAnswers: () => held.size,
    random: () => random(),
    losesWebhook() {
      const lose = plan.loseWebhooks ?? false;
      return typeof lose === 'boolean' ? lose : random() < lose;
    },
    losesAnswer: (operation) => counts(plan.loseAnswers, operation),
    failsAnswer: (operation) =>
      counts(plan.failAnswers, operation) ? (plan.failAnswers?.status ?? 500) : null,
    settleSlowly() {
      const slowly = plan.settleSlowly;
      if (slowly === undefined || slowly.times === 0) return null;
      slowly.times -= 1;
      return { ms: slowly.ms, outcome: slowly.outcome };
    },
    holdAnswer() {
      const ms = plan.delayAnswersMs ?? 0;
      if (ms === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const release = () => {
          clearTimeout(timer);
          held.delete(release);
          resolve();
        };
        const timer = setTimeout(release, ms);
        held.add(release);
      });
    },
  };
}
