/**
 * A request that moves more money by hand than one person may decide: it waits for a second one, who approves or declines it.
 * Whoever made it may withdraw it, and nobody decides their own. Source: the issue "Money in, and the support desk".
 */
import { setup } from 'xstate';
import { z } from 'zod';

/** How long a request waits for a second person, milliseconds. */
export const approvalLifeMs = 24 * 60 * 60_000;

/** What a request's snapshot stores. */
export const approvalContext = z.object({
  /** The person's id. */
  madeBy: z.string(),
});
/** A request's context. */
export type ApprovalContext = z.infer<typeof approvalContext>;

/** The messages of a request; `person` is who sends it. */
export type ApprovalMessage =
  | { type: 'approve'; person: string }
  | { type: 'decline'; person: string }
  | { type: 'withdraw'; person: string };

const approvalSetup = setup({
  types: {
    context: {} as ApprovalContext,
    events: {} as ApprovalMessage,
    input: {} as { madeBy: string },
    tags: {} as 'waiting',
  },
  delays: { expiry: approvalLifeMs },
  guards: {
    isSomebodyElse: ({ context, event }) => event.person !== context.madeBy,
    isWhoAsked: ({ context, event }) => event.person === context.madeBy,
  },
  actions: {
    /** In the transaction: the row says who decided, when and why. */
    keepDecision: () => {},
  },
});

/** The request's machine: it waits, and ends once. */
export const approvalMachine = approvalSetup.createMachine({
  id: 'approval',
  context: ({ input }) => ({ madeBy: input.madeBy }),
  initial: 'waiting',
  states: {
    waiting: {
      tags: ['waiting'],
      after: { expiry: { target: 'expired', actions: 'keepDecision' } },
      on: {
        // What was asked for runs in the same transaction: the sender does that.
        approve: { guard: 'isSomebodyElse', target: 'approved', actions: 'keepDecision' },
        decline: { guard: 'isSomebodyElse', target: 'declined', actions: 'keepDecision' },
        withdraw: { guard: 'isWhoAsked', target: 'withdrawn', actions: 'keepDecision' },
      },
    },
    approved: { type: 'final' },
    declined: { type: 'final' },
    withdrawn: { type: 'final' },
    expired: { type: 'final' },
  },
});
