/**
 * A webhook: one change on its way to one endpoint. It is tried until the endpoint takes it, with growing pauses for three days; then a
 * person may send it again. What was sent and answered stands beside its row. Source: Standard Webhooks 1.0.0, "Deliverability and reliability"
 */
import { assign, setup } from 'xstate';
import { z } from 'zod';

const minute = 60_000;
const hour = 60 * minute;
/**
 * Milliseconds between two tries: three days and four hours in all. Source: the retry schedule that Standard Webhooks recommends.
 */
export const retryPausesMs = [
  5_000,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** What a webhook's snapshot stores. */
export const webhookContext = z.object({
  /** Tries that failed since it was made, or sent again by a person. */
  failedTries: z.int().min(0),
});
/** A webhook's context. */
export type WebhookContext = z.infer<typeof webhookContext>;

/** The messages of a webhook. The worker sends all of them but `replay`, which a person sends. */
export type WebhookMessage =
  /** The endpoint took it. */
  | { type: 'take' }
  /** No answer, or one that says no. */
  | { type: 'fail' }
  /** The endpoint is gone or disabled. */
  | { type: 'drop' }
  | { type: 'replay' };

const webhookSetup = setup({
  types: {
    context: {} as WebhookContext,
    events: {} as WebhookMessage,
    input: {} as Record<string, never>,
    /** `open`: it isn't over. */
    tags: {} as 'open',
  },
  delays: { pause: ({ context }) => retryPausesMs[context.failedTries - 1] ?? 0 },
  guards: { hasPauseLeft: ({ context }) => context.failedTries < retryPausesMs.length },
  actions: {
    /** In the transaction: the row is due, so that the worker sends it. */
    makeDue: () => {},
    /** In the transaction: the row isn't due any more. */
    clearDue: () => {},
  },
});

/** The webhook's machine. */
export const webhookMachine = webhookSetup.createMachine({
  id: 'webhook',
  context: { failedTries: 0 },
  initial: 'sending',
  states: {
    sending: {
      tags: ['open'],
      entry: 'makeDue',
      exit: 'clearDue',
      on: {
        take: 'taken',
        fail: [
          {
            guard: 'hasPauseLeft',
            target: 'pausing',
            actions: assign({ failedTries: ({ context }) => context.failedTries + 1 }),
          },
          { target: 'failed' },
        ],
        drop: 'dropped',
      },
    },
    pausing: {
      tags: ['open'],
      after: { pause: 'sending' },
      on: { drop: 'dropped', replay: { target: 'sending', actions: assign({ failedTries: 0 }) } },
    },
    taken: { on: { replay: { target: 'sending', actions: assign({ failedTries: 0 }) } } },
    failed: { on: { replay: { target: 'sending', actions: assign({ failedTries: 0 }) } } },
    dropped: { on: { replay: { target: 'sending', actions: assign({ failedTries: 0 }) } } },
  },
});
